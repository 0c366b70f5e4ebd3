import { withoutLinks } from '../links/mask.ts';
import { amendmentKind, ofOrder } from '../amendments/aggregate.ts';
import { documentsOf } from '../amendments/documents/issue.ts';
import { documentSummary } from '../amendments/documents/view.ts';
import type { Amendment } from '../amendments/state.ts';
import type { Head, HeadStore } from '../kernel/head.ts';
import { isSuppressed } from '../notices/contacts.ts';
import { type Notice, noticesOf } from '../notices/notice.ts';
import { orderKey } from '../orders/aggregate.ts';
import type { Content } from '../orders/content.ts';
import { personHash, type Reachable } from '../orders/orders.ts';
import type { Order } from '../orders/state.ts';
import { type Refund, refundsOfOrder } from '../refunds/refund.ts';
import { formatInstant } from '../time/instant.ts';
import { type Erasure, erasureKey } from './erasure.ts';
import { personal, textsOf } from './texts-beside.ts';
import { allOf } from '../kernel/all-of.ts';

/** Orders of one answer; `next` tells where the following ones begin. */
const atOnce = 20;

/**
 * Everything that is known of a person in a shop: his orders with every revision, and what was said, changed, billed and
 * paid back about them. Of an e-mail that nobody knows the answer is the same, with nothing in it.
 */
export async function exportPerson(heads: HeadStore, store: string, person: Reachable, cursor?: string) {
  const { email, phone } = person;
  const customer = personHash(store, person) ?? '';
  const page = await heads.find('customer', `${store}#customer#${customer}`, {}, { limit: atOnce, cursor });
  const found = await heads.loadMany<Order>(page.items);
  const orders = await Promise.all(found.map((head) => exportOrder(heads, store, head)));
  const phones = orders.flatMap(({ contents }) => contents.flatMap(({ customer: { phone } }) => phone ?? []));
  const erasure = await heads.load<Erasure>(erasureKey(store, customer));
  const suppressed: string[] = [];
  for (const address of new Set([email, phone, ...phones].filter((one) => one !== undefined)))
    if (await isSuppressed(heads, store, address)) suppressed.push(address);
  return {
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    orders,
    /** Addresses that are not written to: they do not exist, or their owner complained. */
    suppressed,
    erasureAskedAt: erasure ? formatInstant(erasure.state.askedAt) : null,
    next: page.next,
  };
}

async function exportOrder(heads: HeadStore, store: string, { state: order }: Head<Order>) {
  const key = orderKey(store, order.id);
  const [contents, parcels, notes] = await Promise.all(
    personal.order.map(async (kind) => (await textsOf(heads, key, kind)).map(({ text }) => text)),
  );
  return {
    orderId: order.id,
    status: order.status,
    stage: order.stay.stage,
    placedAt: formatInstant(order.placedAt),
    promisedAt: order.promise ? formatInstant(order.promise.at) : null,
    payment: order.payment ?? null,
    attributes: order.attributes ?? {},
    /** One of each revision, in no order. */
    contents: ((contents ?? []) as Content[]).map(({ salt: _, ...content }) => content),
    parcels: (order.parcels ?? []).map(({ id, stage, carrier, awb }) => ({
      parcelId: id,
      stage,
      carrier,
      awb: awb ?? null,
    })),
    parcelTexts: parcels ?? [],
    notes: notes ?? [],
    amendments: await amendmentsOf(heads, store, order.id),
    documents: (await documentsOf(heads, store, order.id)).map(documentSummary),
    messages: await messagesOf(heads, store, order.id),
    refunds: (await heads.loadMany<Refund>(await allOf(heads, refundsOfOrder(store, order.id)))).map(
      ({ state: { status, reason, amount, currency } }) => ({ status, reason, amount: { amount, currency } }),
    ),
  };
}

/** What was asked for, and what was written to it; not what it would have cost the shop. */
async function amendmentsOf(heads: HeadStore, store: string, orderId: string) {
  const keys = (await allOf(heads, ofOrder(store, orderId))).filter(({ kind }) => kind === amendmentKind);
  const found = await heads.loadMany<Amendment>(keys);
  return Promise.all(
    found.map(async ({ key, state: { id, status, at, requestedBy } }) => {
      const [changes, notes, acceptances] = await Promise.all(
        ['changes', 'note', 'acceptance'].map(async (kind) =>
          (await textsOf(heads, key, kind)).map(({ text }) => text),
        ),
      );
      const asked = { amendmentId: id, status, requestedAt: formatInstant(at), requestedBy };
      return { ...asked, changes, notes, acceptances };
    }),
  );
}

/** Messages to him, with their words for as long as these are kept. */
async function messagesOf(heads: HeadStore, store: string, orderId: string) {
  const found = await heads.loadMany<Notice>(await allOf(heads, noticesOf(store, orderId)));
  const texts = await heads.partsOf(found.map(({ key }) => ({ key, name: 'message' })));
  return found.map(({ key, state: { kind, channel, status, openedAt } }, at) => {
    const said = texts[at];
    // One of 0.1.0 may still hold its link.
    const message = said === undefined ? null : (JSON.parse(withoutLinks(said)) as unknown);
    return { noticeId: key.id, kind, channel, status, openedAt: formatInstant(openedAt), message };
  });
}
