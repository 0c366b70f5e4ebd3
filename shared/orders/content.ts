import { type NamedParts, toOwnSalted } from '../kernel/texts.ts';
import { formatInstant, parseInstant } from '../time/instant.ts';
import type { Intake } from './bodies.ts';
import type { OrderRefusal } from './refusals.ts';

/** What an order says beside its head: the people, the goods, the places. Immutable; a revision is a new one. */
export type Content = Omit<
  Intake,
  'orderId' | 'lines' | 'import' | 'stage' | 'since' | 'promisedAt' | 'attributes' | 'payment'
> & {
  readonly lines: readonly Line[];
  readonly paymentMethod?: string;
  /** What changes of the order cost beside the goods, as its prices are given. */
  readonly charges?: readonly Charge[];
  /** How it leaves, where that was agreed otherwise. */
  readonly delivery?: { readonly shipments?: string; readonly carrier?: string };
  /** How many changes it has taken. */
  readonly amendments?: number;
  /** Of the order: its contents are named with it, and nobody tells from a name what was in it once they are gone. */
  readonly salt?: string;
};
export interface Charge {
  readonly kind: string;
  /** Minor units. */
  readonly amount: number;
  readonly vatRate: number;
}
export type Line = Intake['lines'][number] & { readonly lineId: string };

/** A content as it is kept, and its name. */
export const contentParts = (content: Content): NamedParts => toOwnSalted('content', content);

/** Lines without an id are numbered: `1`, `2`, … by their place. Times in UTC, so that a repeat reads the same. */
export function contentOf(intake: Intake): Content {
  const {
    orderId: _,
    import: __,
    stage: ___,
    since: ____,
    promisedAt: _____,
    attributes: ______,
    payment,
    ...rest
  } = intake;
  return {
    ...rest,
    placedAt: utc(intake.placedAt),
    lines: intake.lines.map((line, at) => ({ ...line, lineId: line.lineId ?? String(at + 1) })),
    ...(payment ? { paymentMethod: payment.method } : {}),
  };
}

/** What fields alone cannot say about an intake: lines told apart, one currency, no line below zero. */
export function intakeFault(intake: Intake, currency: string): OrderRefusal | undefined {
  const rule = (path: string, message: string): OrderRefusal => ({ is: 'rule', path, message });
  const seen = new Set<string>();
  for (const [at, line] of contentOf(intake).lines.entries()) {
    const path = `lines.${String(at)}`;
    if (seen.has(line.lineId)) return rule(`${path}.lineId`, `there are two lines ${line.lineId}`);
    seen.add(line.lineId);
    for (const [field, money] of [
      ['unitPrice', line.unitPrice],
      ['discount', line.discount],
    ] as const)
      if (money && money.currency !== currency)
        return rule(`${path}.${field}.currency`, `the store sells in ${currency}, not ${money.currency}`);
    if ((line.discount?.amount ?? 0) > line.unitPrice.amount * line.quantity)
      return rule(`${path}.discount.amount`, 'is more than the line costs');
  }
  const total = totalFault(contentOf(intake));
  if (total) return { is: 'rule', ...total };
  for (const [path, money] of [
    ['shippingFee', intake.shippingFee],
    ['payment.paidAmount', intake.payment?.paidAmount],
  ] as const)
    if (money && money.currency !== currency)
      return rule(`${path}.currency`, `the store sells in ${currency}, not ${money.currency}`);
  if (intake.import && (intake.stage === undefined || intake.since === undefined))
    return rule(
      intake.stage === undefined ? 'stage' : 'since',
      'an imported order needs the stage it is in and since when',
    );
  if (!intake.import && (intake.stage !== undefined || intake.since !== undefined))
    return rule(
      intake.stage === undefined ? 'since' : 'stage',
      'only an imported order ("import": true) brings its stage',
    );
  return undefined;
}

/** What an order costs with its VAT stays a whole number without loss, and so does each line: 2^53 − 1 minor units. */
export function totalFault(content: Content): { path: string; message: string } | undefined {
  const most = content.pricesIncludeVat === false ? Number.MAX_SAFE_INTEGER / 2 : Number.MAX_SAFE_INTEGER;
  const message = `costs more than ${String(Number.MAX_SAFE_INTEGER)} minor units`;
  const at = content.lines.findIndex(({ unitPrice, quantity }) => unitPrice.amount * quantity > most);
  if (at >= 0) return { path: `lines.${String(at)}`, message };
  return totalOf(content) > most ? { path: 'lines', message } : undefined;
}

/** Lines less their discounts, charges for changes, and shipping, as the prices are given. In minor units. */
const totalOf = ({ lines, charges = [], shippingFee }: Content): number =>
  lines.reduce((sum, line) => sum + lineTotal(line), 0) +
  charges.reduce((sum, { amount }) => sum + amount, 0) +
  (shippingFee?.amount ?? 0);

/** A discount is off the whole line: fewer pieces keep their part of it, rounded down. */
export function withQuantity(line: Line, quantity: number): Line {
  if (!line.discount) return { ...line, quantity };
  const amount = Math.floor((line.discount.amount * quantity) / line.quantity);
  return { ...line, quantity, discount: { ...line.discount, amount } };
}

/** A line less its discount, in minor units, as its price is given. */
export const lineTotal = ({ unitPrice, quantity, discount }: Omit<Line, 'lineId'>): number =>
  unitPrice.amount * quantity - (discount?.amount ?? 0);

function utc(text: string): string {
  const at = parseInstant(text);
  return at === undefined ? text : formatInstant(at);
}
