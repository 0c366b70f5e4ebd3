/** Synthesizes the CDK app in a thread of its own, beside everything else that starts. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { readAssembly, type Stack } from './template/assembly.ts';

/** Writes bundles, templates and asset lists under `directory` and answers the stacks. */
export function synthesize(directory: string): Promise<readonly Stack[]> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { synthesizeTo: directory } });
  return new Promise((resolve, reject) => {
    worker.once('message', (assembly: string) => resolve(readAssembly(assembly)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`synthesis ended with ${code}`)));
  });
}

const { synthesizeTo } = (workerData ?? {}) as { synthesizeTo?: string };
if (!isMainThread && synthesizeTo !== undefined) {
  const { bundle } = await import('../bundle.ts');
  // esbuild is a process of its own: it bundles while this thread loads the CDK.
  const bundling = bundle({ directory: join(synthesizeTo, 'functions'), sourcemap: true });
  const [bundles, { build }] = await Promise.all([bundling, import('../app.ts')]);
  const assembly = await build({ outdir: join(synthesizeTo, 'cdk.out'), bundles });
  parentPort?.postMessage(assembly.directory);
}
