/**
 * `npm run simulate -- --seeds 10000 [--from 1] [--steps 40] [--without crashes,jumps]`: the long form of the simulation,
 * with its speed; a seed that fails is shrunk, and the command that runs it again is printed. Ctrl-C ends it after the life that
 * is being lived, with what has been run so far.
 * `npm run simulate -- --stock --seeds 10000`, `-- --amendments --seeds 10000`, `-- --poison --seeds 1000`: those of stock, of late
 * changes, and of messages that cannot be serialized.
 * `npm run simulate -- --planted`: every planted bug, and what finds it (docs/proof.md).
 */
import { parseArgs } from 'node:util';
import { lived as lifeOf, type LifeName } from './lives.ts';
import { find, planted } from './planted.ts';
import { type FaultKind, kindsOfFault, type Setting } from './setting.ts';
import { shrink } from './shrink.ts';

const { values } = parseArgs({
  options: {
    stock: { type: 'boolean', default: false },
    amendments: { type: 'boolean', default: false },
    poison: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string' },
    without: { type: 'string', default: '' },
  },
});
const without = values.without.split(',').filter((kind) => kind !== '') as FaultKind[];
const unknown = without.find((kind) => !kindsOfFault.includes(kind));
if (unknown !== undefined) throw new Error(`${unknown} is not one of ${kindsOfFault.join(', ')}`);
const setting: Setting = {
  without,
  ...(values.steps === undefined ? {} : { steps: Number(values.steps) }),
};
if (values.planted) await bugs();
else
  await all(
    (['stock', 'amendments', 'poison'] as const).find((name) => values[name]) ?? 'orders',
    Number(values.from),
    Number(values.seeds),
  );

async function all(name: LifeName, from: number, seeds: number): Promise<void> {
  const begun = performance.now();
  let hours = 0;
  let failed = 0;
  let lived = 0;
  let enough = false;
  process.once('SIGINT', () => (enough = true));
  for (let seed = from; seed < from + seeds && !enough; seed++, lived++) {
    // A life never waits for the world: without this no signal would be heard.
    await new Promise((resolve) => setImmediate(resolve));
    const run = await lifeOf(name)(seed, setting);
    hours += run.simulatedHours;
    if (seeds === 1) console.log(`seed ${String(seed)}: trace ${run.hash}`);
    if (run.faults.length === 0) continue;
    failed++;
    console.log(`seed ${String(seed)} fails:`);
    for (const fault of run.faults) console.log(`  ${fault}`);
    const smallest = await shrink(name, seed, setting);
    if (smallest) console.log(`  again, as small as it gets: ${smallest.command}\n  ${smallest.fault}`);
  }
  const seconds = (performance.now() - begun) / 1_000;
  const speed = (hours * 3_600) / seconds;
  console.log(
    `${String(lived)} lives, ${String(failed)} with faults; ${hours.toFixed(0)} simulated hours in ${seconds.toFixed(0)} s, ${speed.toFixed(0)} times as fast as time`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
}

/** A table as docs/proof.md keeps it. */
async function bugs(): Promise<void> {
  console.log('| simulation | planted bug | found by seed | by |\n| --- | --- | --- | --- |');
  for (const one of planted) {
    const { name, in: where, seed, by } = await find(one, 200);
    console.log(`| ${where} | ${name} | ${String(seed ?? 'none')} | ${by ?? '–'} |`);
    if (seed === undefined) process.exitCode = 1;
  }
}
