import { Stack } from 'aws-cdk-lib/core';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge, parameterInFinding } from './acknowledge.ts';
import { type Alarms, alarmPeriod } from './alarms.ts';
import { type VegheFunction } from './function.ts';
import { type SharedNames } from './shared-names.ts';

/** A record is tried until it is this old: the stream keeps 24 h, the rest is for a person to notice. */
const maximumAgeHours = 20;

/**
 * The state table's stream into the relay. Only heads: lines, receipts and keys are written before the head
 * that points to them and say nothing by themselves. Retries are bounded by age, not by count, because
 * bisecting does not use them up; what is given up lands whole in a bucket (a queue would get metadata only).
 */
export class StreamSource extends Construct {
  constructor(scope: Construct, id: string, fn: VegheFunction, names: SharedNames, alarms: Alarms) {
    super(scope, id);
    const bucketArn = Stack.of(this).formatArn({
      service: 's3',
      region: '',
      account: '',
      resource: names.failedRecordsBucket,
    });
    fn.allow(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [names.stateStreamArn],
      }),
      // Listing streams knows no resource; it tells names, not data.
      new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] }),
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [`${bucketArn}/*`] }),
    );
    acknowledge(
      fn.role,
      'IAM5[Resource::*]',
      'dynamodb:ListStreams supports no resource; it tells names only.',
    );
    acknowledge(
      fn.role,
      `IAM5[Resource::arn:<AWS::Partition>:s3:::${parameterInFinding(this, names.failedRecordsBucket)}/*]`,
      'Lambda chooses the key of each failed record; the bucket holds nothing else.',
    );
    const mapping = new CfnEventSourceMapping(this, 'Mapping', {
      functionName: fn.alias.functionArn,
      eventSourceArn: names.stateStreamArn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      parallelizationFactor: 4,
      bisectBatchOnFunctionError: true,
      functionResponseTypes: ['ReportBatchItemFailures'],
      maximumRetryAttempts: -1,
      maximumRecordAgeInSeconds: maximumAgeHours * 3600,
      destinationConfig: { onFailure: { destination: bucketArn } },
      filterCriteria: {
        filters: [{ pattern: JSON.stringify({ dynamodb: { Keys: { sk: { S: ['head'] } } } }) }],
      },
      metricsConfig: { metrics: ['EventCount'] },
    });

    const metric = (metricName: string): Metric =>
      new Metric({
        namespace: 'AWS/Lambda',
        metricName,
        dimensionsMap: { EventSourceMappingUUID: mapping.ref },
        statistic: 'Sum',
        period: alarmPeriod,
      });
    alarms.raise('relay-given-up', {
      metric: metric('OnFailureDestinationDeliveredEventCount'),
      threshold: 1,
      description: 'Stream records were given up and lie in the failed-records bucket.',
    });
    alarms.raise('relay-dropped', {
      metric: metric('DroppedEventCount'),
      threshold: 1,
      description: 'Stream records were dropped without reaching the bucket: compare heads with timelines.',
    });
    alarms.raise('relay-age', {
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'IteratorAge',
        dimensionsMap: { FunctionName: fn.functionName },
        statistic: 'Maximum',
        period: alarmPeriod,
      }),
      threshold: 5 * 60_000,
      description: 'The relay is more than 5 minutes behind its stream.',
    });
  }
}
