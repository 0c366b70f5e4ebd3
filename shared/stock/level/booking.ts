import { own } from '../../kernel/own.ts';
import type { Instant } from '../../time/instant.ts';
import { latest } from '../../time/instant.ts';
import { type ClaimEntry, claimName, lackingOf, takenOf } from './claim.ts';
import type { Moved, PlaceMoved } from './events.ts';
import { evolve } from './evolve.ts';
import { entryPrint } from './ledger.ts';
import {
  type Booked,
  isPhysical,
  type Movement,
  type MovementFault,
  movementFault,
  type Out,
  takenBy,
} from './movement.ts';
import { bookOf, type Stock } from './state.ts';

/** What a booking of movements of one article rests on. */
export interface Books {
  readonly stock: Stock;
  readonly claims: readonly ClaimEntry[];
  /** By reference: what left for orders whose claims have ended, or that never had one. */
  readonly outs: ReadonlyMap<string, Out>;
}

/** What it makes of them. */
export interface Booking {
  readonly moved: Moved | undefined;
  readonly booked: readonly Booked[];
  readonly refused: readonly { readonly movementId: string; readonly fault: MovementFault }[];
  readonly claims: readonly ClaimEntry[];
  readonly outs: ReadonlyMap<string, Out>;
}

const nobody: Out = { picked: 0, shipped: 0 };
export const orderOwner = (reference: string): string => `order/${reference}`;

/**
 * Books movements of one article, in their order: each is booked or refused for itself, all that are booked make one
 * change. Pieces leave the claims of the order that they are taken for.
 */
export function bookMovements(
  books: Books,
  movements: readonly Movement[],
  context: {
    readonly locations: ReadonlySet<string>;
    readonly at: Instant;
    /** Who reported a movement. */
    readonly actorOf: (movement: Movement) => string;
  },
): Booking {
  const { at, actorOf } = context;
  const claims = new Map(books.claims.map((claim) => [claimName(claim), claim]));
  const changed = new Set<string>();
  const outs = new Map<string, Out>();
  const booked: Booked[] = [];
  const refused: { movementId: string; fault: MovementFault }[] = [];
  let moved: Moved | undefined;
  for (const movement of movements) {
    // Each sees what those before it in the same call have done.
    const now = moved ? evolve(books.stock, { type: 'stock.moved', data: moved }) : books.stock;
    const fault = movementFault(movement, now, context.locations, at);
    if (fault) {
      refused.push({ movementId: movement.movementId, fault });
      continue;
    }
    const left = takesOut(movement) ? takeFor(movement) : { leaves: 0, taken: 0, waited: 0 };
    const one = booking(movement, now, left.leaves);
    booked.push({ ...one, recordedAt: at, actor: actorOf(movement) });
    moved = withMovement(moved, books.stock, one, left, at);
  }
  const left =
    moved && booked.some(takesOut)
      ? bookOf(evolve(books.stock, { type: 'stock.moved', data: moved }))
      : undefined;
  return {
    moved: moved && { ...moved, print: entryPrint(booked), ...(left === undefined ? {} : { left }) },
    booked,
    refused,
    claims: [...changed].flatMap((name) => claims.get(name) ?? []),
    outs,
  };

  /** Line by line of the order's claims; what is beyond them is remembered under the order itself. */
  function takeFor({ reference, kind, quantity }: Movement & { kind: 'pick' | 'shipment' }) {
    if (reference === undefined) return { leaves: quantity, taken: 0, waited: 0 };
    const sum = { leaves: 0, ...adopt(reference) };
    let open = quantity;
    for (const claim of [...claims.values()].filter(({ owner }) => owner === orderOwner(reference))) {
      const room =
        Math.max(claim.quantity, takenOf(claim)) - (kind === 'pick' ? claim.picked : claim.shipped);
      const part = Math.min(open, Math.max(0, room));
      if (part === 0) continue;
      const { out, leaves } = takenBy(claim, kind, part);
      const next = { ...claim, ...out, got: Math.max(0, claim.got - leaves) };
      sum.leaves += leaves;
      sum.taken += claim.got - next.got;
      sum.waited += lackingOf(claim) - lackingOf(next);
      claims.set(claimName(claim), next);
      changed.add(claimName(claim));
      open -= part;
    }
    if (open > 0) {
      const { out, leaves } = takenBy(outs.get(reference) ?? books.outs.get(reference) ?? nobody, kind, open);
      outs.set(reference, { picked: out.picked, shipped: out.shipped });
      sum.leaves += leaves;
    }
    return sum;
  }

  /**
   * What left for an order before its claim was there belongs to the claim as soon as there is one: the shipment of what was
   * picked then is the same pieces, and takes none from the book.
   */
  function adopt(reference: string): { taken: number; waited: number } {
    const sum = { taken: 0, waited: 0 };
    let out = outs.get(reference) ?? books.outs.get(reference) ?? nobody;
    if (out.picked + out.shipped === 0) return sum;
    for (const claim of [...claims.values()].filter(({ owner }) => owner === orderOwner(reference))) {
      const picked = Math.min(out.picked, Math.max(0, claim.quantity - claim.picked));
      const shipped = Math.min(out.shipped, Math.max(0, claim.quantity - claim.shipped));
      if (picked + shipped === 0) continue;
      const has = { ...claim, picked: claim.picked + picked, shipped: claim.shipped + shipped };
      const next = { ...has, got: Math.max(0, claim.got - (takenOf(has) - takenOf(claim))) };
      sum.taken += claim.got - next.got;
      sum.waited += lackingOf(claim) - lackingOf(next);
      out = { picked: out.picked - picked, shipped: out.shipped - shipped };
      claims.set(claimName(claim), next);
      changed.add(claimName(claim));
      outs.set(reference, out);
    }
    return sum;
  }
}

