/** What SES publishes about a mail, in its event publishing format; the recipient's address decides which. */
import { randomUUID } from 'node:crypto';
import { type Place } from '../template/attributes.ts';

export interface MailToTell {
  readonly messageId: string;
  readonly at: string;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly set: string | undefined;
}

export interface MailEvent {
  /** As an event destination names it. */
  readonly kind: 'send' | 'delivery' | 'bounce' | 'complaint';
  readonly event: string;
}

/** The addresses of the mailbox simulator, labels (`bounce+order-1@…`) allowed. */
const simulated = (address: string, name: string): boolean =>
  new RegExp(`^${name}(\\+[^@]*)?@simulator\\.amazonses\\.com$`, 'i').test(address);

/** All events of a mail, in order. */
export function mailEvents(mail: MailToTell, place: Place): MailEvent[] {
  const { at: timestamp, recipients } = mail;
  const bounced = recipients.filter((r) => simulated(r, 'bounce') || simulated(r, 'suppressionlist'));
  const complained = recipients.filter((r) => simulated(r, 'complaint'));
  const delivered = recipients.filter((r) => !bounced.includes(r));
  const event = (kind: MailEvent['kind'], details: Record<string, unknown>): MailEvent => {
    const eventType = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    return { kind, event: JSON.stringify({ eventType, mail: describe(mail, place), [kind]: details }) };
  };
  const feedbackId = randomUUID();
  return [
    event('send', {}),
    ...(delivered.length === 0
      ? []
      : [
          event('delivery', {
            timestamp,
            recipients: delivered,
            processingTimeMillis: 1,
            smtpResponse: '250 2.6.0 Message received',
            reportingMTA: 'local',
          }),
        ]),
    ...bounced.map((emailAddress) => {
      const suppressed = simulated(emailAddress, 'suppressionlist');
      return event('bounce', {
        feedbackId,
        bounceType: 'Permanent',
        bounceSubType: suppressed ? 'OnAccountSuppressionList' : 'General',
        bouncedRecipients: [
          { emailAddress, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
        ],
        timestamp,
        reportingMTA: 'dsn; local',
      });
    }),
    ...complained.map((emailAddress) =>
      event('complaint', {
        feedbackId,
        complainedRecipients: [{ emailAddress }],
        timestamp,
        complaintSubType: null,
        userAgent: 'local',
        complaintFeedbackType: 'abuse',
        arrivalDate: timestamp,
      }),
    ),
  ];
}

function describe(mail: MailToTell, { region, account }: Place): Record<string, unknown> {
  const { at: timestamp, from: source, messageId, recipients: destination, subject } = mail;
  const tags = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]));
  return {
    timestamp,
    source,
    sourceArn: `arn:aws:ses:${region}:${account}:identity/${source}`,
    sendingAccountId: account,
    messageId,
    destination,
    headersTruncated: false,
    headers: [
      { name: 'From', value: source },
      { name: 'To', value: destination.join(', ') },
      { name: 'Subject', value: subject },
    ],
    commonHeaders: { from: [source], to: destination, messageId, subject },
    tags: { ...(mail.set === undefined ? {} : { 'ses:configuration-set': [mail.set] }), ...tags },
  };
}
