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
  payload: { action: 'issue-credential', store: 'ceainaria', actor: 'ana', roles: ['operator'] },
  options: ['--region', 'eu-central-1'],
};

describe('the command line', () => {
  it('names an action, its fields and a stage', () => {
    const fields = ['store=ceainaria', 'actor=ana', 'roles=["operator"]'];
    const args = ['issue-credential', ...fields, '--stage', 'prod', '--region', 'eu-central-1'];
    expect(readCall(args)).toEqual({ ...call, functionName: 'veghe-prod-admin' });
  });

  it('may take a field from a file', () => {
    const file = join(directory, 'shop.json');
    writeFileSync(file, '{"storeId":"din-fisier"}');
    expect(readCall(['create-store', `profile=@${file}`])?.payload).toEqual({
      action: 'create-store',
      profile: { storeId: 'din-fisier' },
    });
  });

  it('is explained when it says nothing, and refused when it makes no sense', () => {
    expect(readCall([])).toBeUndefined();
    expect(readCall(['--help'])).toBeUndefined();
    expect(() => readCall(['create-store', 'shop.json'])).toThrow('not a field: shop.json');
    expect(() => readCall(['issue-credential', 'roles=[operator'])).toThrow(SyntaxError);
  });
});

describe('the call', () => {
  it('goes to the live alias, its payload in a file that is gone afterwards', () => {
    pretendAws(`cp "$(echo "$@" | sed 's/.*fileb:\\/\\/\\([^ ]*\\).*/\\1/')" ${directory}/payload
printf '{"status":201,"body":{}}' > "$last"; echo '{"StatusCode":200}'`);
    expect(invoke(call)).toEqual({ ok: true, answer: '{"status":201,"body":{}}' });
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

  it('fails when what was asked is refused', () => {
    pretendAws(`printf '{"status":409,"body":{}}' > "$last"; echo '{"StatusCode":200}'`);
    expect(invoke(call)).toEqual({ ok: false, answer: '{"status":409,"body":{}}' });
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
