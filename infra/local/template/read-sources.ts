import { type Json } from './assembly.ts';
import { functionName } from './attributes.ts';
import { type Model, type QueueSourceModel, type StreamSourceModel } from './model.ts';
import { at } from './read-functions.ts';
import { type Resolver, TemplateError } from './resolver.ts';

/** Lambda's own limits where the template sets none. */
const day = 24 * 3_600_000;

/** The event source mappings: streams and queues that feed functions. */
export function readSources(resolver: Resolver): Pick<Model, 'streamSources' | 'queueSources'> {
  const streamSources: StreamSourceModel[] = [];
  const queueSources: QueueSourceModel[] = [];
  for (const resource of resolver.ofType('AWS::Lambda::EventSourceMapping')) {
    const properties = resolver.properties(resource);
    if (properties['Enabled'] === false) continue;
    const arn = String(properties['EventSourceArn']);
    const common = {
      id: `${resource.stack}-${resource.logicalId}`,
      functionName: functionName(properties['FunctionName']),
      partial: ((properties['FunctionResponseTypes'] ?? []) as Json[]).includes('ReportBatchItemFailures'),
      filters: filtersOf(properties),
    };
    if (arn.startsWith('arn:aws:sqs:')) {
      queueSources.push({
        ...common,
        queue: arn.split(':')[5] ?? '',
        queueArn: arn,
        batchSize: Number(properties['BatchSize'] ?? 10),
        windowMs: Number(properties['MaximumBatchingWindowInSeconds'] ?? 0) * 1000,
        concurrency: Number(at(properties, 'ScalingConfig', 'MaximumConcurrency') ?? 5),
      });
    } else if (arn.startsWith('arn:aws:dynamodb:')) {
      streamSources.push({ ...common, ...streamOf(properties, arn) });
    } else {
      throw new TemplateError(`${resource.stack}/${resource.logicalId}: a source that is not known: ${arn}`);
    }
  }
  return { streamSources, queueSources };
}

function streamOf(
  properties: Record<string, Json>,
  streamArn: string,
): Omit<StreamSourceModel, 'id' | 'functionName' | 'partial' | 'filters'> {
  const limit = (name: string, otherwise: number): number => {
    const value = Number(properties[name] ?? -1);
    return value < 0 ? otherwise : value;
  };
  const destination = at(properties, 'DestinationConfig', 'OnFailure', 'Destination');
  if (destination !== undefined && !String(destination).startsWith('arn:aws:s3:::')) {
    throw new TemplateError(`a stream's failure destination that is no bucket: ${String(destination)}`);
  }
  return {
    table: streamArn.split('/')[1] ?? '',
    streamArn,
    batchSize: Number(properties['BatchSize'] ?? 100),
    bisect: properties['BisectBatchOnFunctionError'] === true,
    retries: limit('MaximumRetryAttempts', Infinity),
    maximumAgeMs: Math.min(limit('MaximumRecordAgeInSeconds', Infinity) * 1000, day),
    fromStart: properties['StartingPosition'] === 'TRIM_HORIZON',
    failureBucket: destination === undefined ? undefined : String(destination).split(':').at(-1),
  };
}

function filtersOf(properties: Record<string, Json>): Json[] {
  const filters = (at(properties, 'FilterCriteria', 'Filters') ?? []) as Record<string, Json>[];
  return filters.map((filter) => JSON.parse(String(filter['Pattern'])) as Json);
}
