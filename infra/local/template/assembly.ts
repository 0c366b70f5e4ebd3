/** Reads what `cdk synth` writes: the templates of all stacks and where each asset lies. */
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** Any JSON of a template before it is resolved. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Record<string, Json>;
  readonly Condition?: string;
}

export interface Template {
  readonly Resources?: Record<string, TemplateResource>;
  readonly Parameters?: Record<string, { readonly Type: string; readonly Default?: string | number }>;
  readonly Conditions?: Record<string, Json>;
  readonly Mappings?: Record<string, Record<string, Record<string, Json>>>;
}

export interface Stack {
  readonly name: string;
  readonly template: Template;
  /** Directory of each asset by its hash. */
  readonly assets: Readonly<Record<string, string>>;
}

interface Artifact {
  readonly type: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly file?: string;
  };
}

interface AssetManifest {
  readonly files?: Record<string, { readonly source: { readonly path: string } }>;
}

/** All stacks of a cloud assembly, in the order of its manifest. */
export function readAssembly(directory: string): Stack[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(directory, file), 'utf8'));
  const { artifacts = {} } = read('manifest.json') as { artifacts?: Record<string, Artifact> };
  const assets: Record<string, string> = {};
  for (const { type, properties } of Object.values(artifacts)) {
    if (type !== 'cdk:asset-manifest' || properties?.file === undefined) continue;
    const { files = {} } = read(properties.file) as AssetManifest;
    for (const [hash, { source }] of Object.entries(files)) {
      assets[hash] = isAbsolute(source.path) ? source.path : join(directory, source.path);
    }
  }
  return Object.entries(artifacts).flatMap(([id, { type, properties }]) =>
    type === 'aws:cloudformation:stack' && properties?.templateFile !== undefined
      ? [{ name: properties.stackName ?? id, template: read(properties.templateFile) as Template, assets }]
      : [],
  );
}
