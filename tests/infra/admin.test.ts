import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AdminCall, invoke, readCall } from '../../infra/admin.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'veghe-admin-test-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Puts a program named `aws` first on the PATH; the last of its arguments is the file for the answer. */
function pretendAws(script: string): void {
  const file = join(directory, 'aws');
  writeFileSync(file, `#!/bin/sh\nfor last; do :; done\necho "$@" > ${directory}/arguments\n${script}\n`);
  chmodSync(file, 0o755);
  vi.stubEnv('PATH', `${directory}${delimiter}${process.env['PATH'] ?? ''}`);
}

const call: AdminCall = {
  functionName: 'veghe-dev-admin',
  payload: { command: 'create-store', input: { storeId: 'ceainaria' } },
  options: ['--region', 'eu-central-1'],
};

describe('the command line', () => {
  it('names a command, an input and a stage', () => {
    const args = ['create-store', '{"storeId":"ceainaria"}', '--stage', 'prod', '--region', 'eu-central-1'];
    expect(readCall(args)).toEqual({ ...call, functionName: 'veghe-prod-admin' });
  });

  it('may take the input from a file, or leave it out', () => {
    const file = join(directory, 'shop.json');
    writeFileSync(file, '{"storeId":"din-fisier"}');
    expect(readCall(['create-store', `@${file}`])?.payload.input).toEqual({ storeId: 'din-fisier' });
    expect(readCall(['list-stores'])?.payload).toEqual({ command: 'list-stores', input: {} });
  });

  it('is explained when it says nothing or too much', () => {
    expect(readCall([])).toBeUndefined();
    expect(readCall(['--help'])).toBeUndefined();
    expect(readCall(['create-store', '{}', 'more'])).toBeUndefined();
  });
});

describe('the call', () => {
  it('goes to the live alias, its payload in a file that is gone afterwards', () => {
    pretendAws(`cp "$(echo "$@" | sed 's/.*fileb:\\/\\/\\([^ ]*\\).*/\\1/')" ${directory}/payload
printf '{"ok":true}' > "$last"; echo '{"StatusCode":200}'`);
    expect(invoke(call)).toEqual({ ok: true, answer: '{"ok":true}' });
    expect(JSON.parse(readFileSync(join(directory, 'payload'), 'utf8'))).toEqual(call.payload);
    const args = readFileSync(join(directory, 'arguments'), 'utf8').trim().split(' ');
    expect(args.slice(0, 6)).toEqual([
      'lambda',
      'invoke',
      '--function-name',
      'veghe-dev-admin',
      '--qualifier',
      'live',
    ]);
    expect(args.join(' ')).not.toContain('ceainaria');
    expect(existsSync(args.at(-1) ?? '')).toBe(false);
  });

  it('fails when the function does', () => {
    pretendAws(
      `printf '{"errorMessage":"no"}' > "$last"; echo '{"StatusCode":200,"FunctionError":"Unhandled"}'`,
    );
    expect(invoke(call)).toEqual({ ok: false, answer: '{"errorMessage":"no"}' });
  });

  it('says what AWS said when it refuses', () => {
    pretendAws(`echo 'AccessDeniedException' >&2; exit 254`);
    expect(invoke(call)).toEqual({ ok: false, answer: 'AccessDeniedException' });
  });

  it('says what is missing when there is no AWS CLI', () => {
    vi.stubEnv('PATH', directory);
    const { ok, answer } = invoke(call);
    expect(ok).toBe(false);
    expect(answer).toContain('AWS CLI');
    expect(answer).toContain('veghe-dev-admin:live');
  });
});
