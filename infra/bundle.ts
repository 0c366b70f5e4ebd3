import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { functions } from './functions.ts';
import { type FunctionSpec } from './spec.ts';

/** The repository's root, whatever the working directory. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Where bundles go: `<bundleDirectory>/<name>/index.cjs`. */
export const bundleDirectory = resolve(root, 'dist/functions');

/**
 * The SDK imports these only when credentials come from elsewhere than the environment. On Lambda they never
 * do, and the runtime's own SDK has them should they ever: left out of the bundle, not out of reach.
 */
const neverLoadedOnLambda = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

export interface BundleOptions {
  /** Which functions; all of the inventory when absent. */
  readonly specs?: readonly Pick<FunctionSpec, 'name' | 'entry'>[];
  readonly directory?: string;
  /** Line tables beside each bundle; for the local runtime, so that a stack names the source. */
  readonly sourcemap?: boolean;
}

/**
 * Bundles every handler in one esbuild run, CommonJS because it loads faster than ES modules do
 * (docs/decisions/0103). The same sources give the same bytes, and so the same asset hash.
 */
export async function bundle(options: BundleOptions = {}): Promise<string> {
  const directory = options.directory ?? bundleDirectory;
  await rm(directory, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries((options.specs ?? functions).map((f) => [`${f.name}/index`, f.entry])),
    outdir: directory,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: true,
    keepNames: false,
    sourcemap: options.sourcemap ? 'linked' : false,
    sourcesContent: false,
    legalComments: 'none',
    // ES sources can be shaken, CommonJS ones cannot.
    mainFields: ['module', 'main'],
    external: neverLoadedOnLambda,
    // `require` follows the runtime's module path to its own SDK, `import()` does not.
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
  });
  return directory;
}
