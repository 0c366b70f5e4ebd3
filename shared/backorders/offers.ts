import type { HeadStore } from '../kernel/head.ts';
import { accountOf, shortOf, valueOf } from '../orders/account.ts';
import { articleOf, type Content } from '../orders/content.ts';
import type { Order } from '../orders/state.ts';
import type { Profile } from '../stores/profile.ts';
import { expectedReceipts } from '../stock/awaited.ts';
import type { ProductBody } from '../stock/bodies.ts';
import { levelsOf } from '../stock/claims.ts';
import { stockKey } from '../stock/level/aggregate.ts';
import { claimsOn, lackingOf } from '../stock/level/claim.ts';
import { categoryList } from '../stock/product.ts';
import { productsOf } from '../stock/products.ts';
import { days, type Instant, parseDuration, plus } from '../time/instant.ts';
import type { Lacking } from './case.ts';
import { type Candidate, type LineOffer, type Offer, substitutesFor, waitFor } from './offer.ts';

/** Articles of a category that are looked at for one line. */
const mostCandidates = 50;

interface Asking {
  readonly heads: HeadStore;
  readonly store: string;
  readonly profile: Profile;
  readonly order: Order;
  readonly content: Content;
  readonly at: Instant;
}

/** What the customer is offered for the lines that lack, from what is known now. */
export async function makeOffer(asking: Asking, lacking: readonly Lacking[]): Promise<Offer> {
  const { order, content, heads, store } = asking;
  const products = await productsOf(heads, store, content.lines.map(articleOf));
  const lines = await Promise.all(lacking.map((one) => offerLine(asking, one, products.get(one.sku))));
  const missing = lacking.reduce((sum, one) => sum + one.lacking, 0);
  const books = { content, parcels: new Map(), defaultVat: asking.profile.vat.defaultRate };
  const received = accountOf(order, books).paid;
  const short = shortOf(order, books);
  return {
    lines: lines.filter((line) => line !== undefined),
    rest: missing < order.units,
    paid: received > 0,
    ...(received > 0 && short > 0 ? { short } : {}),
  };
}

async function offerLine(
  asking: Asking,
  { lineId, sku, lacking }: Lacking,
  product: ProductBody | undefined,
): Promise<LineOffer | undefined> {
  const { content, heads, store, profile, order, at } = asking;
  const line = content.lines.find((one) => one.lineId === lineId);
  if (!line) return undefined;
  const key = stockKey(store, sku);
  const claims = await claimsOn(heads, key);
  // Older orders wait before this one.
  const ahead = claims
    .filter(({ since, owner }) => since < order.placedAt && owner !== `order/${order.id}`)
    .reduce((sum, claim) => sum + lackingOf(claim), 0);
  const coming = await expectedReceipts(heads, store, sku);
  const leadTime = product?.leadTime === undefined ? undefined : parseDuration(product.leadTime);
  const wait = waitFor(lacking, ahead, coming, leadTime, at);
  const latest = plus(at, parseDuration(profile.backorders.waitAtMost) ?? days(30));
  const candidates = await candidatesFor(heads, store, product);
  const unitPrice = line.unitPrice.amount;
  const withVat = (sum: number, rate = profile.vat.defaultRate) =>
    content.pricesIncludeVat === false ? Math.round((sum * (100 + rate)) / 100) : sum;
  return {
    lineId,
    sku,
    name: line.name,
    quantity: line.quantity,
    lacking,
    ...(wait && wait.to <= latest ? { wait } : {}),
    credit: valueOf(content, [{ lineId, quantity: lacking }], profile.vat.defaultRate),
    substitutes: substitutesFor(
      { sku, unitPrice, lacking },
      {
        ...(product?.category === undefined ? {} : { category: product.category }),
        ...(product?.size === undefined ? {} : { size: product.size }),
      },
      candidates,
      profile.backorders.substitutes,
    ).map((one) => ({ ...one, difference: withVat(one.difference, line.vatRate) })),
  };
}

async function candidatesFor(
  heads: HeadStore,
  store: string,
  product: ProductBody | undefined,
): Promise<Candidate[]> {
  if (product?.category === undefined) return [];
  const page = await heads.find('list', categoryList(store, product.category), {}, { limit: mostCandidates });
  const skus = page.items.map(({ id }) => id);
  const [products, levels] = await Promise.all([
    productsOf(heads, store, skus),
    levelsOf(heads, store, skus),
  ]);
  return skus.flatMap((sku) => {
    const one = products.get(sku);
    if (one?.price === undefined) return [];
    return [
      {
        sku,
        name: one.name ?? sku,
        price: one.price.amount,
        available: levels.get(sku)?.available ?? 0,
        ...(one.category === undefined ? {} : { category: one.category }),
        ...(one.size === undefined ? {} : { size: one.size }),
      },
    ];
  });
}
