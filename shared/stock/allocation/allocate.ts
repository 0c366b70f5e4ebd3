import { Contended } from '../../kernel/contended.ts';
import type { HeadStore } from '../../kernel/head.ts';
import { articleOf, type Content, type Line } from '../../orders/content.ts';
import { holdUnpaid } from '../../orders/decide/unpaid.ts';
import { Orders } from '../../orders/orders.ts';
import { orderKey } from '../../orders/aggregate.ts';
import { isOpen, type Order } from '../../orders/state.ts';
import type { Profiles } from '../../stores/profiles.ts';
import { readParts } from '../../kernel/texts.ts';
import { type Clock, duration, type Duration, parseDuration } from '../../time/instant.ts';
import { claimStock, type Want } from '../claims.ts';
import { stockRules } from '../drift/rules.ts';
import { orderOwner } from '../level/booking.ts';
import { componentsOf, productsOf } from '../products.ts';
import { isInUse } from './in-use.ts';

export interface AllocationPorts {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
}

/** An order changes a few times while it is looked at, not for ever. */
const rounds = 8;

/**
 * Brings what is set aside for an order to what the order is now: placed, its lines are set aside; revised, those of the
 * new revision; cancelled, come back, or unpaid for too long, none. It looks at the order, not at the event that led here, and looks
 * again when it has written: whoever was overtaken puts right what he wrote. Done again it does nothing.
 */
export async function allocateOrder(
  ports: AllocationPorts,
  store: string,
  orderId: string,
  previous?: string,
): Promise<void> {
  const loaded = await ports.profiles.of(store);
  if (!loaded || !(await isInUse(ports, store))) return;
  const orders = new Orders(ports, store, loaded);
  const rules = stockRules(loaded.profile);
  const seen = new Set<string>();
  if (previous !== undefined) await note(ports.heads, store, orderId, previous, seen);
  for (let round = 0; round < rounds; round++) {
    const head = await orders.load(orderId);
    if (!head) return;
    const order = head.state;
    const content = await orders.content(order);
    const wants = await wantsOf(ports.heads, store, order, content, head.version, seen);
    let got = 0;
    for (const [sku, some] of wants)
      for (const want of some) got += (await claimStock(ports, store, rules, sku, want, 'system')).got;
    if (got > 0 && order.payment?.state === 'pending' && !order.unpaid) {
      const { lapsesAfter, remindBefore } = loaded.profile.stock.unpaid;
      const hold = { lapsesAfter: read(lapsesAfter), remindBefore: read(remindBefore) };
      await orders.amend(orderId, { actor: 'system' }, (now, context) => holdUnpaid(now, hold, context));
    }
    const after = await orders.load(orderId);
    if (!after || sameClaims(after.state, order)) return;
  }
  throw new Contended(`order ${orderId}`);
}

const read = (text: string): Duration => parseDuration(text) ?? duration(0);

/** What decides about the claims of an order; holds, ticks and notes do not. */
const sameClaims = (a: Order, b: Order): boolean =>
  a.content === b.content && isWanted(a) === isWanted(b) && hasLeft(a) === hasLeft(b);

const isWanted = (order: Order): boolean => isOpen(order) && order.unpaid?.lapsed !== true;

/** Closed with the goods gone: whatever the ledger has not heard of yet is on its way to being booked. */
const hasLeft = (order: Order): boolean =>
  !isOpen(order) && order.stay.stage !== 'cancelled' && order.stay.stage !== 'returned';

/** Articles of an earlier content: what is no longer in the order is given back. */
async function note(heads: HeadStore, store: string, orderId: string, name: string, seen: Set<string>) {
  const content = await readParts<Content>(heads, orderKey(store, orderId), name);
  const skus = (content?.lines ?? []).map(articleOf);
  const products = await productsOf(heads, store, skus);
  for (const line of content?.lines ?? [])
    for (const part of componentsOf(articleOf(line), line.quantity, productOf(products, line)))
      seen.add(wantName(line.lineId, part.sku));
}

/** The id of a line has no blanks, an article's name may. */
const wantName = (lineId: string, sku: string): string => `${lineId} ${sku}`;

const productOf = <P>(products: ReadonlyMap<string, P>, line: Line): P | undefined =>
  products.get(articleOf(line) ?? '');

async function wantsOf(
  heads: HeadStore,
  store: string,
  order: Order,
  content: Content | undefined,
  version: number,
  seen: Set<string>,
): Promise<ReadonlyMap<string, Want[]>> {
  const lines = content?.lines ?? [];
  const products = await productsOf(heads, store, lines.map(articleOf));
  const ref = order.revisedBy?.at(-1);
  const wanted = new Map<string, number>([...seen].map((name) => [name, 0]));
  for (const line of lines)
    for (const part of componentsOf(articleOf(line), line.quantity, productOf(products, line)))
      wanted.set(wantName(line.lineId, part.sku), isWanted(order) ? part.quantity : 0);
  const wants = new Map<string, Want[]>();
  for (const [name, quantity] of wanted) {
    seen.add(name);
    const [line, sku] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)];
    const want: Want = {
      claim: { owner: orderOwner(order.id), line },
      quantity,
      since: order.placedAt,
      seen: version,
      ...(hasLeft(order) ? { left: true } : {}),
      // What the change had reserved becomes the order's, in the same write.
      ...(ref === undefined || quantity === 0 ? {} : { from: { owner: ref, line } }),
    };
    wants.set(sku, [...(wants.get(sku) ?? []), want]);
  }
  return wants;
}
