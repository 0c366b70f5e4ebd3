import type { Charge, Content } from '../orders/content.ts';
import type { AmendmentPolicy } from '../stores/amendments.ts';
import type { ProductBody } from '../stock/bodies.ts';
import type { Touched } from './changed.ts';
import type { LineSupply } from './availability.ts';
import type { QuoteBody } from './bodies.ts';
import { add, byRate, type Sum, times, withVat } from '../orders/money.ts';

export const costKinds = ['goods', 'rush', 'rework', 'logistics', 'fee'] as const;
export type CostKind = (typeof costKinds)[number];

/** One thing that the change costs; below zero where it costs less than before. */
export interface CostItem extends Sum {
  readonly kind: CostKind;
  readonly vatRate: number;
  readonly lineId?: string;
  readonly name?: string;
  /** Pieces, or packed units opened again. */
  readonly quantity?: number;
}

export interface Cost {
  readonly items: readonly CostItem[];
  readonly rates: readonly (Sum & { readonly vatRate: number | null })[];
  readonly total: Sum;
  /** Net, after what the change costs the shop; null where the cost of an article is not known. */
  readonly margin: { readonly amount: number; readonly basisPoints: number | null } | null;
}

export interface Costing {
  readonly content: Content;
  readonly touched: readonly Touched[];
  readonly supply: readonly LineSupply[];
  readonly products: ReadonlyMap<string, ProductBody>;
  readonly quotes: ReadonlyMap<string, QuoteBody>;
  readonly defaultVat: number;
  readonly costs: AmendmentPolicy['costs'];
  /** Packed units that are opened again. */
  readonly rework: number;
  /** Lines that are bought in a hurry. */
  readonly rushed: ReadonlySet<string>;
  readonly furtherParcel: boolean;
  /** What is to be paid for changing an order in its stage, net. */
  readonly fee: number;
}

/**
 * What a change costs, by item. Goods are the difference between the line after and before, each rounded by itself; a
 * rush is the supplier's surcharge on the cost of what is bought (on its net price where the cost is not known).
 */
export function costOf(costing: Costing): Cost {
  const { touched, supply, rework, costs, furtherParcel, fee, defaultVat, content } = costing;
  const includes = content.pricesIncludeVat !== false;
  const net = (kind: CostKind, amount: number, quantity?: number): CostItem[] =>
    amount === 0
      ? []
      : [
          {
            kind,
            vatRate: defaultVat,
            ...withVat(amount, defaultVat, false),
            ...(quantity === undefined ? {} : { quantity }),
          },
        ];
  const goods = touched.map(({ line, was, is, before, after }): CostItem => {
    const vatRate = line.vatRate ?? defaultVat;
    const [old, now] = [withVat(was, vatRate, includes), withVat(is, vatRate, includes)];
    const difference = { net: now.net - old.net, vat: now.vat - old.vat, gross: now.gross - old.gross };
    return {
      kind: 'goods',
      vatRate,
      lineId: line.lineId,
      name: line.name,
      quantity: after - before,
      ...difference,
    };
  });
  const items = [
    ...goods,
    ...touched.flatMap((one) => rushOf(one, costing, includes)),
    ...net('rework', rework * costs.rework, rework),
    ...net(
      'logistics',
      (supply.some(({ toBuy }) => toBuy > 0) ? costs.inbound : 0) + (furtherParcel ? costs.parcel : 0),
    ),
    ...net('fee', fee),
  ];
  const total = add(items);
  return { items, rates: byRate(items), total, margin: marginOf(costing, items, total) };
}

function rushOf({ line }: Touched, costing: Costing, includes: boolean): CostItem[] {
  const found = costing.supply.find(({ lineId }) => lineId === line.lineId);
  if (!found?.rush || !costing.rushed.has(line.lineId)) return [];
  const vatRate = line.vatRate ?? costing.defaultVat;
  const piece = costOfPiece(line, costing) ?? withVat(line.unitPrice.amount, vatRate, includes).net;
  const amount = times(piece * found.toBuy, found.rush.surchargePercent, 100);
  if (amount === 0) return [];
  const { lineId, name } = line;
  return [{ kind: 'rush', vatRate, lineId, name, quantity: found.toBuy, ...withVat(amount, vatRate, false) }];
}

const costOfPiece = ({ lineId, sku }: Touched['line'], { products, quotes }: Costing): number | undefined =>
  quotes.get(lineId)?.cost.amount ?? products.get(sku ?? '')?.cost?.amount;

/** Everything but the goods is charged as it costs; goods bring what is between price and cost. */
function marginOf(costing: Costing, items: readonly CostItem[], { net }: Sum): Cost['margin'] {
  let spent = items
    .filter(({ kind }) => kind !== 'goods' && kind !== 'fee')
    .reduce((sum, item) => sum + item.net, 0);
  for (const { line, before, after } of costing.touched) {
    const piece = costOfPiece(line, costing);
    if (piece === undefined && after !== before) return null;
    spent += (piece ?? 0) * (after - before);
  }
  const amount = net - spent;
  return { amount, basisPoints: net > 0 ? times(amount, 10_000, net) : null };
}

/** What the new revision charges beside its goods: as the order's prices are given. */
export const chargesOf = (items: readonly CostItem[], content: Content): Charge[] =>
  items
    .filter(({ kind }) => kind !== 'goods')
    .map(({ kind, vatRate, net, gross }) => ({
      kind,
      vatRate,
      amount: content.pricesIncludeVat === false ? net : gross,
    }));
