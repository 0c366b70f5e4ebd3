/** What is built from the sources is kept under a digest of them, and shared by all starts and test files. */
import { createHash } from 'node:crypto';
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../bundle.ts';

const cache = join(root, 'node_modules/.cache/veghe-build');

/** Everything that bundles and templates are made of; the lock file stands for all packages. */
const sources = [
  'infra/**/*.ts',
  'functions/**/*.ts',
  'shared/**/*',
  'cdk.json',
  'package-lock.json',
  'tsconfig.json',
];

/** Builds that nobody asked for in this time are removed. */
const keptMs = 24 * 3_600_000;
/** A build that takes longer has died with whoever made it. */
const longestMs = 120_000;

/** A digest of the sources' names and contents, and of the Node that runs. */
export function sourceDigest(): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of globSync(sources, { cwd: root }).sort()) {
    const path = join(root, file);
    if (statSync(path).isFile()) hash.update(`\0${file}\0`).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 24);
}

/**
 * The directory that holds what `build` made of the present sources, by the name of what is built. Of several processes that ask at once one builds
 * and the others wait; a build that broke off is made again.
 */
export async function buildOnce(
  build: (directory: string) => Promise<void>,
  name = 'assembly',
): Promise<string> {
  const digest = `${sourceDigest()}-${name}`;
  const [pointer, lock] = [join(cache, `${digest}.json`), join(cache, `${digest}.lock`)];
  mkdirSync(cache, { recursive: true });
  for (;;) {
    const directory = kept(pointer);
    if (directory !== undefined) return directory;
    if (takeLock(lock)) break;
    await pause(50);
  }
  // A build that goes on is not one that died.
  const alive = setInterval(() => utimesSync(lock, new Date(), new Date()), longestMs / 4);
  try {
    removeOld();
    const directory = mkdtempSync(join(cache, `${digest}-`));
    await build(directory);
    // Renamed into place: nobody reads half a pointer.
    writeFileSync(`${pointer}.new`, JSON.stringify({ directory }));
    renameSync(`${pointer}.new`, pointer);
    return directory;
  } finally {
    clearInterval(alive);
    rmSync(lock, { recursive: true, force: true });
  }
}

function kept(pointer: string): string | undefined {
  try {
    const { directory } = JSON.parse(readFileSync(pointer, 'utf8')) as { directory: string };
    const now = new Date();
    // What is used is not old.
    for (const path of [pointer, directory]) utimesSync(path, now, now);
    return directory;
  } catch {
    return undefined;
  }
}

/** A directory is made by one process alone. */
function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > longestMs) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function removeOld(): void {
  for (const entry of readdirSync(cache)) {
    const path = join(cache, entry);
    const since = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > keptMs) rmSync(path, { recursive: true, force: true });
  }
}
