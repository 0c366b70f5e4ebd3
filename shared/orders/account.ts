import { type Content, type Line, lineTotal } from './content.ts';
import { add, byRate, type Sum, withVat, zero } from './money.ts';
import { effectOf } from './reading/shares.ts';
import type { Ask, Order, Payment } from './state.ts';

/** One item that the customer is charged for, with its VAT. Amounts in minor units. */
export interface ChargedItem extends Sum {
  readonly kind: 'line' | 'shipping' | 'charge' | 'adjustment' | 'rounding' | 'difference';
  readonly lineId?: string;
  readonly sku?: string;
  /** Of a line: goods unless said. */
  readonly lineKind?: NonNullable<Line['kind']>;
  readonly name: string;
  readonly quantity: number;
  /** As the order's prices are given, before any discount. */
  readonly unitPrice?: number;
  /** In percent; null where nobody knows it: of what goes abroad without a rate of its own. Its sums stay gross. */
  readonly vatRate: number | null;
}

/** Pieces of an order by line. */
export type Pieces = readonly { readonly lineId: string; readonly quantity: number }[];

/** What the account of an order rests on beside its record. */
export interface Books {
  readonly content: Content;
  /** What is in each parcel, by the name of its text. */
  readonly parcels: ReadonlyMap<string, { readonly lines: Pieces }>;
  /** In percent: of lines without a rate of their own, and of shipping. */
  readonly defaultVat: number;
}

/** Every item of an order, each rounded by itself: its lines, what changes cost, shipping, and what else the shop charged. */
export function itemsOf(content: Content, defaultVat: number): ChargedItem[] {
  const includes = content.pricesIncludeVat !== false;
  const usual = content.abroad ? null : defaultVat;
  const sumOf = (amount: number, vatRate: number | null): Sum & { vatRate: number | null } => ({
    vatRate,
    ...(vatRate === null ? { net: amount, vat: 0, gross: amount } : withVat(amount, vatRate, includes)),
  });
  const goods = content.lines.map((line): ChargedItem => {
    const { lineId, sku, kind, name, quantity, unitPrice } = line;
    return {
      kind: 'line',
      lineId,
      ...(sku === undefined ? {} : { sku }),
      ...(kind === undefined ? {} : { lineKind: kind }),
      name,
      quantity,
      unitPrice: unitPrice.amount,
      ...sumOf(lineTotal(line), line.vatRate ?? usual),
    };
  });
  const charges = (content.charges ?? []).map(({ kind, amount, vatRate }): ChargedItem => ({
    kind: 'charge',
    name: kind,
    quantity: 1,
    ...sumOf(amount, vatRate),
  }));
  const fee = content.shippingFee?.amount ?? 0;
  const shipping: ChargedItem = { kind: 'shipping', name: 'shipping', quantity: 1, ...sumOf(fee, usual) };
  return [
    ...goods,
    ...charges,
    ...(fee === 0 ? [] : [shipping]),
    ...adjustmentsOf(content, (amount, rate) => sumOf(amount, rate === undefined ? usual : rate)),
    ...roundingOf(content),
  ];
}

/** Fees, tips (of which nobody owes VAT unless said), and what is taken off that no line can bear. */
function adjustmentsOf(
  { adjustments = [] }: Content,
  sumOf: (amount: number, vatRate: number | null | undefined) => Pick<ChargedItem, keyof Sum | 'vatRate'>,
): ChargedItem[] {
  return adjustments.flatMap((one): ChargedItem[] => {
    const effect = effectOf(one);
    if (effect === 0 || !one.apart) return [];
    const rate = one.vatRate ?? (one.kind === 'tip' ? 0 : undefined);
    return [{ kind: 'adjustment', name: one.name, quantity: 1, ...sumOf(effect, rate) }];
  });
}

/** What the shop charged beyond what its items add up to; in it there is no VAT that anybody could name. */
function roundingOf({ rounding }: Content): ChargedItem[] {
  if (!rounding) return [];
  const { amount, differs } = rounding;
  const kind = differs ? 'difference' : 'rounding';
  const vatRate = differs ? null : 0;
  return [{ kind, name: kind, quantity: 1, vatRate, net: amount, vat: 0, gross: amount }];
}

/** What an order costs in all, VAT included. */
export const grossOf = (content: Content, defaultVat: number): number =>
  add(itemsOf(content, defaultVat)).gross;

/**
 * What some pieces of a line cost, by largest remainder: the first pieces bear the odd minor units, so that the
 * parts of a line add up to the line, however they are cut.
 */
export function partOf(item: ChargedItem, quantity: number): Sum {
  const pieces = Math.min(Math.max(quantity, 0), item.quantity);
  const share = (amount: number): number => {
    const whole = Math.floor(amount / item.quantity);
    return pieces * whole + Math.min(pieces, amount - whole * item.quantity);
  };
  const [gross, vat] = [share(item.gross), share(item.vat)];
  return { gross, vat, net: gross - vat };
}

/** What some pieces of an order cost together, VAT included. */
export function valueOf(content: Content, pieces: Pieces, defaultVat: number): number {
  const items = new Map(itemsOf(content, defaultVat).map((item) => [item.lineId, item]));
  return pieces.reduce((sum, { lineId, quantity }) => {
    const item = items.get(lineId);
    return item ? sum + partOf(item, quantity).gross : sum;
  }, 0);
}

const ended = new Set(['cancelled', 'returned']);

/**
 * Pieces by line that the customer does not have and will not get: all of an order that was cancelled or came back,
 * those of parcels that did, and those that came back by themselves.
 */
