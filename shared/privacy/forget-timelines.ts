import { amendmentKind } from '../amendments/aggregate.ts';
import { erased } from '../events/chain.ts';
import type { Envelope } from '../events/envelope.ts';
import { type KeptEntry, subjectsOf, type Timeline, type TimelineEntry } from '../events/timeline.ts';
import { typedIn, withoutTyped } from '../events/typed.ts';
import { type HeadStore } from '../kernel/head.ts';
import { orderKey, orderKind } from '../orders/aggregate.ts';
import type { Order } from '../orders/state.ts';
import { between, type Clock, hours, instant } from '../time/instant.ts';

interface ForgetPorts {
  readonly heads: Pick<HeadStore, 'load'>;
  readonly clock: Clock;
  readonly timeline: Pick<Timeline, 'entries' | 'write'>;
}

/** What is relayed later than this may come after the erasure that should have met it. */
const late = hours(1);

/**
 * Takes what people typed out of the timelines of an order that was erased, and out of its amendments'. Called where
 * timelines are written, after each change: the order's own changes come in their order, so once its erasure comes, all
 * before it is there to be met. What comes late, or again by hand, is looked at by itself: if its order is erased by then,
 * it goes again. Done again it finds nothing.
 */
export async function forgetTyped(ports: ForgetPorts, events: readonly Envelope[]): Promise<void> {
  for (const { store, orderId } of await erasedOrders(ports, events)) {
    const order = `${orderKind}/${orderId}`;
    const subjects = await forgetIn(ports.timeline, store, order);
    for (const subject of subjects)
      if (subject.startsWith(`${amendmentKind}/`)) await forgetIn(ports.timeline, store, subject);
  }
}

async function erasedOrders({ heads, clock }: ForgetPorts, events: readonly Envelope[]) {
  const found = new Map<string, { readonly store: string; readonly orderId: string }>();
  for (const event of events) {
    const { storeId: store, occurredAt } = event;
    const isLate = between(instant(Date.parse(occurredAt)), clock()) > late && typedIn(event).size > 0;
    if (event.type !== 'order.customer-erased' && !isLate) continue;
    for (const subject of subjectsOf(event)) {
      if (!subject.startsWith(`${orderKind}/`)) continue;
      const orderId = subject.slice(orderKind.length + 1);
      const gone =
        event.type === 'order.customer-erased' ||
        (await heads.load<Order>(orderKey(store, orderId)))?.state.erased !== undefined;
      if (gone) found.set(`${store} ${orderId}`, { store, orderId });
    }
  }
  return found.values();
}

/** Answers whose events lie there, its own and others'. */
async function forgetIn(
  timeline: ForgetPorts['timeline'],
  store: string,
  subject: string,
): Promise<ReadonlySet<string>> {
  const subjects = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await timeline.entries(store, subject, { limit: 100, cursor });
    for (const { envelope } of page.items) subjects.add(envelope.subject);
    const typed = page.items.filter(({ envelope, seal }) => typedIn(envelope).size > 0 || seal?.salt);
    if (typed.length > 0) await timeline.write(typed.map(forgotten));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return subjects;
}

function forgotten(entry: KeptEntry): TimelineEntry {
  const { envelope, seal } = entry;
  return { ...entry, ...(seal ? erased({ envelope, seal }) : { envelope: withoutTyped(envelope) }) };
}
