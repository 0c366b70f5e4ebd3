import type { HeadStore } from '../kernel/head.ts';
import { days, type Instant, latest, plus, sortable } from '../time/instant.ts';
import { productKey } from './product.ts';
import { missing, type PurchaseContent, type PurchaseOrder, purchaseOrderKey } from './purchase-order.ts';

/** Goods of one article that a supplier still owes. */
export interface Awaited {
  readonly purchaseOrder: string;
  readonly sku: string;
  readonly supplier: string;
  /** The day or time that was said, and the instant from which it is overdue. */
  readonly expectedAt: string;
  readonly by: Instant;
  /** Pieces that are missing. */
  readonly quantity: number;
}

/** The name of the lines it was made from tells a marker that is still true from one that was left behind. */
type Marker = Awaited & { readonly content: string };

/** What is a year overdue will not come. */
const keptFor = days(366);
/** Purchase orders looked at for one article at the most, the longest overdue first. */
const mostPerSku = 25;
/** Markers written at a time. */
const width = 25;

/** What a purchase order still brings, by article and time. */
export function awaitedIn(id: string, { supplier, cancelled, lines }: PurchaseContent): Awaited[] {
  const found = new Map<string, Awaited>();
  for (const line of cancelled ? [] : lines) {
    const { sku, by, expectedAt } = line;
    const owed = missing(line);
    if (by === undefined || expectedAt === undefined || owed === 0) continue;
    const key = `${sku} ${String(by)}`;
    const quantity = (found.get(key)?.quantity ?? 0) + owed;
    found.set(key, { purchaseOrder: id, sku, supplier, expectedAt, by, quantity });
  }
  return [...found.values()];
}

/** The version of a purchase order, and the name of its lines. */
export interface Version {
  readonly content: string;
  readonly version: number;
}

/**
 * Each version has markers of its own: whoever removes an old one's cannot take those of a newer, and of two who write the
 * same version at once neither overwrites the other's.
 */
const markerName = ({ by, purchaseOrder }: Awaited, { version, content }: Version): string =>
  `expected#${sortable(by)}#${String(version)}#${content}#${purchaseOrder}`;

/** Written beside the article before the purchase order itself, so that nothing that is owed is ever missed. */
export async function mark(
  heads: HeadStore,
  store: string,
  all: readonly Awaited[],
  at: Instant,
  version: Version,
): Promise<void> {
  await inTurns(all, (one) => {
    const marker: Marker = { ...one, content: version.content };
    const part = { name: markerName(one, version), body: JSON.stringify(marker) };
    return heads.putPart(productKey(store, one.sku), part, plus(latest(at, one.by), keptFor));
  });
}

/** Removes what an earlier version had written. Cut off in the middle, the rest is passed over and expires. */
export async function unmark(
  heads: HeadStore,
  store: string,
  all: readonly Awaited[],
  version: Version,
): Promise<void> {
  await inTurns(all, (one) => heads.deletePart(productKey(store, one.sku), markerName(one, version)));
}

/** Goods of one article whose day has passed without their being booked in, the longest overdue first. */
export const overdueReceipts = (
  heads: HeadStore,
  store: string,
  sku: string,
  at: Instant,
): Promise<Awaited[]> => receiptsUpTo(heads, store, sku, `expected#${sortable(at)}#~`);

/** All that open purchase orders still bring of an article, the earliest first; what is overdue is among it. */
export const expectedReceipts = (heads: HeadStore, store: string, sku: string): Promise<Awaited[]> =>
  receiptsUpTo(heads, store, sku, 'expected#~');

async function receiptsUpTo(heads: HeadStore, store: string, sku: string, upTo: string): Promise<Awaited[]> {
  const page = await heads.partsBetween(productKey(store, sku), 'expected#', upTo, { limit: mostPerSku });
  const markers = page.items.map(({ body }) => JSON.parse(body) as Marker);
  const ids = [...new Set(markers.map(({ purchaseOrder }) => purchaseOrder))];
  const orders = await heads.loadMany<PurchaseOrder>(ids.map((id) => purchaseOrderKey(store, id)));
  const now = new Map(orders.map(({ key, state }) => [key.id, state.content]));
  const found = new Map<string, Awaited>();
  for (const { content, ...one } of markers)
    if (now.get(one.purchaseOrder) === content) found.set(`${one.purchaseOrder} ${String(one.by)}`, one);
  return [...found.values()];
}

async function inTurns<T>(all: readonly T[], write: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += width) await Promise.all(all.slice(at, at + width).map(write));
}
