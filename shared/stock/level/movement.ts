import { own } from '../../kernel/own.ts';
import type { Duration, Instant } from '../../time/instant.ts';
import { days, minus, minutes, plus } from '../../time/instant.ts';
import { type ClaimEntry, takenOf } from './claim.ts';
import { type Stock } from './state.ts';

export const kinds = [
  'opening',
  'receipt',
  'return',
  'pick',
  'short-pick',
  'shipment',
  'adjustment',
  'transfer',
] as const;
export type Kind = (typeof kinds)[number];

/** A movement as it is reported. */
export interface Movement {
  readonly movementId: string;
  readonly sku: string;
  readonly location: string;
  readonly kind: Kind;
  /** Pieces, signed for an adjustment; of a short pick those that were missing, 0 where nobody counted them. */
  readonly quantity: number;
  /** The order, purchase order, return or count that it belongs to. */
  readonly reference?: string;
  /** Where a transfer goes to. */
  readonly toLocation?: string;
  readonly occurredAt: Instant;
}

/** A movement as the ledger keeps it: with what it changed the book by. */
export interface Booked extends Movement {
  readonly delta: number;
  /** Pieces more than the book had at the location: they were there, so the book was wrong. */
  readonly excess?: number;
  readonly recordedAt: Instant;
  readonly actor: string;
}

/** Did pieces move? An adjustment and an opening change the book alone. */
export const isPhysical = ({ kind }: Pick<Movement, 'kind'>): boolean =>
  kind !== 'adjustment' && kind !== 'opening';

/** Why an item of a call was not booked; the others are. */
export type MovementFault = { readonly path: string; readonly message: string };

/** Clocks of scanners may run ahead by so much; what is older than the other bound is no late word but a mistake. */
export const ahead: Duration = minutes(5);
export const behind: Duration = days(90);

/** What fields alone cannot say of a movement, in view of what is known of the article. */
export function movementFault(
  movement: Movement,
  stock: Stock,
  locations: ReadonlySet<string>,
  at: Instant,
): MovementFault | undefined {
  const { location, kind, quantity, toLocation, occurredAt } = movement;
  const place = own(stock.places, location);
  const fault = (path: string, message: string): MovementFault => ({ path, message });
  if (occurredAt > plus(at, ahead)) return fault('occurredAt', 'lies in the future');
  if (occurredAt < minus(at, behind)) return fault('occurredAt', 'lies more than 90 days back');
  if (kind === 'adjustment') {
    if (quantity === 0) return fault('quantity', 'an adjustment of nothing changes nothing');
  } else if (kind === 'short-pick' || kind === 'opening') {
    if (quantity < 0) return fault('quantity', 'must not be negative');
  } else if (kind !== 'transfer' || toLocation !== undefined) {
    if (quantity <= 0) return fault('quantity', `must be at least 1 for ${kind}`);
  } else if (quantity === 0) return fault('quantity', 'a transfer of nothing changes nothing');
  const brings =
    kind === 'opening' ||
    kind === 'receipt' ||
    kind === 'return' ||
    (kind === 'transfer' && quantity > 0 && toLocation === undefined);
  for (const [path, name] of [
    ['location', location],
    ['toLocation', toLocation],
  ] as const)
    if (name !== undefined && locations.size > 0 && !locations.has(name))
      return fault(path, `the store has no location ${name}; it has ${[...locations].join(', ')}`);
  if (!place && !brings)
    return fault(
      'location',
      `${movement.sku} has never been at ${location}: open it there with kind opening first`,
    );
  if (toLocation === location) return fault('toLocation', 'is where it already is');
  if (toLocation !== undefined && kind !== 'transfer') return fault('toLocation', 'is for a transfer alone');
  if (kind === 'opening' && place)
    return fault('kind', `${movement.sku} is already open at ${location}: count it, or adjust it`);
  const book = place?.book ?? 0;
  if (kind === 'adjustment' && book + quantity < 0)
    return fault('quantity', `the book has ${String(book)} here: it cannot fall below zero`);
  const away = toLocation === undefined ? -quantity : quantity;
  if (kind === 'transfer' && away > book)
    return fault('quantity', `the book has ${String(book)} here: more cannot be moved away`);
  return undefined;
}

/** What an owner has had of an article, after a pick or shipment of so many. */
export type Out = Pick<ClaimEntry, 'picked' | 'shipped'>;

/**
 * A piece leaves the shelf once, though both its picking and its shipment are reported: the book falls by what the
 * greater of the two sums grows by. Answers the new sums and the pieces that leave now.
 */
export function takenBy(out: Out, kind: 'pick' | 'shipment', quantity: number): { out: Out; leaves: number } {
  const next =
    kind === 'pick' ? { ...out, picked: out.picked + quantity } : { ...out, shipped: out.shipped + quantity };
  return { out: next, leaves: takenOf(next) - takenOf(out) };
}
