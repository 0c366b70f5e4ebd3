/**
 * `npm run simulate -- --seeds 10000 [--from 1]`: the long form of the simulation, with its speed.
 * `npm run simulate -- --stock --seeds 10000 [--from 1]`: that of the stock's.
 * `npm run simulate -- --planted`: every planted bug, and what finds it (docs/proof.md).
 */
import { parseArgs } from 'node:util';
import { find, planted } from './planted.ts';
import { type Run, simulate } from './run.ts';
import { simulateStock } from './stock-run.ts';

const { values } = parseArgs({
  options: {
    stock: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
  },
});
if (values.planted) await bugs();
else await lives(Number(values.from), Number(values.seeds));

type Life = Pick<Run, 'faults' | 'simulatedHours'>;

async function lives(from: number, seeds: number): Promise<void> {
  const live: (seed: number) => Promise<Life> = values.stock ? simulateStock : simulate;
  const begun = performance.now();
  let hours = 0;
  let failed = 0;
  for (let seed = from; seed < from + seeds; seed++) {
    const run = await live(seed).catch((error: unknown) => ({
      faults: [String(error)],
      simulatedHours: 0,
    }));
    hours += run.simulatedHours;
    if (run.faults.length === 0) continue;
    failed++;
    console.log(
      `seed ${String(seed)} (again: npm run simulate --${values.stock ? ' --stock' : ''} --from ${String(seed)} --seeds 1)`,
    );
    for (const fault of run.faults) console.log(`  ${fault}`);
  }
  const seconds = (performance.now() - begun) / 1_000;
  const speed = (hours * 3_600) / seconds;
  console.log(
    `${String(seeds)} lives, ${String(failed)} with faults; ${hours.toFixed(0)} simulated hours in ${seconds.toFixed(0)} s, ${speed.toFixed(0)} times as fast as time`,
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
