import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundle } from '../../infra/bundle.ts';
import { functions } from '../../infra/functions.ts';
import { type Grant, type Setting } from '../../infra/spec.ts';

const directory = (): string => join(mkdtempSync(join(tmpdir(), 'veghe-bundle-')), 'functions');
const load = createRequire(import.meta.url);

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the bundles of the inventory', () => {
  let first: string;
  beforeAll(async () => {
    first = await bundle({ directory: directory() });
  });

  it('are one file per function and nothing else, so that an asset is what runs', () => {
    expect(readdirSync(first).sort()).toEqual(functions.map(({ name }) => name).sort());
    for (const { name } of functions) expect(readdirSync(join(first, name))).toEqual(['index.cjs']);
  });

  it('are the same bytes each time and wherever they are made, so that their hash says what changed', async () => {
    const second = await bundle({ directory: directory() });
    for (const { name } of functions) {
      const [one, other] = [first, second].map((d) => readFileSync(join(d, name, 'index.cjs'), 'utf8'));
      expect(one).toBe(other);
      expect(one).not.toContain(process.cwd());
    }
  });

  it('read exactly the environment that their grants bring', () => {
    const brought: Partial<Record<Grant | Setting, readonly string[]>> = {
      'state:read-write': ['STATE_TABLE', 'DUE_SHARDS'],
      'access:check': ['ACCESS_TABLE'],
      'access:read-write': ['ACCESS_TABLE'],
      'due:query': ['SCAN_PER_SECOND'],
      'timeline:read': ['TIMELINE_TABLE'],
      'timeline:write': ['TIMELINE_TABLE'],
      'bus:put': ['BUS_NAME'],
      'mail:send': ['MAIL_FROM', 'MAIL_CONFIGURATION_SET'],
      'staff-topic:publish': ['STAFF_TOPIC_ARN'],
      'staff-topic:subscribe': ['STAFF_TOPIC_ARN'],
      'staff-topic:unsubscribe': ['STAFF_TOPIC_ARN'],
      PUBLIC_URL: ['PUBLIC_URL'],
      MAIL_PER_SECOND: ['MAIL_PER_SECOND'],
    };
    const names = [...new Set(Object.values(brought).flat())];
    for (const { name, grants, settings = [] } of functions) {
      const code = readFileSync(join(first, name, 'index.cjs'), 'utf8');
      const expected = new Set([...grants, ...settings].flatMap((given) => brought[given] ?? []));
      const read = names.filter((variable) => code.includes(variable));
      expect([name, ...read]).toEqual([name, ...names.filter((variable) => expected.has(variable))]);
    }
  });

  it('have source maps only when asked', async () => {
    const mapped = await bundle({ directory: directory(), sourcemap: true });
    for (const { name } of functions) {
      expect(readdirSync(join(mapped, name)).sort()).toEqual(['index.cjs', 'index.cjs.map']);
    }
  });
});

describe('a bundle with the SDK in it', () => {
  let file: string;
  beforeAll(async () => {
    const specs = [{ name: 'probe', entry: 'tests/infra/bundle-probe.ts' }];
    file = join(await bundle({ directory: directory(), specs }), 'probe', 'index.cjs');
  });

  it('is lean: the ways to credentials that Lambda never goes are outside', () => {
    expect(statSync(file).size).toBeLessThan(240_000);
  });

  it('takes its credentials from the environment, as Lambda gives them', async () => {
    vi.stubEnv('AWS_PROFILE', undefined);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDFROMENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const { handler } = load(file) as { handler: () => Promise<string> };
    expect(await handler()).toBe('AKIDFROMENV');
  });
});
