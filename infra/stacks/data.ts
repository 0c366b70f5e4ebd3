import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib/core';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { Mail } from '../constructs/mail.ts';
import { publishNames } from '../constructs/shared-names.ts';
import { Tables } from '../constructs/tables.ts';
import { type Settings } from '../settings.ts';

/** What outlives releases: the tables, the failed records, the sending domain, the operator's topic. */
export class DataStack extends Stack {
  constructor(scope: Construct, settings: Settings, props: StackProps = {}) {
    super(scope, `${settings.prefix}-data`, { ...props, terminationProtection: true });
    const tables = new Tables(this, 'Tables');
    const mail = new Mail(this, 'Mail', settings);
    const staff = new Topic(this, 'Staff', { enforceSSL: true });
    const failedRecords = new Bucket(this, 'FailedRecords', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Full bodies hold personal data: they expire as the dead letters in queues do.
      lifecycleRules: [{ expiration: Duration.days(14) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      failedRecords,
      'S1',
      'Written by Lambda alone and read by hand in an incident; a log of that would need a bucket of its own.',
    );
    publishNames(this, settings, {
      stateTable: tables.state.tableName,
      stateStreamArn: tables.state.tableStreamArn ?? '',
      timelineTable: tables.timeline.tableName,
      accessTable: tables.access.tableName,
      failedRecordsBucket: failedRecords.bucketName,
      staffTopicArn: staff.topicArn,
      mailEventsTopicArn: mail.events.topicArn,
      mailConfigurationSet: mail.configurationSet.configurationSetName,
    });
  }
}
