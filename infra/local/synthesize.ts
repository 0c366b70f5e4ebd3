/** Bundles and synthesizes the CDK app in a thread of its own, once for each content of the sources. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { buildOnce } from './build-cache.ts';
import { readAssembly, type Stack } from './template/assembly.ts';

/**
 * The directory of a cloud assembly of this checkout: the one that is kept for exactly these sources, or a new one.
 * Bundles and templates lie beside each other under `node_modules/.cache`.
 */
export async function assemblyDirectory(): Promise<string> {
  return join(await buildOnce(synthesizeInto), 'cdk.out');
}

/** The stacks of this checkout. */
export async function synthesize(): Promise<readonly Stack[]> {
  return readAssembly(await assemblyDirectory());
}

function synthesizeInto(directory: string): Promise<void> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { synthesizeTo: directory } });
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`synthesis ended with ${String(code)}`)));
  });
}

const { synthesizeTo } = (workerData ?? {}) as { synthesizeTo?: string };
if (!isMainThread && synthesizeTo !== undefined) {
  const { bundle } = await import('../bundle.ts');
  // esbuild is a process of its own: it bundles while this thread loads the CDK.
  const bundling = bundle({ directory: join(synthesizeTo, 'functions'), sourcemap: true });
  const [bundles, { build }] = await Promise.all([bundling, import('../app.ts')]);
  await build({ outdir: join(synthesizeTo, 'cdk.out'), bundles });
  parentPort?.postMessage('done');
}
