import { afterEach, expect, it } from 'vitest';
import { type Json, type Stack, type Template } from '../../../infra/local/template/assembly.ts';
import { checkTypes } from '../../../infra/local/template/known-types.ts';
import { readModel } from '../../../infra/local/template/read-model.ts';
import { Resolver } from '../../../infra/local/template/resolver.ts';
import { cleanUp, miniResources, miniStacks } from './mini.ts';

afterEach(cleanUp);

const place = { region: 'eu-central-1', account: '000000000000', url: 'http://127.0.0.1:3000' };

const stack = (template: Template, name = 'one'): Stack => ({ name, template, assets: {} });

/** What one value of a template comes to, beside the given resources. */
function resolve(value: Json, template: Template = {}, others: Stack[] = []): Json | undefined {
  const Resources = {
    ...template.Resources,
    Probe: { Type: 'AWS::SSM::Parameter', Properties: { Value: value } },
  };
  const resolver = new Resolver([stack({ ...template, Resources }), ...others], place);
  return resolver
    .ofType('AWS::SSM::Parameter')
    .find(({ logicalId }) => logicalId === 'Probe')
    ?.property('Value');
}

const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work' } };
const Resources = {
  Queue: queue,
  Unnamed: { Type: 'AWS::SQS::Queue' },
  Api: { Type: 'AWS::ApiGatewayV2::Api' },
};

it.each<[string, Json, Json]>([
  ['Ref to a queue', { Ref: 'Queue' }, 'https://sqs.eu-central-1.amazonaws.com/000000000000/work'],
  ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:eu-central-1:000000000000:work'],
  ['GetAtt as text', { 'Fn::GetAtt': 'Queue.QueueName' }, 'work'],
  ['a name that is not given', { 'Fn::GetAtt': ['Unnamed', 'QueueName'] }, 'one-Unnamed'],
  ['the address of the API', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, 'http://127.0.0.1:3000'],
  ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-eu-central-1'],
  [
    'Sub',
    { 'Fn::Sub': '${AWS::StackName}/${Queue.Arn}/${!Literal}' },
    'one/arn:aws:sqs:eu-central-1:000000000000:work/${Literal}',
  ],
  ['Sub with variables', { 'Fn::Sub': ['${a}${a}', { a: { Ref: 'AWS::Partition' } }] }, 'awsaws'],
  ['Select of Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
  ['NoValue', { a: { Ref: 'AWS::NoValue' }, b: [1, { Ref: 'AWS::NoValue' }] }, { b: [1] }],
])('resolves %s', (_, value, expected) => {
  expect(resolve(value, { Resources })).toEqual(expected);
});

it('follows conditions', () => {
  const Conditions = { Yes: { 'Fn::Equals': ['a', 'a'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } };
  expect(resolve({ 'Fn::If': ['No', 'a', 'b'] }, { Conditions })).toBe('b');
});

it('passes names between stacks by SSM parameters', () => {
  const given = stack(
    {
      Resources: {
        Name: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/x', Value: { Ref: 'Table' } } },
        Table: { Type: 'AWS::DynamoDB::Table', Properties: {} },
      },
    },
    'data',
  );
  const Parameters = { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/x' } };
  expect(resolve({ Ref: 'P' }, { Parameters }, [given])).toBe('data-Table');
  expect(resolve('{{resolve:ssm:/x}}', {}, [given])).toBe('data-Table');
  expect(() => resolve({ Ref: 'P' }, { Parameters })).toThrow(
    'one/Probe: no stack makes the SSM parameter /x',
  );
});

it.each<[string, Json, string]>([
  [
    'an intrinsic function',
    { 'Fn::Cidr': ['10.0.0.0/16', 2] },
    'one/Probe: the intrinsic function Fn::Cidr is not known to the local runtime',
  ],
  [
    'an attribute',
    { 'Fn::GetAtt': ['Queue', 'Colour'] },
    'one/Probe: Colour of Queue (AWS::SQS::Queue) is not known to the local runtime',
  ],
  ['a name', { Ref: 'Nobody' }, 'one/Probe: Ref to unknown Nobody'],
  [
    'a secret',
    '{{resolve:secretsmanager:x}}',
    'one/Probe: {{resolve:secretsmanager:x}} is not known to the local runtime',
  ],
])('stops at %s that it does not know', (_, value, message) => {
  expect(() => resolve(value, { Resources })).toThrow(message);
});

it('stops at resources and properties that it would have to drop, naming all of them', () => {
  const template = {
    Resources: {
      Cluster: { Type: 'AWS::ECS::Cluster' },
      Queue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
      Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { Anything: 1 } },
    },
  };
  expect(() => checkTypes([stack(template)])).toThrow(
    /one\/Cluster: AWS::ECS::Cluster\n {2}one\/Queue: AWS::SQS::Queue, property FifoQueue$/,
  );
});

it('reads what a template wires', () => {
  const model = readModel(miniStacks(), place);
  expect(model.functions.map(({ name }) => name)).toEqual(['api', 'relay', 'consumer', 'scan', 'admin']);
  expect(model.functions[0]?.environment['TABLE']).toBe('mini-Table');
  expect(model.routes).toContainEqual({ key: 'PUT /items/{id}', functionName: 'api', timeoutMs: 30_000 });
  expect(model.streamSources).toMatchObject([
    { table: 'mini-Table', functionName: 'relay', batchSize: 10, partial: true, retries: Infinity },
  ]);
  expect(model.queueSources).toMatchObject([{ queue: 'work', functionName: 'consumer', concurrency: 2 }]);
  expect(model.queues).toMatchObject([
    { name: 'dead' },
    { name: 'work', visibilityMs: 60_000, deadLetters: 'dead', maxReceives: 2 },
  ]);
  expect(model.schedules).toMatchObject([{ name: 'scan', functionName: 'scan', input: { due: 'item' } }]);
});

it('stops at wiring that AWS would not let happen, naming who may not do what', () => {
  const { QueuePolicy: _, ...resources } = miniResources();
  expect(() => readModel(miniStacks({}, resources), place)).toThrow(
    'rule mini-Rule may not sqs:SendMessage on arn:aws:sqs:eu-central-1:000000000000:work',
  );
});