export function goneFrom(order: Order, { content, parcels }: Books): ReadonlyMap<string, number> {
  if (ended.has(order.stay.stage))
    return new Map(content.lines.map(({ lineId, quantity }) => [lineId, quantity]));
  const gone = new Map<string, number>();
  const lose = ({ lineId, quantity }: Pieces[number]) => gone.set(lineId, (gone.get(lineId) ?? 0) + quantity);
  for (const { stage, text } of order.parcels ?? [])
    if (ended.has(stage)) parcels.get(text)?.lines.forEach(lose);
  order.returned?.forEach(lose);
  return gone;
}

/**
 * What the customer is charged for now. Pieces that are gone cost nothing; what changes and shipping cost stays as long
 * as any piece does, and goes with the last; so do fees and adjustments.
 */
export function chargedItems(order: Order, books: Books): ChargedItem[] {
  const gone = goneFrom(order, books);
  const items = itemsOf(books.content, books.defaultVat);
  const left = items.map((item) => {
    const lost = item.lineId === undefined ? 0 : Math.min(gone.get(item.lineId) ?? 0, item.quantity);
    const part = partOf(item, lost);
    return {
      ...item,
      quantity: item.quantity - lost,
      net: item.net - part.net,
      vat: item.vat - part.vat,
      gross: item.gross - part.gross,
    };
  });
  const isBought = ({ kind, lineKind }: ChargedItem) => kind === 'line' && lineKind !== 'fee';
  const bought = items.some(isBought) ? isBought : ({ kind }: ChargedItem) => kind === 'line';
  return left.some((item) => bought(item) && item.quantity > 0)
    ? left.filter(({ quantity }) => quantity > 0)
    : [];
}

const received: ReadonlySet<Payment['state']> = new Set([
  'paid',
  'partially-paid',
  'partially-refunded',
  'refunded',
]);

/** What revisions have taken off what the order costs. */
export const takenOff = ({ less = 0, credited = 0 }: Order): number => less + credited;

/** Was anything paid that has not all gone back? */
export const receivedAny = ({ payment }: Order): boolean =>
  payment !== undefined &&
  ((received.has(payment.state) && payment.state !== 'refunded') || (payment.paid ?? 0) > 0);

/** Money that was received. Where no sum was reported, what the order cost before anything was taken off it. */
export function paidOf(order: Order, gross: number): number {
  const { payment } = order;
  if (!payment || payment.state === 'charged-back') return 0;
  if (payment.paid !== undefined) return payment.paid;
  return received.has(payment.state) && payment.state !== 'partially-paid' ? gross + takenOff(order) : 0;
}

/** Money that went back: as the payment's source says, or as finance has settled; whichever knows of more. */
export function refundedOf(order: Order, paid: number): number {
  const reported =
    order.payment?.state === 'refunded' ? (order.payment.refunded ?? paid) : order.payment?.refunded;
  const settled = (order.asks ?? []).reduce((sum, ask) => sum + (ask.settled ? ask.amount : 0), 0);
  return Math.max(reported ?? 0, settled);
}

/** What one order costs, what was paid of it, and who owes whom. */
export interface Account {
  readonly charged: Sum;
  readonly rates: readonly (Sum & { readonly vatRate: number | null })[];
  readonly paid: number;
  readonly refunded: number;
  /** Charges less payments plus refunds: above zero the customer owes, below zero the shop. */
  readonly due: number;
}

/** The account of an order: the one source of every sum that is asked, owed or shown. */
export function accountOf(order: Order, books: Books): Account {
  const items = chargedItems(order, books);
  const charged = items.length === 0 ? zero : add(items);
  const paid = paidOf(order, grossOf(books.content, books.defaultVat));
  const refunded = refundedOf(order, paid);
  return { charged, rates: byRate(items), paid, refunded, due: charged.gross - paid + refunded };
}

/**
 * What the customer must have back in all: what he paid beyond what he is charged, and never more than the charges fell
 * by. A sum that was mistyped is no debt of the shop's; finance looks at it.
 */
export function owedBack(order: Order, books: Books): number {
  const gross = grossOf(books.content, books.defaultVat);
  const { charged, paid } = accountOf(order, books);
  const fell = gross + takenOff(order) - charged.gross;
  return Math.max(0, Math.min(paid - charged.gross, fell));
}

/** What the customer would have back if all of it were cancelled now. */
export function backIfCancelled(order: Order, books: Books): number {
  const gross = grossOf(books.content, books.defaultVat);
  const paid = paidOf(order, gross);
  const most = gross + takenOff(order);
  return Math.max(0, Math.min(paid, most) - Math.max(askedOf(order), refundedOf(order, paid)));
}

/** What is still to be paid of what the order costs now; what comes back for its pieces is less by that. */
export function shortOf(order: Order, books: Books): number {
  const { charged, paid, refunded } = accountOf(order, books);
  return Math.max(0, charged.gross + Math.max(askedOf(order), refunded) - paid);
}

/** What was asked of finance so far. */
export const askedOf = (order: Order): number => asksOf(order).reduce((sum, { amount }) => sum + amount, 0);

/** What was asked, one by one. Release 0.1.0 asked for what each revision of a paid order gave back. */
export function asksOf({ asks, credited = 0, lastRevision }: Order): readonly Ask[] {
  if (asks || credited === 0) return asks ?? [];
  const last = lastRevision?.credit ?? 0;
  const before = credited - last;
  return [
    ...(before > 0 ? [{ reason: 'backorder', ref: 'before', amount: before }] : []),
    ...(last > 0 && lastRevision
      ? [
          {
            reason: lastRevision.ref.slice(0, lastRevision.ref.indexOf('/')),
            ref: lastRevision.ref,
            amount: last,
          },
        ]
      : []),
  ];
}
