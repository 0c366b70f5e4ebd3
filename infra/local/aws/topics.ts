/** Delivers what is published to a topic, or sent as SMS; mails and SMS end in the list of what was sent. */
import { randomUUID } from 'node:crypto';
import { type Clock } from '../clock.ts';
import { type Database } from '../database.ts';
import { type MessageAttribute, type Queues } from '../queues.ts';
import { type Sent } from '../sent.ts';
import { type Json } from '../template/assembly.ts';
import { ServiceError } from './endpoint.ts';
import { matches } from './pattern.ts';
import { type Subscription, type Subscriptions } from './subscriptions.ts';

export interface TopicsParts {
  readonly topics: readonly string[];
  readonly subscriptions: Subscriptions;
  readonly database: Database;
  readonly queues: Queues;
  readonly sent: Sent;
  readonly clock: Clock;
}

export interface Publication {
  readonly topicArn: string;
  readonly subject: string;
  readonly message: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  /** Texts for some protocols, `default` for the others. */
  readonly byProtocol?: Readonly<Record<string, string>>;
}

export class Topics {
  private readonly parts: TopicsParts;

  constructor(parts: TopicsParts) {
    this.parts = parts;
  }

  /** Delivered to all subscribers, or to none, when this returns. */
  publish(publication: Publication): string {
    const messageId = randomUUID();
    this.parts.database.atomically(() => {
      for (const subscription of this.parts.subscriptions.of(this.known(publication.topicArn))) {
        if (passes(subscription, publication)) this.deliver(subscription, publication, messageId);
      }
    });
    return messageId;
  }

  /** An SMS to one number. */
  sms(to: string, text: string, attributes: Publication['attributes']): string {
    if (!/^\+\d{8,15}$/.test(to))
      throw new ServiceError('InvalidParameter', `Invalid parameter: PhoneNumber: ${to} is not valid`);
    const at = this.parts.clock.iso();
    this.parts.sent.add('sms', { at, to, text });
    const role = roleOf(attributes);
    if (role !== '') this.parts.sent.add('alert', { at, to, role, subject: '', text, channel: 'sms' });
    return randomUUID();
  }

  /** The same ARN when there is such a topic. */
  known(arn: string): string {
    if (!this.parts.topics.includes(arn))
      throw new ServiceError('NotFound', `Topic does not exist: ${arn}`, 404);
    return arn;
  }

  private deliver(subscription: Subscription, publication: Publication, messageId: string): void {
    const { sent, queues, clock } = this.parts;
    const { protocol, endpoint, raw } = subscription;
    const { topicArn, subject, attributes, byProtocol } = publication;
    const message = byProtocol?.[protocol] ?? byProtocol?.['default'] ?? publication.message;
    const at = clock.iso();
    const role = roleOf(attributes);
    if (protocol === 'email' || protocol === 'email-json') {
      sent.add('alert', { at, to: endpoint, role, subject, text: message, channel: 'email' });
    } else if (protocol === 'sms') {
      sent.add('sms', { at, to: endpoint, text: message });
      sent.add('alert', { at, to: endpoint, role, subject, text: message, channel: 'sms' });
    } else if (protocol === 'sqs') {
      const wrapped = {
        Type: 'Notification',
        MessageId: messageId,
        TopicArn: topicArn,
        Subject: subject,
        Message: message,
        Timestamp: at,
        MessageAttributes: toEnvelope(attributes),
      };
      queues.send(
        endpoint.split(':')[5] ?? '',
        raw ? message : JSON.stringify(wrapped),
        raw ? attributes : {},
      );
    } else {
      throw new ServiceError('InternalError', `the local runtime does not deliver to ${protocol}`, 500);
    }
  }
}

const listOf = ({ dataType, stringValue }: MessageAttribute): Json =>
  dataType === 'String.Array'
    ? (JSON.parse(stringValue) as Json)
    : dataType === 'Number'
      ? Number(stringValue)
      : stringValue;

const roleOf = (attributes: Publication['attributes']): string => {
  const { role } = attributes;
  return role === undefined ? '' : [listOf(role)].flat().join(', ');
};

function passes({ filter, filterOnBody }: Subscription, { message, attributes }: Publication): boolean {
  if (filter === undefined) return true;
  try {
    const fields = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, listOf(value)]),
    );
    return matches(filter, filterOnBody ? (JSON.parse(message) as Json) : fields);
  } catch {
    return false;
  }
}

const toEnvelope = (attributes: Publication['attributes']) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { dataType, stringValue }]) => [
      name,
      { Type: dataType, Value: stringValue },
    ]),
  );
