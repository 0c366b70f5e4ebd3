import { beforeAll, describe, expect, it } from 'vitest';
import { functions } from '../../infra/functions.ts';
import { type JsonObject, ofType, synthesize, type Template } from './synthesis.ts';

let data: Template;
let app: Template;
beforeAll(async () => {
  ({ data, app } = await synthesize());
});

describe('both stacks', () => {
  it('hold no custom resource, no export, no import and no reserved concurrency', () => {
    for (const template of [data, app]) {
      const text = JSON.stringify(template);
      expect(text).not.toMatch(/Custom::|AWS::CloudFormation::CustomResource/);
      expect(text).not.toMatch(/Fn::ImportValue|"Export"/);
      expect(text).not.toContain('ReservedConcurrentExecutions');
    }
  });

  it('have room for one more function: CloudFormation takes 500 resources, and one with routes is a dozen', () => {
    expect(Object.keys(app.Resources).length).toBeLessThanOrEqual(488);
  });

  it('use a small vocabulary of intrinsic functions', () => {
    const used = new Set(JSON.stringify([data, app]).match(/"(Fn::[A-Za-z]+|Ref)":/g));
    expect([...used].sort()).toEqual(['"Fn::GetAtt":', '"Fn::Join":', '"Fn::Sub":', '"Ref":']);
  });

  it('agree on the names that pass between them', () => {
    const written = ofType(data, 'AWS::SSM::Parameter').map(([, p]) => p.Properties['Name']);
    const read = Object.values(app.Parameters ?? {});
    expect(read.map((parameter) => parameter.Default).sort()).toEqual(written.sort());
    for (const parameter of read) expect(parameter.Type).toBe('AWS::SSM::Parameter::Value<String>');
  });
});

describe('the data stack', () => {
  it('has three tables that can be restored and not be deleted', () => {
    const tables = ofType(data, 'AWS::DynamoDB::Table');
    expect(tables).toHaveLength(3);
    for (const [, table] of tables) {
      expect(table.Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      });
      expect(table.DeletionPolicy).toBe('Retain');
      expect(table.UpdateReplacePolicy).toBe('Retain');
      const keys = table.Properties['KeySchema'] as JsonObject[];
      expect(keys.map((key) => key['AttributeName'])).toEqual(['pk', 'sk']);
    }
  });

  it('projects only keys into the four indexes of the state table, whose stream carries both images', () => {
    const [state, timeline, access] = ofType(data, 'AWS::DynamoDB::Table').map(
      ([, table]) => table.Properties,
    );
    const indexes = state?.['GlobalSecondaryIndexes'] as JsonObject[];
    const shape = indexes.map((index) => [
      index['IndexName'],
      ...(index['KeySchema'] as JsonObject[]).map((key) => key['AttributeName']),
      (index['Projection'] as JsonObject)['ProjectionType'],
    ]);
    expect(shape).toEqual([
      ['due', 'duePk', 'dueSk', 'KEYS_ONLY'],
      ['list', 'listPk', 'listSk', 'KEYS_ONLY'],
      ['worklist', 'workPk', 'workSk', 'KEYS_ONLY'],
      ['customer', 'customerPk', 'customerSk', 'KEYS_ONLY'],
    ]);
    expect(state?.['StreamSpecification']).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
    for (const table of [timeline, access]) {
      expect(table?.['StreamSpecification']).toBeUndefined();
      expect(table?.['GlobalSecondaryIndexes']).toBeUndefined();
    }
  });

  it('hears from SES of bounces and complaints', () => {
    const [destination] = ofType(data, 'AWS::SES::ConfigurationSetEventDestination');
    expect(destination?.[1].Properties['EventDestination']).toMatchObject({
      Enabled: true,
      MatchingEventTypes: ['bounce', 'complaint', 'deliveryDelay', 'reject'],
    });
  });

  it('lets failed records, which hold personal data, expire', () => {
    const [bucket] = ofType(data, 'AWS::S3::Bucket');
    expect(bucket?.[1].Properties).toMatchObject({
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 14, Status: 'Enabled' }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
  });
});

describe('the app stack', () => {
  it('runs every function on Node 24, arm64, with a log group of its own that forgets', () => {
    const groups = new Set<string>();
    for (const [, { Properties }] of ofType(app, 'AWS::Lambda::Function')) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
      groups.add(JSON.stringify(Properties['LoggingConfig']));
    }
    expect(groups.size).toBe(ofType(app, 'AWS::Lambda::Function').length);
    for (const [, group] of ofType(app, 'AWS::Logs::LogGroup'))
      expect(group.Properties['RetentionInDays']).toBe(30);
  });

  it('has no key of its own to pay for', () => {
    expect(ofType(app, 'AWS::KMS::Key')).toEqual([]);
    expect(ofType(data, 'AWS::KMS::Key')).toEqual([]);
  });
});

describe('the context', () => {
  it('tells who gets alarms and where links point to', async () => {
    const { app: filled } = await synthesize({
      alarmEmail: 'ops@example.com',
      publicUrl: 'https://veghe.example.com',
    });
    const text = JSON.stringify(filled);
    expect(text).toContain('"Endpoint":"ops@example.com"');
    expect(text).toContain('"PUBLIC_URL":"https://veghe.example.com"');
  });

  it('publishes all functions anew when the revision is raised', async () => {
    const versions = (template: Template): string[] =>
      ofType(template, 'AWS::Lambda::Version').map(([id]) => id);
    const { app: raised } = await synthesize({ revision: '2' });
    expect(versions(raised)).toHaveLength(functions.length);
    for (const id of versions(raised)) expect(versions(app)).not.toContain(id);
  });

  it.each([
    [{ stage: 'Prod!' }, 'stage'],
    [{ mailFrom: 'nobody' }, 'mailFrom'],
    [{ monthlyBudgetUsd: 'much' }, 'monthlyBudgetUsd'],
  ])('is refused with its name: %o', async (context, name) => {
    await expect(synthesize(context)).rejects.toThrow(name);
  });
});
