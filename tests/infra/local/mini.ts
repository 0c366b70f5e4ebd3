/**
 * A small house of the same shape as Veghe, by hand: an API that writes a table, a relay on its stream, a bus,
 * a queue, a consumer that sends mail, a scan. What each function does is a few lines of JavaScript.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Runtime, type RuntimeOptions, startRuntime } from '../../../infra/local/runtime.ts';
import { type Json, type Stack, type TemplateResource } from '../../../infra/local/template/assembly.ts';

/** Handlers lie in temporary directories and find `@aws-sdk` from here. */
const repository = fileURLToPath(new URL('../../../package.json', import.meta.url));

const head = `
  const packages = require('node:module').createRequire('${repository}');
  const { DynamoDBClient, PutItemCommand, QueryCommand, UpdateItemCommand, ScanCommand, GetItemCommand } = packages('@aws-sdk/client-dynamodb');
  const { EventBridgeClient, PutEventsCommand } = packages('@aws-sdk/client-eventbridge');
  const { SESClient, SendEmailCommand } = packages('@aws-sdk/client-ses');
  const { SNSClient, PublishCommand, SubscribeCommand } = packages('@aws-sdk/client-sns');
  const db = new DynamoDBClient({}), bus = new EventBridgeClient({}), ses = new SESClient({}), sns = new SNSClient({});
  const table = process.env.TABLE;
`;

/** The handlers' bodies; tests replace those that they are about. */
export const handlers = {
  api: `
    const { id } = event.pathParameters ?? {};
    if (event.routeKey === 'PUT /items/{id}') {
      const body = JSON.parse(event.body ?? '{}');
      const due = body.due ? { duePk: { S: 'item#03' }, dueSk: { S: body.due + '#' + id } } : {};
      await db.send(new PutItemCommand({ TableName: table, Item: { pk: { S: id }, sk: { S: 'head' }, note: { S: body.note ?? '' }, ...due } }));
      return { statusCode: 201, body: JSON.stringify({ id, at: new Date().toISOString() }) };
    }
    return { ...event, body: JSON.stringify(event), headers: { 'content-type': 'application/json' }, statusCode: 200 };`,
  relay: `
    for (const { dynamodb: { NewImage } } of event.Records.filter((r) => r.dynamodb.NewImage)) {
      const { FailedEntryCount } = await bus.send(new PutEventsCommand({ Entries: [{
        Source: 'mini', DetailType: 'item.changed', Detail: JSON.stringify({ id: NewImage.pk.S, note: NewImage.note.S }), EventBusName: process.env.BUS }] }));
      if (FailedEntryCount) throw new Error('not put');
    }
    return { batchItemFailures: [] };`,
  consumer: `
    for (const { body } of event.Records) {
      const { detail } = JSON.parse(body);
      await ses.send(new SendEmailCommand({ Source: 'Mini <mini@example.com>', Destination: { ToAddresses: [detail.id + '@example.org'] },
        Message: { Subject: { Data: detail.note }, Body: { Text: { Data: 'text' }, Html: { Data: '<p>html</p>' } } } }));
    }
    return { batchItemFailures: [] };`,
  scan: `
    for (let shard = 0; shard < 8; shard++) {
      const { Items } = await db.send(new QueryCommand({ TableName: table, IndexName: 'due', KeyConditionExpression: 'duePk = :p and dueSk <= :now',
        ExpressionAttributeValues: { ':p': { S: event.due + '#0' + shard }, ':now': { S: new Date().toISOString() + '#~' } } }));
      for (const { pk } of Items) await db.send(new UpdateItemCommand({ TableName: table, Key: { pk, sk: { S: 'head' } },
        UpdateExpression: 'SET note = :n REMOVE duePk, dueSk', ExpressionAttributeValues: { ':n': { S: 'fired at ' + new Date().toISOString() } } }));
    }`,
  admin: `
    if (!event.profile.storeId) return { status: 422, body: { type: 'urn:veghe:bad', status: 422 } };
    return { status: 201, body: { storeId: event.profile.storeId, credentials: [{ store: event.profile.storeId, actor: 'ana', roles: ['admin'], credential: 'secret-' + event.profile.storeId }] } };`,
};

export type Handlers = Partial<Record<keyof typeof handlers, string>>;

const get = (id: string, attribute: string): Json => ({ 'Fn::GetAtt': [id, attribute] });
const ref = (id: string): Json => ({ Ref: id });

function lambda(name: string, timeout: number): Record<string, TemplateResource> {
  const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const environment = { TABLE: ref('Table'), BUS: ref('Bus'), TOPIC: ref('Topic') };
  return {
    [id]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: name,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Timeout: timeout,
        Code: { S3Key: `${name}.zip` },
        Role: get(`${id}Role`, 'Arn'),
        Environment: { Variables: environment },
      },
    },
    [`${id}Role`]: { Type: 'AWS::IAM::Role', Properties: { RoleName: `${name}-role` } },
    [`${id}Policy`]: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: name,
        Roles: [ref(`${id}Role`)],
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:GetItem', 'dynamodb:Query'],
              Resource: [get('Table', 'Arn'), { 'Fn::Join': ['', [get('Table', 'Arn'), '/index/*']] }],
            },
            { Effect: 'Allow', Action: ['events:PutEvents', 'ses:Send*', 'sns:*'], Resource: '*' },
            {
              Effect: 'Allow',
              Action: ['sqs:*', 'dynamodb:*Stream*', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
              Resource: '*',
            },
          ],
        },
      },
    },
  };
}

