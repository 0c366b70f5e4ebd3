import type { HeadStore } from '../../shared/kernel/head.ts';
import { readParts } from '../../shared/kernel/texts.ts';
import { type Notice, noticeKey, noticeKind } from '../../shared/notices/notice.ts';
import { orderKey } from '../../shared/orders/aggregate.ts';
import type { Content } from '../../shared/orders/content.ts';
import type { Order } from '../../shared/orders/state.ts';
import type { MemoryHeadStore } from '../support/memory-store.ts';
import type { Person } from '../../shared/stores/profile.ts';
import { valuesOf, type WireCall } from '../support/wire.ts';

type Staff = readonly Pick<Person, 'id' | 'email' | 'phone'>[];

/**
 * A message reaches exactly the address of the aggregate that it was made for: said of what came over the wire. Each call
 * holds each parameter once and one recipient, and that is the customer of the order that its notice speaks of.
 */
export async function misdirected(
  heads: MemoryHeadStore,
  calls: readonly WireCall[],
  staff: Staff,
): Promise<string[]> {
  const found = await Promise.all(calls.map((call) => faultOf(heads, call, staff)));
  return found.flatMap((fault) => (fault === undefined ? [] : [fault]));
}

async function faultOf(heads: MemoryHeadStore, call: WireCall, staff: Staff): Promise<string | undefined> {
  const names = call.map(([name]) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return `a call holds ${twice} twice`;
  if (names.some((name) => /Addresses\.member\.(?!1$)/.test(name))) return 'a call has two recipients';
  const one = (name: string) => valuesOf(call, name)[0];
  const [to, phone] = [one('Destination.ToAddresses.member.1'), one('PhoneNumber')];
  if (to !== undefined) return mailFault(heads, call, to, staff);
  if (phone === undefined) return undefined;
  // Only what is for staff names a role.
  if (call.some(([name, value]) => name.endsWith('.Name') && value === 'role'))
    return staff.some((person) => person.phone === phone) ? undefined : `an alert went to ${phone}`;
  return smsFault(heads, phone, one('Message'));
}

async function mailFault(
  heads: HeadStore,
  call: WireCall,
  to: string,
  staff: Staff,
): Promise<string | undefined> {
  const tags = Object.fromEntries(
    [1, 2].map((n) => [
      valuesOf(call, `Tags.member.${String(n)}.Name`)[0],
      valuesOf(call, `Tags.member.${String(n)}.Value`)[0] ?? '',
    ]),
  ) as { store: string; notice: string };
  const id = Buffer.from(tags.notice, 'base64url').toString();
  // What is for staff has no notice; where its name says for whom, it is his.
  if (!(await heads.load(noticeKey(tags.store, id)))) {
    const his = staff.filter(({ email }) => email === to);
    const named = id.startsWith('ask~') ? his.filter((person) => id.split('~').includes(person.id)) : his;
    return named.length > 0 ? undefined : `the mail ${id} went to ${to}`;
  }
  const customer = await customerOf(heads, tags.store, id);
  // Whoever was erased meanwhile is known no more.
  if (customer === 'erased' || customer?.email === to) return undefined;
  return `the mail of notice ${id} went to ${to}, which is not its order's customer`;
}

/** An SMS says nothing of its notice: it is that of a notice which said just this, to just this number. */
async function smsFault(
  heads: MemoryHeadStore,
  to: string,
  text: string | undefined,
): Promise<string | undefined> {
  for (const { key, change } of heads.rows.values()) {
    if (key.kind !== noticeKind || (change.state as Notice).channel !== 'sms') continue;
    const customer = await customerOf(heads, key.store, key.id);
    if (customer === 'erased') return undefined;
    if (customer?.phone !== to) continue;
    const kept = await heads.part(key, 'message');
    if (kept === undefined || (JSON.parse(kept) as { text: string }).text === text) return undefined;
  }
  return `an SMS went to ${to}, whose order's notice does not say it`;
}

async function customerOf(
  heads: HeadStore,
  store: string,
  id: string,
): Promise<Content['customer'] | 'erased' | undefined> {
  const notice = await heads.load<Notice>(noticeKey(store, id));
  if (!notice) return undefined;
  const key = orderKey(store, notice.state.orderId);
  const order = await heads.load<Order>(key);
  const content = order && (await readParts<Content>(heads, key, order.state.content));
  return content ? content.customer : 'erased';
}
