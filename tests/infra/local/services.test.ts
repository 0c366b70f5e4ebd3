import { afterEach, expect, it } from 'vitest';
import { type Runtime } from '../../../infra/local/runtime.ts';
import { cleanUp, listOf, miniResources, put, startMini } from './mini.ts';

afterEach(cleanUp);

/** Runs a piece of JavaScript as the function `api` and gives what it returns or throws. */
async function asFunction(
  body: string,
  options: Parameters<typeof startMini>[0] = {},
): Promise<{ runtime: Runtime; answer: unknown }> {
  const api = `try { return { statusCode: 200, body: JSON.stringify((await (async () => {${body}})()) ?? null) }; }
    catch (error) { return { statusCode: 200, body: JSON.stringify(error.name + ': ' + error.message) }; }`;
  const runtime = await startMini({ ...options, handlers: { ...options.handlers, api } });
  return { runtime, answer: await (await fetch(`${runtime.url}/items/x`)).json() };
}

const policyOf = (statements: object[]) => ({
  ...miniResources(),
  ApiPolicy: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      Roles: [{ Ref: 'ApiRole' }],
      PolicyName: 'p',
      PolicyDocument: { Statement: statements as never },
    },
  },
});

it('denies what the role does not allow, as AWS does', async () => {
  const { answer } = await asFunction(`await db.send(new ScanCommand({ TableName: table }));`);
  expect(answer).toBe(
    'AccessDeniedException: api-role (api) is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:eu-central-1:000000000000:table/mini-Table',
  );
});

it('denies each service alike', async () => {
  const tries = [
    `bus.send(new PutEventsCommand({ Entries: [{ Source: 's', DetailType: 'd', Detail: '{}', EventBusName: process.env.BUS }] }))`,
    `ses.send(new SendEmailCommand({ Source: 'a@example.com', Destination: { ToAddresses: ['b@example.org'] }, Message: { Subject: { Data: 's' }, Body: {} } }))`,
    `sns.send(new PublishCommand({ PhoneNumber: '+40722000111', Message: 'm' }))`,
  ];
  const body = `return Promise.all([${tries.join(',')}].map((p) => p.then(() => 'done', (error) => error.name)));`;
  const { answer } = await asFunction(body, { resources: policyOf([]) });
  expect(answer).toEqual(Array(3).fill('AccessDeniedException'));
});

it('publishes to those whose filter the attributes pass', async () => {
  const { runtime } = await asFunction(`
    const TopicArn = process.env.TOPIC;
    const subscribe = (Protocol, Endpoint, filter) => sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes: { FilterPolicy: JSON.stringify(filter) } }));
    await subscribe('email', 'ioana@example.org', { store: ['es'], role: ['operator', 'supervisor'] });
    await subscribe('sms', '+40722000222', { store: ['es'], role: ['supervisor'] });
    await subscribe('email', 'other@example.org', { store: [{ 'anything-but': 'es' }] });
    const MessageAttributes = (role) => ({ store: { DataType: 'String', StringValue: 'es' }, role: { DataType: 'String', StringValue: role } });
    await sns.send(new PublishCommand({ TopicArn, Subject: 'S', Message: 'warned', MessageAttributes: MessageAttributes('operator') }));
    await sns.send(new PublishCommand({ TopicArn, Message: 'escalated', MessageAttributes: MessageAttributes('supervisor') }));
    await sns.send(new PublishCommand({ PhoneNumber: '+40722000333', Message: 'a customer' }));
    await sns.send(new PublishCommand({ PhoneNumber: '+40722000444', Message: 'a person', MessageAttributes: MessageAttributes('operator') }));`);
  expect(await listOf(runtime, 'alerts')).toMatchObject([
    { to: 'ioana@example.org', role: 'operator', subject: 'S', text: 'warned' },
    { to: 'ioana@example.org', role: 'supervisor', text: 'escalated' },
    { to: '+40722000222', role: 'supervisor', text: 'escalated' },
    { to: '+40722000444', role: 'operator', text: 'a person' },
  ]);
  expect((await listOf(runtime, 'sms')).map(({ to }) => to)).toEqual([
    '+40722000222',
    '+40722000333',
    '+40722000444',
  ]);
});

it('keeps all recipients of a mail, and counts tagged ones as alerts', async () => {
  const { runtime } = await asFunction(`
    await ses.send(new SendEmailCommand({ Source: 'mini@example.com', Destination: { ToAddresses: ['a@example.org', 'b@example.org'], CcAddresses: ['c@example.org'] },
      ReplyToAddresses: ['r@example.com'], Tags: [{ Name: 'role', Value: 'finance' }], Message: { Subject: { Data: 'S' }, Body: { Text: { Data: 'T' } } } }));`);
  expect(await listOf(runtime, 'mail')).toMatchObject([
    { to: 'a@example.org, b@example.org', cc: 'c@example.org', replyTo: 'r@example.com', html: '' },
  ]);
  expect(await listOf(runtime, 'alerts')).toMatchObject([{ role: 'finance', subject: 'S', text: 'T' }]);
});

