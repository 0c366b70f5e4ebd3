import type { HeadStore } from '../kernel/head.ts';
import type { Content } from '../orders/content.ts';
import type { Channel, Profile } from '../stores/profile.ts';
import { isSuppressed } from './contacts.ts';

/** On which channels a customer truly gets a kind of message: the shop uses it, he has an address, it takes messages. */
export type Reach = Readonly<Record<Channel, boolean>>;

/** How a question reaches its customer: by a link in one of his messages, or by somebody who phones. */
export type AskedBy = 'email' | 'sms' | 'call';

export async function reachOf(
  heads: HeadStore,
  store: string,
  content: Content | undefined,
  tell: readonly Channel[],
): Promise<Reach> {
  const { email, phone } = content?.customer ?? {};
  const reached = async (channel: Channel, to: string | undefined) =>
    to !== undefined && tell.includes(channel) && !(await isSuppressed(heads, store, to));
  const [byEmail, bySms] = await Promise.all([reached('email', email), reached('sms', phone)]);
  return { email: byEmail, sms: bySms };
}

/** One link for one question: in the e-mail where there is one, else in the SMS where the shop may send links by it. */
export function askedBy(reach: Reach | undefined, { smsLinks }: Pick<Profile, 'smsLinks'>): AskedBy {
  if (reach?.email ?? true) return 'email';
  return reach?.sms && smsLinks ? 'sms' : 'call';
}
