import {
  PublishCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
  type MessageAttributeValue,
} from '@aws-sdk/client-sns';
import { safeClient } from '../kernel/safe-client.ts';
import { cut } from '../i18n/graphemes.ts';
import { asciiLine } from '../i18n/gsm.ts';
import type { DigestNews, OperatorTopic, Subscriptions, Texter } from './channels.ts';
import { sendError } from './provider-fault.ts';

const text = (value: string): MessageAttributeValue => ({ DataType: 'String', StringValue: value });
async function once(client: SNSClient, command: PublishCommand): Promise<void> {
  try {
    await client.send(command);
  } catch (error) {
    throw sendError('sns', error, command.input.PhoneNumber);
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

/**
 * The operator's topic. Each message is text for people and JSON for programs, by protocol; what it is about stands in
 * the attributes, which subscriptions filter by.
 */
export function snsOperatorTopic(topicArn: string): OperatorTopic {
  const client = safeClient(() => new SNSClient({ maxAttempts: 1 }));
  return {
    publish: (news) =>
      once(
        client,
        new PublishCommand({
          TopicArn: topicArn,
          Subject: asciiLine(news.subject),
          MessageStructure: 'json',
          Message: byProtocol(news),
          MessageAttributes: {
            shop: text(news.shop),
            role: text(news.role),
            severity: text(news.severity),
          },
        }),
      ),
  };
}

/** What SNS takes, all protocols together. */
const largest = 256 * 1024;

/** One text for each protocol; a digest that is too long for all of them is cut where people read it. */
export function byProtocol(news: DigestNews): string {
  const { text: said, subject: _, ...figures } = news;
  const whole = (saying: string) => {
    const program = JSON.stringify({ ...figures, text: saying });
    const programs = ['http', 'https', 'sqs', 'lambda', 'firehose', 'email-json'];
    return JSON.stringify({
      default: saying,
      sms: news.subject,
      ...Object.fromEntries(programs.map((protocol) => [protocol, program])),
    });
  };
  const message = whole(said);
  // Seven copies, each letter at most six bytes once it is escaped twice.
  return Buffer.byteLength(message) <= largest ? message : whole(`${cut(said, 2_000)} …`);
}

/** Subscriptions to the operator's topic: each hears one shop, by a filter that is not the caller's to choose. */
export function snsSubscriptions(topicArn: string): Subscriptions {
  const client = safeClient(() => new SNSClient({}));
  return {
    async subscribe(shop, protocol, endpoint) {
      const answer = await client.send(
        new SubscribeCommand({
          TopicArn: topicArn,
          Protocol: protocol,
          Endpoint: endpoint,
          ReturnSubscriptionArn: true,
          Attributes: {
            FilterPolicyScope: 'MessageAttributes',
            FilterPolicy: JSON.stringify({ shop: [shop] }),
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
