/**
 * `npm run torture -- --rounds 100 [--seed 1]`: the local runtime as a process, under load over HTTP, killed with `kill -9`
 * at random moments and started again (docs/proof.md).
 */
import { parseArgs } from 'node:util';
import { assemblyDirectory } from '../../infra/local/synthesize.ts';
import { torture } from './torture.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});
const begun = performance.now();
const rounds = Number(values.rounds);
const { faults, ledger, mails, twice, stillborn, midMove } = await torture({
  rounds,
  seed: Number(values.seed),
  assembly: await assemblyDirectory(),
  say: (line) => console.log(line),
});
for (const fault of faults) console.log(`  ${fault}`);
console.log(
  `${String(rounds)} rounds in ${((performance.now() - begun) / 1_000).toFixed(0)} s: ` +
    `${String(rounds + stillborn)} kills, ${String(stillborn)} of them before it served, ${String(midMove)} while the clock moved; ` +
    `${String(ledger.acknowledged)} writes acknowledged, ${String(ledger.unanswered)} unanswered and repeated, ` +
    `${String(ledger.written)} of these had been written; ${String(ledger.orders.size)} orders, ` +
    `${String(ledger.amendments.size)} amendments, ${String(mails)} e-mails, ${String(twice)} notices twice in the declared window; ${String(faults.length)} faults`,
);
process.exitCode = faults.length > 0 ? 1 : 0;
