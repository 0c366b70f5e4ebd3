/**
 * `npm run mutate [-- orders time …]`: changes the code of the pure domain in one place after the other and asks its tests;
 * one domain after the other, all unless named (domains.ts). `-- time --mutate shared/time/zone.ts:40-93` is a part of one.
 * Fails where fewer than nine in ten changes are noticed.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { domains, isDomain } from './domains.ts';

const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { mutate: { type: 'string' } },
});
const unknown = asked.find((name) => !isDomain(name));
if (unknown !== undefined) throw new Error(`${unknown} is not one of ${Object.keys(domains).join(', ')}`);
if (values.mutate !== undefined && asked.length !== 1) throw new Error('--mutate is a part of one domain');
const stryker = 'tests/mutation/node_modules/@stryker-mutator/core/bin/stryker.js';
const part = values.mutate === undefined ? [] : ['--mutate', values.mutate];
for (const name of asked.length > 0 ? asked : Object.keys(domains)) {
  console.log(`# ${name}`);
  const { status } = spawnSync(
    process.execPath,
    [stryker, 'run', 'tests/mutation/stryker.config.js', ...part],
    { stdio: 'inherit', env: { ...process.env, VEGHE_MUTATE: name } },
  );
  if (status !== 0) process.exitCode = 1;
}
