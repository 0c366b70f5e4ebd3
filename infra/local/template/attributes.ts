/** What `Ref` and `Fn::GetAtt` give for each type of resource: names and ARNs, as AWS makes them. */
import { type Json } from './assembly.ts';

export interface Place {
  readonly region: string;
  readonly account: string;
  /** Where the HTTP API is served. */
  readonly url: string;
}

/** A resource that has its physical name. */
export interface Named {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  /** Of a property, resolved when asked for. */
  readonly property: (name: string) => Json | undefined;
}

type Give = (resource: Named, place: Place) => Json | undefined;

interface Attributes {
  /** The property that holds the name; one is made from stack and logical id when it is absent. */
  readonly nameFrom?: string;
  readonly ref?: Give;
  readonly get?: Readonly<Record<string, Give>>;
}

const arn =
  (service: string, before = ''): Give =>
  ({ name }, { region, account }) =>
    `arn:aws:${service}:${region}:${account}:${before}${name}`;
const name: Give = (resource) => resource.name;
const global =
  (service: string, before: string): Give =>
  (resource, { account }) =>
    `arn:aws:${service}::${account}:${before}${resource.name}`;
const topic = arn('sns');
const versionOf: Give = ({ property }, place) => functionArn(property('FunctionName'), place);

const table: Attributes = {
  nameFrom: 'TableName',
  get: {
    Arn: arn('dynamodb', 'table/'),
    StreamArn: (resource, place) => `${String(arn('dynamodb', 'table/')(resource, place))}/stream/local`,
  },
};

const byType: Readonly<Record<string, Attributes>> = {
  'AWS::ApiGatewayV2::Api': { get: { ApiEndpoint: (_, place) => place.url, ApiId: name } },
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Events::EventBus': { nameFrom: 'Name', get: { Arn: arn('events', 'event-bus/'), Name: name } },
  'AWS::Events::Rule': { nameFrom: 'Name', get: { Arn: arn('events', 'rule/') } },
  'AWS::IAM::Role': { nameFrom: 'RoleName', get: { Arn: global('iam', 'role/'), RoleId: name } },
  'AWS::IAM::ManagedPolicy': { nameFrom: 'ManagedPolicyName', ref: global('iam', 'policy/') },
  'AWS::Lambda::Function': { nameFrom: 'FunctionName', get: { Arn: arn('lambda', 'function:') } },
  'AWS::Lambda::Version': { ref: (r, p) => `${String(versionOf(r, p))}:1`, get: { Version: () => '1' } },
  'AWS::Lambda::Alias': { ref: (r, p) => `${String(versionOf(r, p))}:${String(r.property('Name'))}` },
  'AWS::Lambda::EventSourceMapping': {},
  'AWS::Logs::LogGroup': { nameFrom: 'LogGroupName', get: { Arn: arn('logs', 'log-group:') } },
  'AWS::S3::Bucket': {
    nameFrom: 'BucketName',
    get: { Arn: (resource) => `arn:aws:s3:::${resource.name}` },
  },
  'AWS::SES::ConfigurationSet': { nameFrom: 'Name' },
  'AWS::SES::EmailIdentity': { nameFrom: 'EmailIdentity' },
  'AWS::SNS::Topic': { nameFrom: 'TopicName', ref: topic, get: { TopicArn: topic, TopicName: name } },
  'AWS::SQS::Queue': {
    nameFrom: 'QueueName',
    ref: (resource, place) => `https://sqs.${place.region}.amazonaws.com/${place.account}/${resource.name}`,
    get: { Arn: arn('sqs'), QueueName: name },
  },
  'AWS::SSM::Parameter': {
    nameFrom: 'Name',
    get: { Type: () => 'String', Value: (resource) => resource.property('Value') },
  },
  'AWS::Scheduler::Schedule': { nameFrom: 'Name', get: { Arn: arn('scheduler', 'schedule/default/') } },
  'AWS::Scheduler::ScheduleGroup': { nameFrom: 'Name' },
  'AWS::CloudWatch::Alarm': { nameFrom: 'AlarmName', get: { Arn: arn('cloudwatch', 'alarm:') } },
};

/** The property from which a resource of this type takes its name. */
export const nameProperty = (type: string): string | undefined => byType[type]?.nameFrom;

/** What `Ref` gives. */
export function refOf(resource: Named, place: Place): Json | undefined {
  return (byType[resource.type]?.ref ?? name)(resource, place);
}

/** What `Fn::GetAtt` gives; undefined when the attribute is not known here. */
export function attributeOf(resource: Named, attribute: string, place: Place): Json | undefined {
  return byType[resource.type]?.get?.[attribute]?.(resource, place);
}

/** The ARN of a function given its name or any of its ARNs. */
export function functionArn(nameOrArn: Json | undefined, place: Place): string {
  return `arn:aws:lambda:${place.region}:${place.account}:function:${functionName(nameOrArn)}`;
}

/** The name of a function out of its name, ARN, or the ARN of a version or alias. */
export function functionName(nameOrArn: Json | undefined): string {
  const text = String(nameOrArn);
  return text.startsWith('arn:') ? (text.split(':')[6] ?? '') : (text.split(':')[0] ?? '');
}
