import type { Locale } from '../i18n/dates.ts';
import { customerMoney } from '../i18n/money.ts';
import { accountOf, asksOf, type Books, valueOf } from '../orders/account.ts';
import type { Ask, Order } from '../orders/state.ts';
import type { Facts } from './check.ts';
import type { Matter } from './notice.ts';
import { words } from './words.ts';

type Known = Pick<Facts, 'order' | 'content' | 'parcelTexts' | 'profile'>;

/** What the account of an order rests on, as it is known when a message is written; undefined where the order was erased. */
export const booksIn = ({ content, parcelTexts, profile }: Known): Books | undefined =>
  content && { content, parcels: parcelTexts, defaultVat: profile.vat.defaultRate };

/** What was asked of finance for a reason, whether it was paid since or not. Minor units. */
export const backFor = (order: Order, of: (ask: Ask) => boolean): number =>
  asksOf(order).reduce((sum, ask) => sum + (of(ask) ? ask.amount : 0), 0);

const goneStages = new Set(['cancelled', 'returned']);
const carried = new Set(['shipped', 'at-pickup-point', 'delivery-failed']);

/**
 * What a message about a stage says of money, from the account alone: what comes back of an order or parcel that is over, and
 * what the carrier collects of one that is on its way and not paid. Nothing where neither is so.
 */
export function owedLine(
  { kind, stage, parcelId }: Pick<Matter, 'kind' | 'parcelId'> & { readonly stage: string },
  facts: Known,
  locale: Locale,
): string | undefined {
  const { order, profile } = facts;
  const books = booksIn(facts);
  if (kind !== 'stage' || !books) return undefined;
  const w = words[locale].owed;
  const money = (amount: number) => customerMoney(amount, profile.currency, locale);
  if (goneStages.has(stage)) {
    // A parcel of an order that goes on has its own refund; an order that is over has them all.
    const back = backFor(order, (ask) => goneStages.has(order.stay.stage) || ask.parcelId === parcelId);
    if (back > 0) return w.back(money(back));
    return accountOf(order, books).due <= 0 && goneStages.has(order.stay.stage) && order.payment !== undefined
      ? w.nothing
      : undefined;
  }
  if (!carried.has(stage) || order.payment?.state !== 'on-delivery') return undefined;
  const sum = toCollect(order, books, parcelId);
  return sum > 0 ? w.payCarrier(money(sum)) : undefined;
}

/** What the carrier collects: for one parcel of several its pieces, for the last one all that is still to be paid. */
function toCollect(order: Order, books: Books, parcelId: string | undefined): number {
  const { due } = accountOf(order, books);
  const parcels = order.parcels ?? [];
  const parcel = parcels.find(({ id }) => id === parcelId);
  const others = parcels.filter(
    ({ id, stage }) => id !== parcelId && stage !== 'delivered' && !goneStages.has(stage),
  );
  const loose = order.units > parcels.reduce((sum, { units }) => sum + units, 0);
  if (!parcel || (others.length === 0 && !loose)) return due;
  return Math.min(due, valueOf(books.content, books.parcels.get(parcel.text)?.lines ?? [], books.defaultVat));
}