it('refuses senders that are not verified and addresses that are lists', async () => {
  const send = (source: string, to: string) =>
    `ses.send(new SendEmailCommand({ Source: '${source}', Destination: { ToAddresses: ['${to}'] }, Message: { Subject: { Data: 'S' }, Body: {} } })).catch((e) => e.name)`;
  const { answer } = await asFunction(
    `return Promise.all([${send('a@elsewhere.org', 'b@example.org')}, ${send('a@example.com', 'b@example.org, c@example.org')}])`,
  );
  expect(answer).toEqual(['MessageRejected', 'InvalidParameterValue']);
});

it('tells what the mailbox simulator makes of a mail to the queue that asked for it', async () => {
  const resources = {
    ...miniResources(),
    Set: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'set' } },
    Told: {
      Type: 'AWS::SES::ConfigurationSetEventDestination',
      Properties: {
        ConfigurationSetName: 'set',
        EventDestination: { MatchingEventTypes: ['bounce'], SnsDestination: { TopicARN: { Ref: 'Topic' } } },
      },
    },
    TopicPolicy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [{ Ref: 'Topic' }],
        PolicyDocument: {
          Statement: {
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'ses.amazonaws.com' },
            Resource: '*',
          },
        },
      },
    },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: {
        TopicArn: { Ref: 'Topic' },
        Protocol: 'sqs',
        Endpoint: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] },
        RawMessageDelivery: true,
      },
    },
  };
  const send = (to: string) =>
    `await ses.send(new SendEmailCommand({ Source: 'mini@example.com', ConfigurationSetName: 'set', Tags: [{ Name: 'notice', Value: 'n1' }], Destination: { ToAddresses: ['${to}'] }, Message: { Subject: { Data: 'S' }, Body: {} } }));`;
  const { runtime } = await asFunction(
    send('bounce+1@simulator.amazonses.com') +
      send('complaint@simulator.amazonses.com') +
      send('ana@example.org'),
    { resources },
  );
  const told = (await listOf<{ body: string }>(runtime, 'queues/dead')).map(
    ({ body }) => JSON.parse(body) as unknown,
  );
  expect(told).toMatchObject([
    {
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bouncedRecipients: [{ emailAddress: 'bounce+1@simulator.amazonses.com' }],
      },
      mail: { tags: { notice: ['n1'], 'ses:configuration-set': ['set'] } },
    },
  ]);
});

it('answers for each event whether the bus took it', async () => {
  const { answer, runtime } = await asFunction(`
    const entry = (more) => ({ Source: 's', DetailType: 'd', Detail: '{}', EventBusName: process.env.BUS, ...more });
    const { FailedEntryCount, Entries } = await bus.send(new PutEventsCommand({ Entries: [entry({}), entry({ Detail: 'x' }), entry({ EventBusName: 'nobody' }), entry({ DetailType: 'x'.repeat(129) })] }));
    return [FailedEntryCount, Entries.map((e) => e.ErrorCode ?? 'taken')];`);
  expect(answer).toEqual([3, ['taken', 'MalformedDetail', 'ResourceNotFoundException', 'InvalidArgument']]);
  expect(await listOf(runtime, 'events')).toHaveLength(1);
});

it('injects faults before and after calls', async () => {
  const faults = ['throttle', 'crash'] as const;
  let next = 0;
  const runtime = await startMini({
    faults: {
      call: ({ functionName, phase }) =>
        functionName === 'api' && phase === 'after' ? faults[next++] : undefined,
    },
  });
  // Throttled after the write: the SDK writes again, and then the function is gone.
  expect((await put(runtime, 'a', { note: 'x' })).status).toBe(500);
  expect((await put(runtime, 'b', { note: 'y' })).status).toBe(201);
  await runtime.idle();
  expect((await listOf(runtime, 'mail')).map(({ to }) => to)).toContain('a@example.org');
});

it('delivers stream records twice when asked to', async () => {
  const runtime = await startMini({
    faults: { delivery: ({ source }) => (source === 'stream' ? 'duplicate' : undefined) },
  });
  await put(runtime, 'a');
  await runtime.idle();
  expect(await listOf(runtime, 'mail')).toHaveLength(2);
});

it('ends a function that takes too long, and goes on with the next call', async () => {
  const runtime = await startMini({
    resources: miniResources(1),
    handlers: {
      api: `if (event.pathParameters.id === 'slow') await new Promise(() => {}); return { statusCode: 200, body: String(context.getRemainingTimeInMillis() <= 1000) };`,
    },
  });
  expect((await fetch(`${runtime.url}/items/slow`)).status).toBe(500);
  expect(await (await fetch(`${runtime.url}/items/x`)).text()).toBe('true');
});
