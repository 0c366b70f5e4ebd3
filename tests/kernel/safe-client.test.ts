import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendEmailCommand, SESClient } from '@aws-sdk/client-ses';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { safeClient } from '../../shared/kernel/safe-client.ts';

/** What came over the wire, request by request. */
const wire: string[] = [];
const server = createServer((request: IncomingMessage, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    wire.push(Buffer.concat(chunks).toString());
    const query = request.headers['content-type']?.includes('urlencoded');
    if (wire.at(-1)?.includes('refused')) response.statusCode = 400;
    response.setHeader('content-type', query ? 'text/xml' : 'application/x-amz-json-1.1');
    response.end(
      query
        ? '<SendEmailResponse><SendEmailResult><MessageId>1</MessageId></SendEmailResult></SendEmailResponse>'
        : '{}',
    );
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const config = {
  endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};

beforeEach(() => void wire.splice(0));
afterAll(() => server.close());

const half = '\ud83d';
const mail = (to: string, text: string) =>
  new SendEmailCommand({
    Source: 'orders@veghe.example',
    Destination: { ToAddresses: [to] },
    Message: { Subject: { Data: `For ${to}` }, Body: { Text: { Data: text } } },
  });
const sms = (to: string, text: string) => new PublishCommand({ PhoneNumber: to, Message: text });
const event = (store: string, text: string) =>
  new PutEventsCommand({ Entries: [{ Source: 'veghe', DetailType: store, Detail: text }] });
const put = (store: string, text: string) =>
  new PutItemCommand({
    TableName: 'state',
    Item: { pk: { S: store }, names: { M: { [store]: { S: text } } } },
    // Of an item the SDK takes anything; what is no text fails here.
    ...(typeof text === 'string' ? {} : { ConditionExpression: text }),
  });

/** A text that no serializer takes, well-formed or not: it fails whatever is done about Unicode. */
const refuse = () => {
  throw new Error('cannot be serialized');
};
const unserializable = { toString: refuse, toJSON: refuse } as never;

it('shows what it protects from: the SDK’s own client sends the next message with the parameters of both', async () => {
  const client = new SESClient(config);
  await expect(client.send(mail('one@a.example', `Mia ${half}`))).rejects.toThrow('URI malformed');
  await client.send(mail('two@b.example', 'Ion'));
  expect(wire).toHaveLength(1);
  expect(new URLSearchParams(wire[0]).getAll('Destination.ToAddresses.member.1')).toEqual([
    'one@a.example',
    'two@b.example',
  ]);
});

describe('a message with half a surrogate pair', () => {
  it('is sent by SES with U+FFFD in its place, and the next shop’s mail holds only its own parameters', async () => {
    const client = safeClient(() => new SESClient(config));
    await client.send(mail('one@a.example', `Mia ${half}`));
    await client.send(mail('two@b.example', 'Ion'));
    const [first, second] = wire.map((body) => [...new URLSearchParams(body)].sort());
    expect(first).toContainEqual(['Message.Body.Text.Data', 'Mia \ufffd']);
    expect(second).toEqual(
      Object.entries({
        Action: 'SendEmail',
        Version: '2010-12-01',
        Source: 'orders@veghe.example',
        'Destination.ToAddresses.member.1': 'two@b.example',
        'Message.Subject.Data': 'For two@b.example',
        'Message.Body.Text.Data': 'Ion',
      }).sort(),
    );
  });

  it('is sent by SNS with U+FFFD in its place, and the next shop’s SMS holds only its own parameters', async () => {
    const client = safeClient(() => new SNSClient(config));
    await client.send(sms('+40722000001', `Mia ${half}`));
    await client.send(sms('+40722000002', 'Ion'));
    const publish = (PhoneNumber: string, Message: string) =>
      Object.entries({ Action: 'Publish', Version: '2010-03-31', PhoneNumber, Message }).sort();
    expect(wire.map((body) => [...new URLSearchParams(body)].sort())).toEqual([
      publish('+40722000001', 'Mia \ufffd'),
      publish('+40722000002', 'Ion'),
    ]);
  });

  it('is published by EventBridge as well-formed text, the next event alone', async () => {
    const client = safeClient(() => new EventBridgeClient(config));
    await client.send(event('a', `Mia ${half}`));
    await client.send(event('b', 'Ion'));
    expect(wire.map((body) => JSON.parse(body))).toEqual([
      { Entries: [{ Source: 'veghe', DetailType: 'a', Detail: 'Mia \ufffd' }] },
      { Entries: [{ Source: 'veghe', DetailType: 'b', Detail: 'Ion' }] },
    ]);
  });

  it('is stored by DynamoDB as well-formed text, keys of maps included, the next item alone', async () => {
    const client = safeClient(() => new DynamoDBClient(config));
    await client.send(put(`Mia ${half}`, `Mia ${half}`));
    await client.send(put('b', 'Ion'));
    expect(wire.map((body) => JSON.parse(body).Item)).toEqual([
      { pk: { S: 'Mia \ufffd' }, names: { M: { 'Mia \ufffd': { S: 'Mia \ufffd' } } } },
      { pk: { S: 'b' }, names: { M: { b: { S: 'Ion' } } } },
    ]);
  });
});

describe('a command that cannot be serialized', () => {
  const clients = {
    SES: () => {
      const client = safeClient(() => new SESClient(config));
      return (to: string, text: string) => client.send(mail(to, text));
    },
    SNS: () => {
      const client = safeClient(() => new SNSClient(config));
      return (to: string, text: string) => client.send(sms(to, text));
    },
    EventBridge: () => {
      const client = safeClient(() => new EventBridgeClient(config));
      return (to: string, text: string) => client.send(event(to, text));
    },
    DynamoDB: () => {
      const client = safeClient(() => new DynamoDBClient(config));
      return (to: string, text: string) => client.send(put(to, text));
    },
  };

  it.each(Object.entries(clients))(
    'of %s fails alone: what is sent after it, or beside it, holds nothing of it',
    async (_, make) => {
      const send = make();
      const results = await Promise.allSettled([
        send('before', 'Ana'),
        send('poisoned', unserializable),
        send('beside', 'Ion'),
      ]);
      await send('after', 'Eva');
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(wire).toHaveLength(3);
      expect(wire.filter((body) => body.includes('poisoned'))).toEqual([]);
      for (const [text, others] of [
        ['Ana', /Ion|Eva/],
        ['Ion', /Ana|Eva/],
        ['Eva', /Ana|Ion/],
      ] as const) {
        const own = wire.filter((body) => body.includes(text));
        expect(own).toHaveLength(1);
        expect(own[0]).not.toMatch(others);
      }
    },
  );
});

describe('the client', () => {
  const counted = () => {
    let made = 0;
    const client = safeClient(() => {
      made++;
      return new SNSClient(config);
    });
    return { client, made: () => made };
  };

  it('is made once and kept while its messages can be serialized, refused ones included', async () => {
    const { client, made } = counted();
    await client.send(sms('+40722000001', 'one'));
    await expect(client.send(sms('+40722000001', 'refused'))).rejects.toThrow();
    await client.send(sms('+40722000001', 'two'));
    expect(made()).toBe(1);
  });

  it('is made anew after each message that could not be serialized', async () => {
    const { client, made } = counted();
    for (const text of [unserializable, unserializable]) {
      await expect(client.send(sms('+40722000001', text))).rejects.toThrow('cannot be serialized');
    }
    await client.send(sms('+40722000001', 'one'));
    expect(made()).toBe(3);
  });

  it('sends the same command again as it was', async () => {
    const { client } = counted();
    const command = sms('+40722000001', 'one');
    await client.send(command);
    await client.send(command);
    expect(wire).toHaveLength(2);
    expect(wire[0]).toBe(wire[1]);
  });
});
