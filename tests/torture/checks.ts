import { type Ledger } from './ledger.ts';
import { ended } from './client.ts';
import type { Shop } from './shop.ts';

/** Runs over items, a few at a time. */
async function each<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** Every acknowledged write is there: orders in their stage, pieces in the book, amendments where they were last seen. */
export async function missing(shop: Shop, ledger: Ledger, orders: Iterable<string>): Promise<string[]> {
  const found: string[] = [];
  await each(orders, async (orderId) => {
    const stage = ledger.orders.get(orderId)?.at(-1);
    const reply = await shop.call({ role: 'operator', method: 'GET', path: `/v1/orders/${orderId}` });
    const is = reply.status === 200 ? reply.body.stage : reply.status;
    if (is !== stage) found.push(`${orderId} was acknowledged as ${String(stage)} and is ${String(is)}`);
    const known = ledger.amendments.get(orderId);
    if (!known) return;
    const now = await shop.get(`/v1/amendments/${known.amendmentId}`);
    if (ended(known) && now.status !== known.status)
      found.push(
        `amendment ${known.amendmentId} was acknowledged as ${known.status} and is ${String(now.status)}`,
      );
  });
  for (const [sku, book] of ledger.book) {
    const now = (await shop.get(`/v1/stock/${sku}`)).book;
    if (now !== book) found.push(`of ${sku} ${String(book)} were acknowledged and ${String(now)} are booked`);
  }
  return found;
}

interface Entry {
  readonly type: string;
  readonly occurredAt: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** When everything has come to rest: each order's history is what was acknowledged, once, and every notice due has left;
 * `over`: so long after that nothing waits for anybody's word. */
export async function undone(shop: Shop, ledger: Ledger, over: boolean): Promise<string[]> {
  const found: string[] = [];
  const mails = new Map<string, number[]>();
  const now = Date.parse(String((await shop.get('/_local/clock')).now));
  for (const { tags, at } of (await shop.get('/_local/mail')).items)
    if (tags?.notice !== undefined) {
      // As the adapter names it (shared/notices/ses.ts).
      const id = Buffer.from(tags.notice, 'base64url').toString();
      mails.set(id, [...(mails.get(id) ?? []), Date.parse(at)]);
    }
  await each(ledger.orders, async ([orderId, stages]) => {
    const items: Entry[] = (await shop.get(`/v1/orders/${orderId}/timeline?limit=200`)).items;
    const told = items.filter(({ type }) => type === 'order.stage-changed').map(({ data }) => data['to']);
    if (JSON.stringify(told.toSorted()) !== JSON.stringify(stages.slice(1).toSorted()))
      found.push(`${orderId} went ${stages.join(' ')} and its timeline says ${told.join(' ')}`);
    const placed = items.filter(({ type }) => type === 'order.placed').length;
    if (placed !== 1) found.push(`${orderId} was placed ${String(placed)} times`);
    const last = stages.at(-1) ?? '';
    const name = [...mails.keys()].find(
      (one) => one.startsWith(`${orderId}~stage~`) && one.includes(`~${last}~`),
    );
    if (['delivered', 'cancelled'].includes(last) && name === undefined)
      found.push(`nobody told the customer of ${orderId} that it is ${last}`);
    const order = await shop.get(`/v1/orders/${orderId}`);
    if (over && (order.holds ?? []).length > 0) found.push(`${orderId} is still held`);
    found.push(...notices(items, mails, now));
  });
  for (const { name, ready, inFlight } of (await shop.get('/_local/queues')).items)
    if (ready + inFlight > 0) found.push(`${String(ready + inFlight)} messages lie in ${String(name)}`);
  await each(ledger.amendments.values(), async ({ amendmentId }) => {
    const now = await shop.get(`/v1/amendments/${amendmentId}`);
    if (over && !ended(now)) found.push(`amendment ${amendmentId} is ${String(now.status)} and never ends`);
  });
  return found;
}

/**
 * Whoever died between sending and confirming is followed by another after five minutes (`claimLife` in shared/notices):
 * so long after its claim, which was a little before it left.
 */
const declared = 5 * 60_000 - 10_000;

/** A notice waits a day at the most (`trackingPatience` in shared/notices/check.ts), and then for its scan. */
const mostWait = 24 * 3_600_000 + 10 * 60_000;

/** Each notice ends, and leaves once; twice only in the declared window. */
function notices(
  items: readonly Entry[],
  mails: ReadonlyMap<string, readonly number[]>,
  now: number,
): string[] {
  const of = Map.groupBy(
    items.filter(({ type }) => type.startsWith('notice.')),
    ({ subject }) => subject,
  );
  return [...of].flatMap(([subject, entries]) => {
    const id = subject.slice('notice/'.length);
    const count = (type: string) => entries.filter((one) => one.type === `notice.${type}`).length;
    const [first, second, ...more] = mails.get(id) ?? [];
    const opened = Math.min(...entries.map((one) => Date.parse(one.occurredAt)));
    const ends = count('sent') + count('dropped') + count('failed');
    return [
      ...(ends === 1 || (ends === 0 && now - opened < mostWait)
        ? []
        : [`notice ${id} has ${String(ends)} ends`]),
      ...(count('sent') === 1 && first === undefined ? [`notice ${id} is known as sent and never left`] : []),
      ...(more.length > 0 || (second !== undefined && second - (first ?? 0) < declared)
        ? [`notice ${id} left at ${String(mails.get(id)?.map((at) => new Date(at).toISOString()))}`]
        : []),
    ];
  });
}

/** How many notices left twice. */
export async function doubled(shop: Shop): Promise<number> {
  const names = ((await shop.get('/_local/mail')).items as { tags?: { notice?: string } }[]).flatMap(
    ({ tags }) => tags?.notice ?? [],
  );
  return names.length - new Set(names).size;
}
