import type { Content } from '../orders/content.ts';
import type { OrderRules } from '../orders/rules.ts';
import { isComingBack, type Order, type Parcel } from '../orders/state.ts';
import type { ParcelText } from '../orders/view.ts';
import { usualPath } from '../orders/ways.ts';

/** What one parcel of an order holds, where the order is more than that parcel. */
export interface Part {
  readonly items: readonly { readonly name: string; readonly quantity: number; readonly of: number }[];
  /** Pieces in the parcel, and of the order in all. */
  readonly pieces: number;
  readonly of: number;
  /** Pieces that are not as far as those of the parcel, and so are still to come. */
  readonly behind: number;
  /** Everything else has arrived already. */
  readonly completes: boolean;
}

interface Known {
  readonly order: Order;
  readonly content: Content | undefined;
  readonly parcelTexts: ReadonlyMap<string, ParcelText>;
  readonly rules: OrderRules;
}

/**
 * The part of an order that a message about one parcel speaks of. Undefined where the parcel is the whole order, and for the
 * last parcel that arrived: the order is whole then. Undefined as well where it is not known what the parcel holds.
 */
export function partIn({ order, content, parcelTexts, rules }: Known, parcelId: string): Part | undefined {
  const parcels = order.parcels ?? [];
  const parcel = parcels.find(({ id }) => id === parcelId);
  const inside = parcel && parcelTexts.get(parcel.text)?.lines;
  if (!parcel || !inside || !content) return undefined;
  const pieces = inside.reduce((sum, { quantity }) => sum + quantity, 0);
  const others = othersOf(order, parcel);
  if (others.length === 0) return undefined;
  const end = usualPath(rules, rules.flow.initial).at(-1);
  const completes = others.concat(parcel).every(({ stage }) => stage === end);
  if (completes && lastOf(parcels) === parcelId) return undefined;
  const { flow } = rules;
  const isBehind = (stage: string) =>
    !flow.isEnd(stage) &&
    !isComingBack(stage) &&
    stage !== 'lost' &&
    (parcel.stage === end || flow.rank(stage) < flow.rank(parcel.stage));
  return {
    items: content.lines.flatMap(({ lineId, name, quantity: of }) => {
      const quantity = inside.reduce((sum, one) => sum + (one.lineId === lineId ? one.quantity : 0), 0);
      return quantity === 0 ? [] : [{ name, quantity, of }];
    }),
    pieces,
    of: order.units,
    behind: others.reduce((sum, { stage, units }) => sum + (isBehind(stage) ? units : 0), 0),
    completes,
  };
}

/** Where the other pieces are: those of other parcels, and those that are in none. */
function othersOf(order: Order, { id }: Parcel): { stage: string; units: number }[] {
  const parcels = order.parcels ?? [];
  const loose = order.units - parcels.reduce((sum, { units }) => sum + units, 0);
  return [
    ...parcels.filter((one) => one.id !== id).map(({ stage, units }) => ({ stage, units })),
    ...(loose > 0 ? [{ stage: order.stay.stage, units: loose }] : []),
  ];
}

/** The parcel whose stage came last; of several at once, the last that was packed. */
const lastOf = (parcels: readonly Parcel[]): string | undefined =>
  [...parcels].sort((a, b) => a.since - b.since).at(-1)?.id;
