import { expect, it } from 'vitest';
import { assemblyDirectory } from '../../infra/local/synthesize.ts';
import { torture } from './torture.ts';

/** Two rounds here; `npm run torture -- --rounds 100` for the long form. */
it('killed with -9 under load, again and again: what was acknowledged is there, what is due leaves once', async () => {
  const { faults, ledger, mails } = await torture({
    rounds: 2,
    seed: 2,
    days: 1,
    assembly: await assemblyDirectory(),
  });
  expect(faults).toEqual([]);
  // A system that acknowledges nothing loses nothing.
  expect(ledger.acknowledged).toBeGreaterThanOrEqual(8);
  expect(mails).toBeGreaterThan(0);
}, 180_000);
