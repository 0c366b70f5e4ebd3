import { SESClient } from '@aws-sdk/client-ses';
import { SNSClient } from '@aws-sdk/client-sns';
import { safeClient } from '../../shared/kernel/safe-client.ts';
import { sesMailer } from '../../shared/notices/ses.ts';
import { snsTexter } from '../../shared/notices/sns.ts';

/** A call of SES or SNS as it came over the wire: every parameter, those that came twice twice. */
export type WireCall = readonly (readonly [name: string, value: string])[];

export const valuesOf = (call: WireCall, name: string): string[] =>
  call.flatMap(([own, value]) => (own === name ? [value] : []));

const answer = new TextEncoder().encode(
  '<R><SendEmailResult><MessageId>m</MessageId></SendEmailResult><PublishResult><MessageId>m</MessageId></PublishResult></R>',
);

/**
 * Our adapters on clients of the SDK whose requests end here, at what would go over the wire. No socket is opened, so that
 * a seed stays a life; `bare` makes the clients as the SDK does.
 */
export function wireClients(bare = false) {
  const calls: WireCall[] = [];
  const requestHandler = {
    handle: async ({ body }: { body?: unknown }) => {
      calls.push([...new URLSearchParams(String(body))]);
      return { response: { statusCode: 200, headers: { 'content-type': 'text/xml' }, body: answer } };
    },
  };
  const config = {
    region: 'eu-central-1',
    endpoint: 'http://services.local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: requestHandler as never,
  };
  const ses = bare ? new SESClient(config) : safeClient(() => new SESClient(config));
  const sns = bare ? new SNSClient(config) : safeClient(() => new SNSClient(config));
  return { calls, mailer: sesMailer('orders@veghe.example', 'all', ses), texter: snsTexter(sns) };
}

/** The SDK looks once for configuration on this machine, which takes real time: before any life begins. */
let ready: Promise<void> | undefined;
export const warmedUp = (): Promise<void> => (ready ??= warmUp());
async function warmUp(): Promise<void> {
  const { texter, mailer } = wireClients();
  await texter.send({ to: '+40722000000', text: 'x' });
  const tags = { store: 'x', notice: 'x' };
  await mailer.send({ to: 'x@x.example', fromName: 'x', subject: 'x', html: 'x', text: 'x', tags });
}
