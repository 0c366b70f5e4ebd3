/** The sample shops as files, made once for each content of the sources by living their last week through the API. */
import { cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from '../build-cache.ts';
import { startRuntime } from '../runtime.ts';
import { synthesize } from '../synthesize.ts';
import { seed } from './index.ts';
import { pastStart } from './story-date.ts';

/** Is there nothing in a data directory yet? */
export const isNew = (dataDir: string): boolean => !existsSync(dataDir) || readdirSync(dataDir).length === 0;

/** Puts the sample shops into a data directory that is new: whole, or not at all. `onWait` is called when they must be made first. */
export async function copySamples(dataDir: string, onWait: () => void = () => undefined): Promise<void> {
  const snapshot = await buildOnce((directory) => {
    onWait();
    return liveThrough(directory);
  }, 'samples');
  const half = `${dataDir}.half`;
  rmSync(half, { recursive: true, force: true });
  cpSync(join(snapshot, 'data'), half, { recursive: true });
  rmSync(dataDir, { recursive: true, force: true });
  renameSync(half, dataDir);
}

async function liveThrough(directory: string): Promise<void> {
  const dataDir = join(directory, 'data');
  const runtime = await startRuntime({
    dataDir,
    port: 0,
    quiet: true,
    stacks: synthesize(),
    frozenAt: pastStart,
    // The clock of a copy begins where this one stops.
    startAt: pastStart,
    seed,
  });
  await runtime.stop();
  rmSync(join(dataDir, 'functions.log'), { force: true });
}
