/** SNS's calls: publishing, SMS, subscriptions. */
import { type Service, ServiceError } from './endpoint.ts';
import { type Access } from './iam.ts';
import { answer, element, entries, failure, type Form } from './query-protocol.ts';
import { type Subscription, type Subscriptions } from './subscriptions.ts';
import { type Topics } from './topics.ts';

export class Sns implements Service {
  private readonly topics: Topics;
  private readonly subscriptions: Subscriptions;
  readonly error = failure;

  constructor(topics: Topics, subscriptions: Subscriptions) {
    this.topics = topics;
    this.subscriptions = subscriptions;
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
    const { subscriptions } = this;
    switch (action) {
      case 'Publish':
        return answer(action, element('MessageId', this.publishForm(form)));
      case 'Subscribe': {
        const attributes = Object.fromEntries(entries(form, 'Attributes.entry', 'key', 'value'));
        const arn = subscriptions.add(
          this.topics.known(need('TopicArn')),
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
              .of(this.topics.known(need('TopicArn')))
              .map(toXml)
              .join(''),
          ),
        );
      default:
        throw new ServiceError('InvalidAction', `the local runtime does not know sns:${action}`);
    }
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
    if (phone !== null) return this.topics.sms(phone, message, attributes);
    return this.topics.publish({
      topicArn: topicArn ?? refuse('TopicArn is missing'),
      subject: subjectOf(form),
      message,
      attributes,
      ...(form.get('MessageStructure') === 'json' ? { byProtocol: byProtocol(message) } : {}),
    });
  }
}

function refuse(what: string): never {
  throw new ServiceError('InvalidParameter', `Invalid parameter: ${what}`);
}

/** A message with a text of its own for some protocols; `default` is everybody else's. */
function byProtocol(message: string): Readonly<Record<string, string>> {
  try {
    const texts = JSON.parse(message) as Record<string, unknown>;
    if (typeof texts['default'] === 'string') return texts as Record<string, string>;
  } catch {
    // Refused below, as SNS does.
  }
  return refuse('Message Structure - No default entry in JSON message body');
}

/** SNS takes ASCII without line breaks, up to 100 characters. */
function subjectOf(form: Form): string {
  const subject = form.get('Subject') ?? '';
  return /^[\x20-\x7e]{0,100}$/.test(subject) ? subject : refuse('Subject');
}

const toXml = ({ arn, topicArn, protocol, endpoint }: Subscription): string =>
  element(
    'member',
    element('SubscriptionArn', arn) +
      element('Owner', topicArn.split(':')[4] ?? '') +
      element('Protocol', protocol) +
      element('Endpoint', endpoint) +
      element('TopicArn', topicArn),
  );
