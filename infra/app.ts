import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { App, DefaultStackSynthesizer, type IReusableStackSynthesizer, Tags } from 'aws-cdk-lib/core';
import { type CloudAssembly, CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { bundle, root } from './bundle.ts';
import { readSettings } from './settings.ts';
import { AppStack } from './stacks/app.ts';
import { DataStack } from './stacks/data.ts';

export interface BuildOptions {
  /** Where templates and asset manifests go; the CDK's own choice when absent. */
  readonly outdir?: string;
  /** Over what cdk.json says. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** A directory with one bundle per function; when absent the functions are bundled now. */
  readonly bundles?: string;
  /** Bundle with line tables. */
  readonly sourcemap?: boolean;
  /** cdk-nag and template validation: three seconds that only a person or CI waits for. */
  readonly checks?: boolean;
}

/**
 * Bundles the functions and synthesizes both stacks, in this process: no CLI, no account, no Docker. The same
 * templates are deployed by the CDK and run by the local runtime.
 */
export async function build(options: BuildOptions = {}): Promise<CloudAssembly> {
  const checks = options.checks ?? false;
  const bundles = options.bundles ?? (await bundle({ sourcemap: options.sourcemap ?? false }));
  const app = new App({
    ...(options.outdir === undefined ? {} : { outdir: options.outdir }),
    analyticsReporting: false,
    treeMetadata: false,
    stackTraces: false,
    builtinCloudFormationValidation: checks,
    defaultStackSynthesizer: synthesizer,
    // A new project takes every recommended behaviour; the library is pinned, so none comes unasked.
    context: {
      ...CURRENTLY_RECOMMENDED_FLAGS,
      ...contextOfRepository(),
      ...options.context,
      ...(checks ? {} : fast),
    },
  });
  if (checks) (await import('./checks.ts')).addChecks(app);
  const settings = readSettings(app.node);
  const data = new DataStack(app, settings);
  new AppStack(app, settings, bundles).addStackDependency(data);
  Tags.of(app).add('veghe:stage', settings.stage);
  return app.synth();
}

/** The CLI checks the bootstrap version from the manifest; the template need not ask for it again. */
const synthesizer = new DefaultStackSynthesizer({
  generateBootstrapVersionRule: false,
}) as IReusableStackSynthesizer;

/** Bundles stay where they are instead of being copied into the assembly. */
const fast = { 'aws:cdk:disable-asset-staging': true };

function contextOfRepository(): Record<string, unknown> {
  const file: unknown = JSON.parse(readFileSync(resolve(root, 'cdk.json'), 'utf8'));
  return (file as { context: Record<string, unknown> }).context;
}

if (import.meta.main) await build({ checks: true });