const takesOut = <M extends Movement>(movement: M): movement is M & { kind: 'pick' | 'shipment' } =>
  movement.kind === 'pick' || movement.kind === 'shipment';

/** What the book changes by at the movement's location. More than it has leaves it at nothing, and shows. */
function booking(movement: Movement, stock: Stock, leaves: number): Omit<Booked, 'recordedAt' | 'actor'> {
  const { kind, quantity, location, toLocation } = movement;
  const book = own(stock.places, location)?.book ?? 0;
  switch (kind) {
    case 'short-pick':
    case 'pick':
    case 'shipment':
      return leaves > book
        ? { ...movement, delta: -book, excess: leaves - book }
        : { ...movement, delta: leaves === 0 ? 0 : -leaves };
    case 'transfer':
      return { ...movement, delta: toLocation === undefined ? quantity : -quantity };
    case 'opening':
    case 'receipt':
    case 'return':
    case 'adjustment':
      return { ...movement, delta: quantity };
  }
}

/** An adjustment changes the book alone; everything else has moved pieces, if after somebody last looked. */
function shelf(stock: Stock, movement: Movement, location: string, by: number): number {
  const drift = own(stock.places, location)?.drift;
  return drift && isPhysical(movement) && movement.occurredAt > drift.foundAt ? by : 0;
}

function withMovement(
  moved: Moved | undefined,
  stock: Stock,
  one: Omit<Booked, 'recordedAt' | 'actor'>,
  { taken, waited }: { taken: number; waited: number },
  at: Instant,
): Moved {
  const before: Moved = moved ?? {
    sku: stock.sku,
    at,
    entry: stock.entries + 1,
    movements: 0,
    places: {},
  };
  const legs: [string, number][] = [
    [one.location, one.delta],
    ...(one.toLocation === undefined ? [] : [[one.toLocation, -one.delta] as [string, number]]),
  ];
  const places: Record<string, PlaceMoved> = { ...before.places };
  for (const [location, by] of legs) {
    const known = own(places, location);
    const seen = (known?.shelf ?? 0) + shelf(stock, one, location, by);
    places[location] = {
      by: (known?.by ?? 0) + by,
      ...(seen === 0 ? {} : { shelf: seen }),
      at: latest(known?.at ?? one.occurredAt, one.occurredAt),
    };
  }
  const sums = {
    taken: (before.taken ?? 0) + taken,
    waited: (before.waited ?? 0) + waited,
    excess: (before.excess ?? 0) + (one.excess ?? 0),
  };
  const { taken: _, waited: __, excess: ___, ...rest } = before;
  return {
    ...rest,
    movements: before.movements + 1,
    places,
    ...(sums.taken > 0 ? { taken: sums.taken } : {}),
    ...(sums.waited > 0 ? { waited: sums.waited } : {}),
    ...(sums.excess > 0 ? { excess: sums.excess } : {}),
  };
}
