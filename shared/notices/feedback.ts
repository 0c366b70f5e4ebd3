import { change } from '../kernel/commit.ts';
import type { HeadStore } from '../kernel/head.ts';
import type { Profiles } from '../stores/profiles.ts';
import type { Clock } from '../time/instant.ts';
import { suppress } from './contacts.ts';
import { type Notice, noticeAggregate, noticeId, noticeKey, open } from './notice.ts';

/** What SES tells of a mail that it sent, as far as it matters here. */
export interface MailFeedback {
  readonly eventType?: string;
  readonly mail?: { readonly tags?: Readonly<Record<string, readonly string[]>> };
  readonly bounce?: {
    readonly bounceType?: string;
    readonly bouncedRecipients?: readonly { readonly emailAddress: string }[];
  };
  readonly complaint?: { readonly complainedRecipients?: readonly { readonly emailAddress: string }[] };
}

/**
 * An address that does not exist, or whose owner complained, is not written to again. A bounced message goes by
 * SMS where the shop writes SMS at all. A passing failure (a full mailbox) SES itself tries again.
 */
export async function mailFeedback(
  ports: { heads: HeadStore; profiles: Profiles; clock: Clock },
  { eventType, mail, bounce, complaint }: MailFeedback,
): Promise<void> {
  const store = mail?.tags?.['store']?.[0];
  if (store === undefined) return;
  const id = Buffer.from(mail?.tags?.['notice']?.[0] ?? '', 'base64url').toString();
  const head = await ports.heads.load<Notice>(noticeKey(store, id));
  const orderId = head?.state.orderId;
  if (eventType === 'Complaint')
    for (const { emailAddress } of complaint?.complainedRecipients ?? [])
      await suppress(ports, store, emailAddress, 'complaint', orderId);
  if (eventType !== 'Bounce' || bounce?.bounceType !== 'Permanent') return;
  for (const { emailAddress } of bounce.bouncedRecipients ?? [])
    await suppress(ports, store, emailAddress, 'bounce', orderId);
  if (head) await bySms(ports, store, head.state);
}

async function bySms(
  ports: { heads: HeadStore; profiles: Profiles; clock: Clock },
  store: string,
  notice: Notice,
): Promise<void> {
  const profile = (await ports.profiles.of(store))?.profile;
  const writesSms =
    profile?.stages.some(({ tell }) => tell.includes('sms')) === true ||
    profile?.delays.tell.includes('sms') === true;
  if (!writesSms) return;
  const { orderId, kind, stay, stage, parcelId } = notice;
  const matter = {
    orderId,
    kind,
    stay,
    channel: 'sms',
    ...(stage === undefined ? {} : { stage }),
    ...(parcelId === undefined ? {} : { parcelId }),
  } as const;
  await change(
    ports,
    noticeAggregate,
    noticeKey(store, noticeId(matter)),
    { actor: 'system' },
    {
      decide: (head, at) => open(head?.state, matter, at, at),
    },
  );
}
