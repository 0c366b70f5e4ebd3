import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const usage = `npm run admin -- <action> [<field>=<value> …] [--stage dev] [--region eu-central-1] [--profile name]

Invokes the deployed admin function with {"action": <action>, <field>: <value>, …} and prints its answer. A value
that begins with [ or { is JSON, one that begins with @ is read from a file as JSON, all others are text.
Who may do this is a matter of IAM: lambda:InvokeFunction on veghe-<stage>-admin. Answers may hold credentials:
they are printed, and kept nowhere.

  npm run admin -- create-store profile=@shop.json --stage prod
  npm run admin -- sign-in-link store=ceainaria actor=ana --stage prod     (an admin, where mail does not work yet)
  npm run admin -- issue-credential store=ceainaria actor=erp 'roles=["storefront"]' --stage prod
  npm run admin -- revoke-credential store=ceainaria credentialId=… --stage prod
  npm run admin -- distribution-secret --stage prod                        (see docs/operations.md, "Guesses")
  npm run admin -- subscribe store=ceainaria protocol=https endpoint=https://… --stage prod   # one shop's digests
  npm run admin -- unsubscribe subscription=arn:… --stage prod
  npm run admin -- verify store=ceainaria subject=order/CE-1001 --stage prod
  npm run admin -- replay-erasures store=ceainaria customers=@customers.json --stage prod
`;

/** A call of the admin function, as the command line gives it. */
export interface AdminCall {
  readonly functionName: string;
  readonly payload: { readonly action: string; readonly [field: string]: unknown };
  /** Passed on to the AWS CLI. */
  readonly options: readonly string[];
}

/** Reads the command line; undefined when it asks for help or for nothing. */
export function readCall(args: readonly string[]): AdminCall | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      stage: { type: 'string', default: 'dev' },
      region: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [action, ...fields] = positionals;
  if (values.help === true || action === undefined) return undefined;
  return {
    functionName: `veghe-${values.stage}-admin`,
    payload: { ...Object.fromEntries(fields.map(readField)), action },
    options: (['region', 'profile'] as const).flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [`--${name}`, value];
    }),
  };
}

function readField(text: string): [string, unknown] {
  const at = text.indexOf('=');
  if (at < 1) throw new Error(`not a field: ${text}`);
  const value = text.slice(at + 1);
  if (value.startsWith('@')) return [text.slice(0, at), JSON.parse(readFileSync(value.slice(1), 'utf8'))];
  return [text.slice(0, at), /^[[{]/.test(value) ? JSON.parse(value) : value];
}

/**
 * Invokes the function through the AWS CLI, which has every way to credentials that an operator may use, where
 * an SDK client here would be a dependency for one call. Payload and answer pass through private files, so
 * that no credential is seen in a list of processes.
 */
export function invoke(call: AdminCall): { readonly ok: boolean; readonly answer: string } {
  const directory = mkdtempSync(join(tmpdir(), 'veghe-admin-'));
  try {
    const [payload, answer] = [join(directory, 'payload.json'), join(directory, 'answer.json')];
    writeFileSync(payload, JSON.stringify(call.payload), { mode: 0o600 });
    writeFileSync(answer, '', { mode: 0o600 });
    const run = spawnSync(
      'aws',
      [
        ...['lambda', 'invoke', '--function-name', call.functionName, '--qualifier', 'live'],
        ...['--payload', `fileb://${payload}`, '--output', 'json', ...call.options, answer],
      ],
      { encoding: 'utf8' },
    );
    if (run.error !== undefined) return { ok: false, answer: whyNotRun(run.error, call) };
    if (run.status !== 0) return { ok: false, answer: run.stderr.trim() };
    const failed = (JSON.parse(run.stdout) as { FunctionError?: string }).FunctionError !== undefined;
    const text = readFileSync(answer, 'utf8');
    return { ok: !failed && (JSON.parse(text) as { status: number }).status < 400, answer: text };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function whyNotRun(error: Error, call: AdminCall): string {
  if (!('code' in error) || error.code !== 'ENOENT') return error.message;
  return [
    'The AWS CLI, version 2, is needed and was not found on the PATH.',
    `Without it, invoke ${call.functionName}:live by other means, for example from CloudShell, with the payload:`,
    JSON.stringify(call.payload),
  ].join('\n');
}

function main(): number {
  let call: AdminCall | undefined;
  try {
    call = readCall(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  if (call === undefined) {
    console.error(usage);
    return 2;
  }
  const { ok, answer } = invoke(call);
  (ok ? console.log : console.error)(answer);
  return ok ? 0 : 1;
}

if (import.meta.main) process.exitCode = main();
