import { SendEmailCommand, SESClient } from '@aws-sdk/client-ses';
import { safeClient } from '../kernel/safe-client.ts';
import type { Mailer } from './channels.ts';
import { sendError } from './provider-fault.ts';

/**
 * E-mail through SES. One attempt a call: SES keeps no idempotency key, so the notice itself decides about a
 * second. The display name is the shop's; the address is the deployment's verified one.
 */
export function sesMailer(
  from: string,
  configurationSet: string,
  client: SESClient = safeClient(() => new SESClient({ maxAttempts: 1 })),
): Mailer {
  return {
    async send({ to, fromName, replyTo, subject, html, text, tags }) {
      try {
        await client.send(
          new SendEmailCommand({
            Source: `${encodedWord(fromName)} <${from}>`,
            Destination: { ToAddresses: [to] },
            ...(replyTo === undefined ? {} : { ReplyToAddresses: [replyTo] }),
            ConfigurationSetName: configurationSet,
            Tags: [
              { Name: 'store', Value: tags.store },
              // Tags take letters, digits, - and _ alone.
              { Name: 'notice', Value: Buffer.from(tags.notice).toString('base64url') },
              ...(tags.role === undefined ? [] : [{ Name: 'role', Value: tags.role }]),
            ],
            Message: {
              Subject: { Data: subject, Charset: 'UTF-8' },
              Body: { Html: { Data: html, Charset: 'UTF-8' }, Text: { Data: text, Charset: 'UTF-8' } },
            },
          }),
        );
      } catch (error) {
        throw sendError('ses', error, to);
      }
    },
  };
}

/**
 * RFC 2047: a name with diacritics or marks cannot break out of its place in the header. A word holds 75
 * characters at the most, so a long name is cut into several, between characters.
 */
export function encodedWord(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9 ]*$/.test(name)) return name;
  const words: string[] = [];
  let piece = '';
  for (const mark of name) {
    if (Buffer.byteLength(piece + mark) > 42) {
      words.push(piece);
      piece = '';
    }
    piece += mark;
  }
  return [...words, piece].map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
