/** Topics with filtered subscriptions, and SMS. Mails and SMS end in the list of what was sent. */
import { randomUUID } from 'node:crypto';
import { type Clock } from '../clock.ts';
import { type Database } from '../database.ts';
import { type MessageAttribute, type Queues } from '../queues.ts';
import { type Sent } from '../sent.ts';
import { type Json } from '../template/assembly.ts';
import { type Service, ServiceError } from './endpoint.ts';
import { type Access } from './iam.ts';
import { matches } from './pattern.ts';
import { answer, element, entries, failure, type Form } from './query-protocol.ts';
import { type Subscription, type Subscriptions } from './subscriptions.ts';

export interface SnsParts {
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
}

export class Sns implements Service {
  private readonly parts: SnsParts;
  readonly error = failure;

  constructor(parts: SnsParts) {
    this.parts = parts;
  }

  accesses({ action, body }: { action: string; body: string }): Access[] {
    const form = new URLSearchParams(body);
    const subscription = form.get('SubscriptionArn');
    // A phone number stands for itself: no ARN matches it, `*` does.
    const resource =
      subscription?.split(':').slice(0, 6).join(':') ??
      form.get('TopicArn') ??
      form.get('TargetArn') ??
      form.get('PhoneNumber');
    return [{ action: `sns:${action}`, resource: resource ?? '' }];
  }

  handle({ action, body }: { action: string; body: string }) {
    const form = new URLSearchParams(body);
    const need = (name: string): string => form.get(name) ?? refuse(`${name} is missing`);
    const { subscriptions } = this.parts;
    switch (action) {
      case 'Publish':
        return answer(action, element('MessageId', this.publishForm(form)));
      case 'Subscribe': {
        const attributes = Object.fromEntries(entries(form, 'Attributes.entry', 'key', 'value'));
        const arn = subscriptions.add(
          this.topic(need('TopicArn')),
          need('Protocol'),
          need('Endpoint'),
          attributes,
        );
        return answer(action, element('SubscriptionArn', arn));
      }
      case 'Unsubscribe':
        subscriptions.remove(need('SubscriptionArn'));
        return answer(action, '');
      case 'SetSubscriptionAttributes':
        subscriptions.setAttribute(
          need('SubscriptionArn'),
          need('AttributeName'),
          form.get('AttributeValue') ?? '',
        );
        return answer(action, '');
      case 'GetSubscriptionAttributes': {
        const attributes = subscriptions.attributes(need('SubscriptionArn'));
        if (attributes === undefined) throw new ServiceError('NotFound', 'Subscription does not exist', 404);
        const items = Object.entries(attributes).map(([k, v]) =>
          element('entry', element('key', k) + element('value', v)),
        );
        return answer(action, element('Attributes', items.join('')));
      }
      case 'ListSubscriptionsByTopic':
        return answer(
          action,
          element(
            'Subscriptions',
            subscriptions
              .of(this.topic(need('TopicArn')))
              .map(toXml)
              .join(''),
          ),
        );
      default:
        throw new ServiceError('InvalidAction', `the local runtime does not know sns:${action}`);
    }
  }

  /** Also called for what SES tells of mails. Delivered to all subscribers, or to none, when this returns. */
  publish(publication: Publication): string {
    const messageId = randomUUID();
    this.parts.database.atomically(() => {
      for (const subscription of this.parts.subscriptions.of(this.topic(publication.topicArn))) {
        if (passes(subscription, publication)) this.deliver(subscription, publication, messageId);
      }
    });
    return messageId;
  }

  private publishForm(form: Form): string {
    const names = entries(form, 'MessageAttributes.entry', 'Name', 'Value.DataType');
    const attributes = Object.fromEntries(
      names.map(([name, dataType], index) => {
        const stringValue = form.get(`MessageAttributes.entry.${index + 1}.Value.StringValue`) ?? '';
        return [name, { dataType, stringValue }];
      }),
    );
    const message = form.get('Message') || refuse('Message is empty');
    if (Buffer.byteLength(message) > 256 * 1024) refuse('Message too long');
    const phone = form.get('PhoneNumber');
    const topicArn = form.get('TopicArn') ?? form.get('TargetArn');
    if (phone !== null) return this.sms(phone, message, attributes);
    return this.publish({
      topicArn: topicArn ?? refuse('TopicArn is missing'),
      subject: subjectOf(form),
      message,
      attributes,
    });
  }

  private sms(to: string, text: string, attributes: Publication['attributes']): string {
    if (!/^\+\d{8,15}$/.test(to)) refuse(`PhoneNumber: ${to} is not valid`);
    const at = this.parts.clock.iso();
    this.parts.sent.add('sms', { at, to, text });
    const role = roleOf(attributes);
    if (role !== '') this.parts.sent.add('alert', { at, to, role, subject: '', text, channel: 'sms' });
    return randomUUID();
  }

  private deliver(subscription: Subscription, publication: Publication, messageId: string): void {
    const { sent, queues, clock } = this.parts;
    const { protocol, endpoint, raw } = subscription;
    const { topicArn, subject, message, attributes } = publication;
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

  private topic(arn: string): string {
    if (!this.parts.topics.includes(arn))
      throw new ServiceError('NotFound', `Topic does not exist: ${arn}`, 404);
    return arn;
  }
}

function refuse(what: string): never {
  throw new ServiceError('InvalidParameter', `Invalid parameter: ${what}`);
}

/** SNS takes ASCII without line breaks, up to 100 characters. */
function subjectOf(form: Form): string {
  const subject = form.get('Subject') ?? '';
  return /^[\x20-\x7e]{0,100}$/.test(subject) ? subject : refuse('Subject');
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

const toXml = ({ arn, topicArn, protocol, endpoint }: Subscription): string =>
  element(
    'member',
    element('SubscriptionArn', arn) +
      element('Owner', topicArn.split(':')[4] ?? '') +
      element('Protocol', protocol) +
      element('Endpoint', endpoint) +
      element('TopicArn', topicArn),
  );
