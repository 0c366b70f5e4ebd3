import { type NamedParts, toOwnSalted } from '../kernel/texts.ts';
import type { Intake } from './intake-schema.ts';
import type { Address } from './reading/address.ts';
import type { Customer } from './reading/contact.ts';
import type { Problem } from './reading/problems.ts';

type Kept = 'buyer' | 'shippingFee' | 'totals' | 'pricesIncludeVat' | 'fulfilment' | 'note' | 'tags';

/** What an order says beside its head: the people, the goods, the places. Immutable; a revision is a new one. */
export type Content = Pick<Intake, Kept> & {
  readonly placedAt: string;
  readonly orderNumber?: string;
  readonly customer: Customer;
  readonly deliveryAddress?: Address;
  readonly billingAddress?: Address;
  readonly deliveryPoint?: DeliveryPoint;
  readonly lines: readonly Line[];
  readonly adjustments?: readonly Adjusted[];
  readonly paymentMethod?: string;
  readonly terms?: PaymentTerms;
  readonly sourceUpdatedAt?: string;
  /** What the shop charged beyond what its lines add up to, in minor units; `differs` where that is no rounding. */
  readonly rounding?: { readonly amount: number; readonly differs?: true };
  /** It goes abroad: the shop's own VAT rate does not hold for it. */
  readonly abroad?: true;
  /** What was sent and cannot be used. */
  readonly problems?: readonly Problem[];
  /** What changes of the order cost beside the goods, as its prices are given. */
  readonly charges?: readonly Charge[];
  /** How it leaves, where that was agreed otherwise. */
  readonly delivery?: { readonly shipments?: string; readonly carrier?: string };
  /** How many changes it has taken. */
  readonly amendments?: number;
  /** Of the order: its contents are named with it, and nobody tells from a name what was in it once they are gone. */
  readonly salt?: string;
};

export type Adjustment = NonNullable<Intake['adjustments']>[number];
/** One as it is kept: `apart` is not borne by the lines. */
export type Adjusted = Adjustment & { readonly apart?: true };

export interface DeliveryPoint {
  readonly carrier?: string;
  readonly id: string;
  readonly name?: string;
  readonly address?: Address;
}

export interface PaymentTerms {
  readonly kind: 'prepaid' | 'transfer' | 'on-delivery' | 'on-account';
  readonly dueAt?: string;
}

export interface Charge {
  readonly kind: string;
  /** Minor units. */
  readonly amount: number;
  readonly vatRate: number;
}

type GivenLine = Intake['lines'][number];

export type Line = Omit<GivenLine, 'unitPrice' | 'requiresShipping'> & {
  readonly lineId: string;
  /** Of a line that was sent with its total alone, a piece's part of it, rounded. */
  readonly unitPrice: NonNullable<GivenLine['unitPrice']>;
  /** Its part of what is taken off the whole order, in minor units: who gives the line back gets no more than he paid. */
  readonly share?: number;
};

/** A content as it is kept, and its name. */
export const contentParts = (content: Content): NamedParts => toOwnSalted('content', content);

/** Only goods take stock, parcels and delivery. */
export const isGoods = ({ kind }: Pick<Line, 'kind'>): boolean => kind === undefined || kind === 'goods';

/** The article whose stock a line takes; undefined for what has none. */
export const articleOf = (line: Pick<Line, 'kind' | 'sku'>): string | undefined =>
  isGoods(line) ? line.sku : undefined;

/** Pieces that are packed and delivered, over all lines. */
export const unitsOf = ({ lines }: Pick<Content, 'lines'>): number =>
  lines.reduce((sum, line) => sum + (isGoods(line) ? line.quantity : 0), 0);

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

/** What is off the whole line: fewer pieces keep their part of it, rounded down; of more it stays. */
export function withQuantity(line: Line, quantity: number): Line {
  const part = (amount: number): number =>
    Math.floor((amount * Math.min(quantity, line.quantity)) / line.quantity);
  const { discount, share, lineTotal: whole } = line;
  return {
    ...line,
    quantity,
    ...(discount ? { discount: { ...discount, amount: part(discount.amount) } } : {}),
    ...(share === undefined ? {} : { share: part(share) }),
    ...(whole
      ? { lineTotal: { ...whole, amount: Math.round((whole.amount * quantity) / line.quantity) } }
      : {}),
  };
}

/** What a line costs before anything is taken off it, in minor units, as its price is given. */
export const listPrice = ({ unitPrice, quantity, lineTotal: whole }: Omit<Line, 'lineId'>): number =>
  whole?.amount ?? unitPrice.amount * quantity;

/** A line less its discount and its part of the order's, in minor units, as its price is given. */
export const lineTotal = (line: Omit<Line, 'lineId'>): number =>
  listPrice(line) - (line.discount?.amount ?? 0) - (line.share ?? 0);
