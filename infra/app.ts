import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { App, Tags } from 'aws-cdk-lib/core';
import { type CloudAssembly } from 'aws-cdk-lib/cx-api';
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
    context: { ...contextOfRepository(), ...options.context, ...(checks ? {} : fast) },
  });
  if (checks) (await import('./checks.ts')).addChecks(app);
  const settings = readSettings(app.node);
  const data = new DataStack(app, settings);
  new AppStack(app, settings, bundles).addStackDependency(data);
  Tags.of(app).add('veghe:stage', settings.stage);
  return app.synth();
}

/** Bundles stay where they are instead of being copied into the assembly. */
const fast = { 'aws:cdk:disable-asset-staging': true };

function contextOfRepository(): Record<string, unknown> {
  const file: unknown = JSON.parse(readFileSync(resolve(root, 'cdk.json'), 'utf8'));
  return (file as { context: Record<string, unknown> }).context;
}

if (import.meta.main) await build({ checks: true });
