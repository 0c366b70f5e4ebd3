/**
 * Which resources the local runtime serves, with the properties that it reads or may leave aside, and which
 * it leaves aside as a whole. What is in neither list stops the start: nothing is dropped silently.
 */
import { type Stack } from './assembly.ts';
import { TemplateError } from './resolver.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Served. For each type the properties that are understood; `*` where none can change what runs. */
const served: Readonly<Record<string, ReadonlySet<string>>> = {
  'AWS::ApiGatewayV2::Api': words('Name ProtocolType Description DisableExecuteApiEndpoint Tags'),
  'AWS::ApiGatewayV2::Integration': words(
    'ApiId IntegrationType IntegrationUri PayloadFormatVersion TimeoutInMillis IntegrationMethod Description',
  ),
  'AWS::ApiGatewayV2::Route': words('ApiId AuthorizationType RouteKey Target OperationName'),
  // Throttling and the access log are AWS's part; one stage, `$default`, is served.
  'AWS::ApiGatewayV2::Stage': words(
    'ApiId StageName AutoDeploy AccessLogSettings DefaultRouteSettings RouteSettings Description Tags',
  ),
  'AWS::DynamoDB::Table': words('*'),
  'AWS::DynamoDB::GlobalTable': words('*'),
  'AWS::Events::EventBus': words('Name Description Tags'),
  'AWS::Events::Rule': words('Name Description EventBusName EventPattern State Targets Tags'),
  'AWS::IAM::Role': words('*'),
  'AWS::IAM::Policy': words('PolicyDocument PolicyName Roles'),
  'AWS::IAM::ManagedPolicy': words('PolicyDocument ManagedPolicyName Description Path Roles'),
  'AWS::Lambda::Function': words(
    'Architectures Code Description Environment EphemeralStorage FunctionName Handler LoggingConfig MemorySize ' +
      'Role Runtime RuntimeManagementConfig RecursiveLoop Tags Timeout TracingConfig',
  ),
  'AWS::Lambda::Version': words('*'),
  'AWS::Lambda::Alias': words('*'),
  'AWS::Lambda::EventInvokeConfig': words(
    'FunctionName Qualifier MaximumRetryAttempts MaximumEventAgeInSeconds DestinationConfig',
  ),
  // One lane instead of `ParallelizationFactor` lanes: order per key holds in both.
  'AWS::Lambda::EventSourceMapping': words(
    'FunctionName EventSourceArn Enabled StartingPosition BatchSize MaximumBatchingWindowInSeconds ' +
      'ParallelizationFactor BisectBatchOnFunctionError FunctionResponseTypes MaximumRetryAttempts ' +
      'MaximumRecordAgeInSeconds DestinationConfig FilterCriteria MetricsConfig ScalingConfig LoggingConfig Tags',
  ),
  'AWS::S3::Bucket': words('*'),
  'AWS::SES::ConfigurationSet': words('*'),
  'AWS::SES::ConfigurationSetEventDestination': words('ConfigurationSetName EventDestination'),
  'AWS::SES::EmailIdentity': words('*'),
  'AWS::SNS::Subscription': words(
    'TopicArn Protocol Endpoint FilterPolicy FilterPolicyScope RawMessageDelivery RedrivePolicy Region',
  ),
  'AWS::SNS::Topic': words('TopicName DisplayName KmsMasterKeyId Subscription TracingConfig Tags'),
  'AWS::SNS::TopicPolicy': words('PolicyDocument Topics'),
  'AWS::SQS::Queue': words(
    'QueueName DelaySeconds VisibilityTimeout MessageRetentionPeriod RedrivePolicy RedriveAllowPolicy ' +
      'ReceiveMessageWaitTimeSeconds MaximumMessageSize SqsManagedSseEnabled KmsMasterKeyId Tags',
  ),
  'AWS::SQS::QueuePolicy': words('PolicyDocument Queues'),
  'AWS::SSM::Parameter': words('*'),
  'AWS::Scheduler::Schedule': words(
    'Name GroupName Description ScheduleExpression ScheduleExpressionTimezone FlexibleTimeWindow State Target',
  ),
};

/** Left aside: they watch, release, limit or protect what runs on AWS, and run nothing themselves. */
const leftAside = words(
  'AWS::ApiGatewayV2::ApiMapping AWS::Budgets::Budget AWS::CDK::Metadata AWS::CloudWatch::Alarm ' +
    'AWS::CloudWatch::CompositeAlarm AWS::CloudWatch::Dashboard AWS::CodeDeploy::Application ' +
    'AWS::CodeDeploy::DeploymentConfig AWS::CodeDeploy::DeploymentGroup AWS::Lambda::Permission ' +
    'AWS::Logs::LogGroup AWS::Logs::MetricFilter AWS::Logs::QueryDefinition AWS::S3::BucketPolicy ' +
    'AWS::Scheduler::ScheduleGroup',
);

/** Throws, naming all that the local runtime would have to drop. */
export function checkTypes(stacks: readonly Stack[]): void {
  const unknown = stacks.flatMap(({ name, template }) =>
    Object.entries(template.Resources ?? {}).flatMap(([logicalId, { Type, Properties = {} }]) => {
      if (leftAside.has(Type)) return [];
      const properties = served[Type];
      if (properties === undefined) return [`${name}/${logicalId}: ${Type}`];
      if (properties.has('*')) return [];
      return Object.keys(Properties)
        .filter((property) => !properties.has(property))
        .map((property) => `${name}/${logicalId}: ${Type}, property ${property}`);
    }),
  );
  if (unknown.length > 0) {
    throw new TemplateError(
      `The local runtime does not know these parts of the template (infra/local/template/known-types.ts):\n  ${unknown.join('\n  ')}`,
    );
  }
}
