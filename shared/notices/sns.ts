import {
  PublishCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
  type MessageAttributeValue,
} from '@aws-sdk/client-sns';
import { safeClient } from '../kernel/safe-client.ts';
import { asciiLine } from '../i18n/gsm.ts';
import { SendError, type StaffTopic, type Subscriptions, type Texter } from './channels.ts';

const text = (value: string): MessageAttributeValue => ({ DataType: 'String', StringValue: value });
const later = new Set([
  'Throttled',
  'ThrottledException',
  'ThrottlingException',
  'InternalErrorException',
  'InternalError',
  'KMSThrottlingException',
]);
const never = new Set([
  'InvalidParameter',
  'InvalidParameterException',
  'InvalidParameterValueException',
  'OptedOutException',
  'AuthorizationErrorException',
]);

async function once(client: SNSClient, command: PublishCommand): Promise<void> {
  try {
    await client.send(command);
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (later.has(name)) throw new SendError('later', name);
    if (never.has(name)) throw new SendError('never', name);
    throw error;
  }
}

/** SMS straight to a phone. One attempt a call, as with mail. */
export function snsTexter(client: SNSClient = safeClient(() => new SNSClient({ maxAttempts: 1 }))): Texter {
  return {
    send: ({ to, text: message, role }) =>
      once(
        client,
        new PublishCommand({
          PhoneNumber: to,
          Message: message,
          MessageAttributes: {
            'AWS.SNS.SMS.SMSType': text('Transactional'),
            ...(role === undefined ? {} : { role: text(role) }),
          },
        }),
      ),
  };
}

/** The one topic of all staff: who gets what is said by the attributes, which the subscriptions filter by. */
export function snsStaffTopic(topicArn: string): StaffTopic {
  const client = safeClient(() => new SNSClient({ maxAttempts: 1 }));
  return {
    publish: ({ store, role, person, subject, text: message }) =>
      once(
        client,
        new PublishCommand({
          TopicArn: topicArn,
          Subject: asciiLine(subject),
          Message: message,
          MessageAttributes: {
            store: text(store),
            role: text(role),
            ...(person === undefined ? {} : { person: text(person) }),
          },
        }),
      ),
  };
}

export function snsSubscriptions(topicArn: string): Subscriptions {
  const client = safeClient(() => new SNSClient({}));
  return {
    async subscribe(store, person, roles, email) {
      const answer = await client.send(
        new SubscribeCommand({
          TopicArn: topicArn,
          Protocol: 'email',
          Endpoint: email,
          ReturnSubscriptionArn: true,
          Attributes: {
            FilterPolicyScope: 'MessageAttributes',
            FilterPolicy: JSON.stringify({ store: [store], role: roles, person: [person] }),
          },
        }),
      );
      return answer.SubscriptionArn ?? '';
    },
    async unsubscribe(name) {
      await client.send(new UnsubscribeCommand({ SubscriptionArn: name }));
    },
  };
}
