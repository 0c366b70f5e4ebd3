import { own } from '../kernel/own.ts';
import type { HeadStore } from '../kernel/head.ts';
import { articleOf, type Content } from '../orders/content.ts';
import type { Orders } from '../orders/orders.ts';
import { progressOf } from '../orders/report-progress.ts';
import type { Order } from '../orders/state.ts';
import { expectedReceipts } from '../stock/awaited.ts';
import type { ProductBody } from '../stock/bodies.ts';
import { levelsOf } from '../stock/claims.ts';
import { stockKey } from '../stock/level/aggregate.ts';
import { type ClaimEntry, claimName } from '../stock/level/claim.ts';
import { componentsOf, productsOf } from '../stock/products.ts';
import type { Instant } from '../time/instant.ts';
import type { Inputs } from './assessment.ts';
import type { Shelf } from './availability.ts';
import type { Change, QuoteBody } from './bodies.ts';
import type { Department } from './department.ts';

/** What an amendment brings along to its assessment. */
export interface Asking {
  /** Absent in a preview, which has nothing reserved. */
  readonly amendmentId?: string;
  readonly changes: readonly Change[];
  readonly quotes: Readonly<Record<string, QuoteBody>>;
  readonly refusedBy: readonly Department[];
}

/**
 * Reads everything that an assessment rests on: a batch of reads for each hundred articles that the change names, however
 * many lines the order has. Undefined where the order's content was erased.
 */
export async function inputsFor(
  heads: HeadStore,
  store: string,
  orders: Orders,
  order: Order,
  asking: Asking,
  at: Instant,
): Promise<Inputs | undefined> {
  const [content, texts, progress] = await Promise.all([
    orders.content(order),
    orders.parcelTexts(order),
    progressOf(heads, store, order),
  ]);
  if (!content) return undefined;
  const named = namedIn(content, asking.changes);
  const products = await productsOf(heads, store, [...new Set(named.map(({ sku }) => sku))]);
  const inParcels = new Map<string, number>();
  for (const { lines } of texts.values())
    for (const { lineId, quantity } of lines) inParcels.set(lineId, (inParcels.get(lineId) ?? 0) + quantity);
  return {
    order,
    content,
    changes: asking.changes,
    profile: orders.profile,
    rules: orders.rules,
    products,
    quotes: new Map(Object.entries(asking.quotes)),
    shelves: await shelvesOf(heads, store, named, products, asking.amendmentId),
    done: doneOf(order, content, progress, orders),
    inParcels,
    refusedBy: asking.refusedBy,
    at,
  };
}

interface Named {
  readonly lineId: string | undefined;
  readonly sku: string | undefined;
}

/** The articles that the changes speak of. */
const namedIn = (content: Content, changes: readonly Change[]): Named[] =>
  changes.flatMap((change): Named[] => {
    if (change.op === 'add-line') return [{ lineId: change.lineId, sku: change.sku }];
    if (change.op !== 'remove-line' && change.op !== 'change-quantity') return [];
    const line = content.lines.find(({ lineId }) => lineId === change.lineId);
    return line ? [{ lineId: line.lineId, sku: articleOf(line) }] : [];
  });

async function shelvesOf(
  heads: HeadStore,
  store: string,
  named: readonly Named[],
  products: ReadonlyMap<string, ProductBody>,
  amendmentId: string | undefined,
): Promise<ReadonlyMap<string, Shelf>> {
  const parts = named.flatMap(({ lineId, sku }) =>
    componentsOf(sku, 1, products.get(sku ?? '')).map((part) => ({ lineId, sku: part.sku })),
  );
  const levels = await levelsOf(
    heads,
    store,
    parts.map(({ sku }) => sku),
  );
  const own = await reservedFor(heads, store, parts, amendmentId);
  // Where a supplier's lead time is known nobody asks what is on its way.
  const unknown = new Set(
    named
      .filter(
        ({ sku }) =>
          products.get(sku ?? '')?.leadTime === undefined && products.get(sku ?? '')?.rush === undefined,
      )
      .flatMap(({ sku }) => componentsOf(sku, 1, products.get(sku ?? '')).map((part) => part.sku)),
  );
  return new Map(
    await Promise.all(
      [...levels].map(async ([sku, { tracked, available }]): Promise<[string, Shelf]> => {
        const mine = own.get(sku) ?? 0;
        const awaited = tracked && unknown.has(sku) ? await expectedReceipts(heads, store, sku) : [];
        return [sku, { tracked, available: available + mine, awaited }];
      }),
    ),
  );
}

/** Pieces that the amendment holds itself: for it they are free. */
async function reservedFor(
  heads: HeadStore,
  store: string,
  parts: readonly Named[],
  amendmentId: string | undefined,
): Promise<ReadonlyMap<string, number>> {
  if (amendmentId === undefined) return new Map();
  const owner = ownerOf(amendmentId);
  const names = parts.flatMap(({ lineId, sku }) =>
    lineId === undefined || sku === undefined
      ? []
      : [{ key: stockKey(store, sku), name: claimName({ owner, line: lineId }) }],
  );
  const own = new Map<string, number>();
  for (const [at, body] of (await heads.partsOf(names)).entries()) {
    const sku = names[at]?.key.id;
    if (body === undefined || sku === undefined) continue;
    own.set(sku, (own.get(sku) ?? 0) + (JSON.parse(body) as ClaimEntry).got);
  }
  return own;
}

export const ownerOf = (amendmentId: string): string => `amendment/${amendmentId}`;

/** Units that are packed: the furthest report of any stage; all of them once the order is. */
function doneOf(
  order: Order,
  content: Content,
  progress: Readonly<Record<string, Readonly<Record<string, number>>>>,
  { rules }: Orders,
): ReadonlyMap<string, number> {
  const { parcelsFrom, flow } = rules;
  const packed = parcelsFrom !== undefined && flow.rank(order.stay.stage) >= flow.rank(parcelsFrom);
  return new Map(
    content.lines.map(({ lineId, quantity }) => [
      lineId,
      packed ? quantity : Math.max(0, ...Object.values(progress).map((stage) => own(stage, lineId) ?? 0)),
    ]),
  );
}
