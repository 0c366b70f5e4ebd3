import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { synthesize } from '../../infra/local/synthesize.ts';
import { torture } from './torture.ts';

/** Two rounds here; `npm run torture -- --rounds 100` for the long form. */
it('killed with -9 under load, again and again: what was acknowledged is there, what is due leaves once', async () => {
  const build = mkdtempSync(join(tmpdir(), 'veghe-torture-build-'));
  try {
    await synthesize(build);
    const { faults, ledger, mails } = await torture({
      rounds: 2,
      seed: 2,
      days: 1,
      assembly: join(build, 'cdk.out'),
    });
    expect(faults).toEqual([]);
    // A house that acknowledges nothing loses nothing.
    expect(ledger.acknowledged).toBeGreaterThanOrEqual(8);
    expect(mails).toBeGreaterThan(0);
  } finally {
    rmSync(build, { recursive: true, force: true });
  }
}, 180_000);
