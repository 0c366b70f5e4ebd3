/** Takes mails as SES does, and tells what the mailbox simulator's addresses make of them. */
import { randomUUID } from 'node:crypto';
import { type Clock } from '../clock.ts';
import { type Mail, type Sent } from '../sent.ts';
import { type Model } from '../template/model.ts';
import { type Service, ServiceError } from './endpoint.ts';
import { type Access } from './iam.ts';
import { parseMail } from './mime.ts';
import { answer, element, entries, failure, type Form, members } from './query-protocol.ts';
import { mailEvents, type MailToTell } from './ses-events.ts';

export interface SesParts {
  readonly model: Model;
  readonly sent: Sent;
  readonly clock: Clock;
  /** Publishes what became of a mail. */
  readonly tell: (topicArn: string, event: string) => void;
}

const addressOf = (text: string): string => (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim();

export class Ses implements Service {
  private readonly parts: SesParts;
  readonly error = failure;

  constructor(parts: SesParts) {
    this.parts = parts;
  }

  accesses({ action, body }: { action: string; body: string }): Access[] {
    const form = new URLSearchParams(body);
    const { region, account } = this.parts.model.place;
    const arn = (resource: string) => `arn:aws:ses:${region}:${account}:${resource}`;
    const source = form.get('Source');
    if (source === null) return [{ action: `ses:${action}`, resource: '*' }];
    const from = addressOf(source);
    const context = { 'ses:FromAddress': from, 'ses:FromDisplayName': source.replace(/\s*<.*$/, '') };
    // An address without an identity of its own is its domain's.
    const identity = this.identityOf(from) ?? from;
    const set = form.get('ConfigurationSetName');
    return [`identity/${identity}`, ...(set === null ? [] : [`configuration-set/${set}`])].map(
      (resource) => ({
        action: `ses:${action}`,
        resource: arn(resource),
        context,
      }),
    );
  }

  handle({ action, body }: { action: string; body: string }) {
    const form = new URLSearchParams(body);
    switch (action) {
      case 'SendEmail':
        return answer(action, element('MessageId', this.send(form, fromForm(form))));
      case 'SendRawEmail':
        return answer(action, element('MessageId', this.send(form, fromRaw(form))));
      case 'GetSendQuota': {
        const since = new Date(this.parts.clock.now() - 86_400_000).toISOString();
        const last = this.parts.sent.list('mail').filter(({ at }) => at > since).length;
        const quota =
          element('Max24HourSend', '50000') +
          element('MaxSendRate', '14') +
          element('SentLast24Hours', String(last));
        return answer(action, quota);
      }
      default:
        throw new ServiceError('InvalidAction', `the local runtime does not know ses:${action}`);
    }
  }

  private send(form: Form, content: Content): string {
    const { model, sent, clock, tell } = this.parts;
    const from = form.get('Source') ?? '';
    const recipients = [...content.to, ...content.cc, ...content.bcc];
    const everybody = [from, ...recipients, ...content.replyTo];
    const bad = everybody.find(
      (address) => /[\r\n]/.test(address) || !/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(addressOf(address)),
    );
    if (bad !== undefined) throw new ServiceError('InvalidParameterValue', `Illegal address: ${bad}`);
    if (recipients.length === 0) throw new ServiceError('InvalidParameterValue', 'no recipients');
    if (recipients.length > 50)
      throw new ServiceError('InvalidParameterValue', 'Recipient count exceeds 50.');
    if (/[\r\n]/.test(content.subject))
      throw new ServiceError('InvalidParameterValue', 'line breaks in the subject');
    if (this.identityOf(addressOf(from)) === undefined) {
      throw new ServiceError(
        'MessageRejected',
        `Email address is not verified. The following identities failed the check: ${addressOf(from)}`,
      );
    }
    const set = form.get('ConfigurationSetName') ?? undefined;
    if (set !== undefined && !model.configurationSets.includes(set)) {
      throw new ServiceError('ConfigurationSetDoesNotExist', `Configuration set <${set}> does not exist.`);
    }
    const tags = Object.fromEntries(entries(form, 'Tags.member', 'Name', 'Value'));
    const at = clock.iso();
    const { subject, text, html } = content;
    const mail: Mail = { at, to: content.to.join(', '), from, subject, text, html };
    sent.add('mail', {
      ...mail,
      ...(content.cc.length > 0 ? { cc: content.cc.join(', ') } : {}),
      ...(content.bcc.length > 0 ? { bcc: content.bcc.join(', ') } : {}),
      ...(content.replyTo.length > 0 ? { replyTo: content.replyTo.join(', ') } : {}),
      ...(Object.keys(tags).length > 0 ? { tags } : {}),
    });
    const role = tags['role'];
    if (role !== undefined)
      sent.add('alert', { at, to: mail.to, role, subject, text, html, channel: 'email' });

    const messageId = randomUUID();
    const told: MailToTell = {
      messageId,
      at,
      from,
      recipients: recipients.map(addressOf),
      subject,
      tags,
      set,
    };
    for (const { kind, event } of mailEvents(told, model.place)) {
      for (const destination of model.mailDestinations) {
        if (destination.configurationSet === set && destination.events.includes(kind))
          tell(destination.topicArn, event);
      }
    }
    return messageId;
  }

  /** The verified identity that an address belongs to. */
  private identityOf(address: string): string | undefined {
    const domain = address.split('@')[1] ?? '';
    return this.parts.model.mailIdentities.find(
      (identity) => identity === address || identity === domain || domain.endsWith(`.${identity}`),
    );
  }
}

interface Content {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const fromForm = (form: Form): Content => ({
  to: members(form, 'Destination.ToAddresses'),
  cc: members(form, 'Destination.CcAddresses'),
  bcc: members(form, 'Destination.BccAddresses'),
  replyTo: members(form, 'ReplyToAddresses'),
  subject: form.get('Message.Subject.Data') ?? '',
  text: form.get('Message.Body.Text.Data') ?? '',
  html: form.get('Message.Body.Html.Data') ?? '',
});

function fromRaw(form: Form): Content {
  const mail = parseMail(Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString());
  const destinations = members(form, 'Destinations');
  return {
    ...mail,
    to: destinations.length > 0 ? destinations : mail.to,
    ...(destinations.length > 0 ? { cc: [], bcc: [] } : {}),
  };
}
