import { resolve } from 'node:path';
import { type Json } from './assembly.ts';
import { functionName, type Named } from './attributes.ts';
import { type FunctionModel } from './model.ts';
import { readRoleStatements } from './read-policies.ts';
import { type Resolver, TemplateError } from './resolver.ts';

/** Every function with its bundle, its environment and what its role may do. */
export function readFunctions(resolver: Resolver): FunctionModel[] {
  const invokeConfigs = resolver.ofType('AWS::Lambda::EventInvokeConfig').map((r) => resolver.properties(r));
  return resolver.ofType('AWS::Lambda::Function').map((resource) => {
    const properties = resolver.properties(resource);
    const stop = (what: string): never => {
      throw new TemplateError(`${resource.stack}/${resource.logicalId}: ${what}`);
    };
    if (!String(properties['Runtime']).startsWith('nodejs')) stop(`runtime ${String(properties['Runtime'])}`);
    const role = String(properties['Role'] ?? stop('has no role')).replace(/^.*:role\//, '');
    const async = invokeConfigs.find((config) => functionName(config['FunctionName']) === resource.name);
    const onFailure = at(async, 'DestinationConfig', 'OnFailure', 'Destination');
    if (onFailure !== undefined && !String(onFailure).startsWith('arn:aws:sqs:')) {
      stop(`a failure destination that is not a queue: ${String(onFailure)}`);
    }
    return {
      name: resource.name,
      logicalId: resource.logicalId,
      arn: resolver.arnOf(resource),
      directory: codeOf(resolver, resource, properties['Code']),
      handler: String(properties['Handler']),
      memory: Number(properties['MemorySize'] ?? 128),
      timeoutMs: Number(properties['Timeout'] ?? 3) * 1000,
      environment: strings(at(properties, 'Environment', 'Variables')),
      role,
      statements: readRoleStatements(resolver, role),
      retries: Number(async?.['MaximumRetryAttempts'] ?? 2),
      onFailureQueue: onFailure === undefined ? undefined : String(onFailure).split(':')[5],
    };
  });
}

function codeOf(resolver: Resolver, { stack, logicalId }: Named, code: Json | undefined): string {
  const key = String((code as Record<string, Json> | undefined)?.['S3Key'] ?? '');
  const directory = resolver.stacks.find((s) => s.name === stack)?.assets[key.replace(/\.zip$/, '')];
  if (directory === undefined) throw new TemplateError(`${stack}/${logicalId}: no asset for code ${key}`);
  return resolve(directory);
}

const strings = (value: Json | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, String(item)]));

/** What lies at a path of nested objects. */
export function at(value: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (found, key) =>
      found !== null && typeof found === 'object' && !Array.isArray(found) ? found[key] : undefined,
    value,
  );
}
