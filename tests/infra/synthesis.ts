import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../infra/app.ts';
import { functions } from '../../infra/functions.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

export interface Resource {
  readonly Type: string;
  readonly Properties: JsonObject;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly Parameters?: Record<string, { readonly Type: string; readonly Default: string }>;
}

/** Both templates of a stage, with empty bundles: what is asked here does not depend on the code. */
export async function synthesize(
  context: Record<string, unknown> = {},
): Promise<{ data: Template; app: Template }> {
  const directory = mkdtempSync(join(tmpdir(), 'veghe-synth-'));
  const bundles = join(directory, 'bundles');
  for (const { name } of functions) {
    mkdirSync(join(bundles, name), { recursive: true });
    writeFileSync(join(bundles, name, 'index.cjs'), `// ${name}\n`);
  }
  const assembly = await build({ outdir: join(directory, 'out'), bundles, context });
  const template = (part: string): Template => {
    const stack = assembly.stacks.find(({ stackName }) => stackName.endsWith(`-${part}`));
    if (stack === undefined) throw new Error(`no stack ${part}`);
    return stack.template as Template;
  };
  return { data: template('data'), app: template('app') };
}

/** The resources of a type, with their logical ids. */
export function ofType(template: Template, type: string): [string, Resource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** A value with references written as `${Id}` or `${Id.Attribute}`, so that expectations can be read. */
export function render(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(render).join(',');
  if ('Ref' in value) return `\${${render(value['Ref'])}}`;
  if ('Fn::GetAtt' in value) return `\${${(value['Fn::GetAtt'] as string[]).join('.')}}`;
  if ('Fn::Join' in value) {
    const [separator, parts] = value['Fn::Join'] as [string, Json[]];
    return parts.map(render).join(separator);
  }
  return JSON.stringify(value);
}

export interface Statement {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly conditions: unknown;
}

const list = (value: Json | undefined): string[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(render);

/** What the role of a function may do, by the function's name in the inventory. */
export function permissionsOf(app: Template, name: string): Statement[] {
  const fn = functionNamed(app, name)[1];
  const role = render(fn.Properties['Role']).slice(2).split('.')[0] ?? '';
  const inline = (app.Resources[role]?.Properties['Policies'] ?? []) as JsonObject[];
  const attached = ofType(app, 'AWS::IAM::Policy')
    .map(([, policy]) => policy.Properties)
    .filter(({ Roles }) => list(Roles).includes(`\${${role}}`));
  return [...inline, ...attached]
    .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: JsonObject[] }).Statement)
    .map((statement) => ({
      effect: render(statement['Effect']),
      actions: list(statement['Action']),
      resources: list(statement['Resource']),
      notResources: list(statement['NotResource']),
      conditions: statement['Condition'],
    }));
}

/** The function of this name, with its logical id. */
export function functionNamed(app: Template, name: string): [string, Resource] {
  const found = ofType(app, 'AWS::Lambda::Function').find(([, { Properties }]) =>
    render(Properties['FunctionName']).endsWith(`-dev-${name}`),
  );
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
}

/** The name in the inventory of the function that an alias, given as `${Alias}`, stands for. */
export function behindAlias(app: Template, reference: string): string {
  const alias = app.Resources[reference.slice(2, -1)];
  const fn = app.Resources[render(alias?.Properties['FunctionName']).slice(2, -1)];
  return render(fn?.Properties['FunctionName']).replace('veghe-dev-', '');
}