const key = (name: string) => ({ AttributeName: name, AttributeType: 'S' });
const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];

/** The template's resources; tests change what they are about. */
export function miniResources(timeout = 10): Record<string, TemplateResource> {
  return {
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: ['pk', 'sk', 'duePk', 'dueSk'].map(key),
        KeySchema: keys('pk', 'sk'),
        GlobalSecondaryIndexes: [
          {
            IndexName: 'due',
            KeySchema: keys('duePk', 'dueSk'),
            Projection: { ProjectionType: 'KEYS_ONLY' },
          },
        ],
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'mini' } },
    Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
    Identity: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'example.com' } },
    DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: 'work',
        VisibilityTimeout: 60,
        RedrivePolicy: { deadLetterTargetArn: get('DeadLetters', 'Arn'), maxReceiveCount: 2 },
      },
    },
    QueuePolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [ref('Queue'), ref('DeadLetters')],
        PolicyDocument: {
          Statement: ['events', 'sns'].map((service) => ({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: `${service}.amazonaws.com` },
            Resource: '*',
          })),
        },
      },
    },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: ref('Bus'),
        EventPattern: { source: ['mini'], 'detail-type': [{ prefix: 'item.' }] },
        Targets: [{ Id: 'T', Arn: get('Queue', 'Arn') }],
      },
    },
    ...lambda('api', timeout),
    ...lambda('relay', timeout),
    ...lambda('consumer', timeout),
    ...lambda('scan', timeout),
    ...lambda('admin', timeout),
    Stream: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: ref('Relay'),
        EventSourceArn: get('Table', 'StreamArn'),
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
    Source: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: ref('Consumer'),
        EventSourceArn: get('Queue', 'Arn'),
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
    },
    Schedule: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: 'scan',
        ScheduleExpression: 'rate(1 minute)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: get('Scan', 'Arn'), Input: '{"due":"item"}' },
      },
    },
    Http: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'mini', ProtocolType: 'HTTP' } },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: ref('Http'),
        IntegrationType: 'AWS_PROXY',
        PayloadFormatVersion: '2.0',
        IntegrationUri: get('Api', 'Arn'),
      },
    },
    ...Object.fromEntries(
      ['GET /items/{id}', 'PUT /items/{id}', 'POST /echo/{rest+}'].map((RouteKey, index) => [
        `Route${index}`,
        {
          Type: 'AWS::ApiGatewayV2::Route',
          Properties: {
            ApiId: ref('Http'),
            RouteKey,
            Target: { 'Fn::Join': ['/', ['integrations', ref('Integration')]] },
          },
        },
      ]),
    ),
  };
}

export interface MiniOptions extends Partial<Omit<RuntimeOptions, 'stacks'>> {
  readonly handlers?: Handlers;
  readonly resources?: Record<string, TemplateResource>;
}

/** Writes the handlers and gives the stack that points to them. */
export function miniStacks(
  changed: Handlers = {},
  resources = miniResources(),
  home = temporaryDirectory(),
): Stack[] {
  const assets: Record<string, string> = {};
  for (const [name, body] of Object.entries({ ...handlers, ...changed })) {
    const directory = join(home, name);
    mkdirSync(directory, { recursive: true });
    writeFileSync(
      join(directory, 'index.cjs'),
      `${head}\nexports.handler = async (event, context) => {${body}\n};`,
    );
    assets[name] = directory;
  }
  return [{ name: 'mini', template: { Resources: resources }, assets }];
}

const cleanups: (() => unknown)[] = [];

/** A directory that `cleanUp` removes. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'veghe-'));
  cleanups.push(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Starts the small house; `cleanUp` after each test ends it. */
export async function startMini({
  handlers: changed,
  resources,
  ...options
}: MiniOptions = {}): Promise<Runtime> {
  const dataDir = options.dataDir ?? temporaryDirectory();
  const runtime = await startRuntime({
    port: 0,
    quiet: true,
    stacks: miniStacks(changed, resources),
    ...options,
    dataDir,
  });
  cleanups.push(() => runtime.stop());
  return runtime;
}

/** For `afterEach`. */
export async function cleanUp(): Promise<void> {
  for (const clean of cleanups.splice(0).reverse()) await clean();
}

/** The items of a list of the control face. */
export async function listOf<T = Record<string, unknown>>(runtime: Runtime, path: string): Promise<T[]> {
  const response = await fetch(`${runtime.url}/_local/${path}`);
  return ((await response.json()) as { items: T[] }).items;
}

/** Writes an item through the API. */
export async function put(
  runtime: Runtime,
  id: string,
  body: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${runtime.url}/items/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
