import { own } from '../../kernel/own.ts';
import { storeId } from '../../kernel/brand.ts';
import { accept } from '../../kernel/decision.ts';
import type { AggregateKey, Beside, HeadStore } from '../../kernel/head.ts';
import { canonical, digest } from '../../kernel/receipts.ts';
import { days, type Instant, latest, plus } from '../../time/instant.ts';
import { detect } from '../drift/detect.ts';
import type { StockRules } from '../drift/rules.ts';
import { stockKey } from './aggregate.ts';
import { changeStock, type StockPorts } from './change.ts';
import { bookMovements, type Booking, orderOwner } from './booking.ts';
import { claimsOn, endedOf, writtenClaim } from './claim.ts';
import { withConsequences } from './consequences.ts';
import type { StockEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { entryPart, ledgerSince, sumAt } from './ledger.ts';
import { type Booked, isPhysical, type Movement, type MovementFault, type Out } from './movement.ts';
import { nothing, type Stock } from './state.ts';

export type MovementResult =
  | { readonly movementId: string; readonly outcome: 'booked' | 'repeated'; readonly delta: number }
  | { readonly movementId: string; readonly outcome: 'refused'; readonly fault: MovementFault };

/** Each movement brings a marker, may bring a claim and what left for an order; two items of a claim that ended: with head and entry 98 at most. */
const together = 24;
/** A late word of an order's pieces is known for what it is this long. */
const outsKept = days(120);

const movementKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: 'movement',
  id,
});
const outName = (reference: string): string => `out#${reference}`;

interface Mark {
  readonly body: string;
  readonly delta: number;
}

/**
 * Books movements of one article: two dozen at a time in one transaction with its head, each known by its id for ever.
 * What was booked before is answered as it was; the same id with other content is refused.
 */
export async function recordMovements(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  sku: string,
  movements: readonly Movement[],
  actor: string,
): Promise<MovementResult[]> {
  const results: MovementResult[] = [];
  for (let at = 0; at < movements.length; at += together)
    results.push(...(await recordSome(ports, store, rules, sku, movements.slice(at, at + together), actor)));
  return results;
}

async function recordSome(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  sku: string,
  movements: readonly Movement[],
  actor: string,
): Promise<MovementResult[]> {
  const key = stockKey(store, sku);
  let results: MovementResult[] = [];
  let beside: Beside[] = [];
  const done = await changeStock<'nothing-booked'>(
    ports,
    store,
    rules,
    sku,
    { actor },
    {
      async decide(head, at) {
        const stock = head?.state ?? nothing(sku);
        const { repeated, open } = await known(ports.heads, store, movements);
        const books = await booksOf(ports.heads, key, stock, open);
        const booking = bookMovements(books, open, { locations: rules.locations, at, actor });
        results = answers(movements, repeated, booking);
        beside = booking.moved ? besideOf(store, booking, booking.moved.entry, at) : [];
        if (!booking.moved) return { refused: 'nothing-booked' };
        const moved: StockEvent = { type: 'stock.moved', data: booking.moved };
        const found = await shortPicks(booking.booked, evolve(stock, moved), {
          heads: ports.heads,
          key,
          rules,
          at,
          actor,
        });
        return accept(withConsequences(stock, [moved, ...found], at, rules.buffer), 'booked');
      },
      beside: () => beside,
    },
  );
  if (!done.done && done.refusal !== 'nothing-booked')
    throw new Error(`the stock of ${sku} is changed by too many at once`);
  return results;
}

async function known(heads: HeadStore, store: string, movements: readonly Movement[]) {
  const names = movements.map(({ movementId }) => ({ key: movementKey(store, movementId), name: 'mark' }));
  const marks = await heads.partsOf(names);
  const repeated = new Map<string, Mark>();
  const open: Movement[] = [];
  movements.forEach((movement, at) => {
    const mark = marks[at];
    if (mark !== undefined) repeated.set(movement.movementId, JSON.parse(mark) as Mark);
    else if (!open.some(({ movementId }) => movementId === movement.movementId)) open.push(movement);
  });
  return { repeated, open };
}

/** Claims are read where something leaves for an order. */
async function booksOf(heads: HeadStore, key: AggregateKey, stock: Stock, open: readonly Movement[]) {
  const references = [
    ...new Set(
      open.flatMap(({ kind, reference }) =>
        reference !== undefined && (kind === 'pick' || kind === 'shipment') ? [reference] : [],
      ),
    ),
  ];
  if (references.length === 0) return { stock, claims: [], outs: new Map<string, Out>() };
  const owners = references.map(orderOwner);
  const [live, ended, bodies] = await Promise.all([
    claimsOn(heads, key, owners.length === 1 ? owners[0] : undefined),
    Promise.all(owners.map((owner) => endedOf(heads, key, owner))),
    heads.partsOf(references.map((reference) => ({ key, name: outName(reference) }))),
  ]);
  const outs = new Map<string, Out>();
  references.forEach((reference, at) => {
    const body = bodies[at];
    if (body !== undefined) outs.set(reference, JSON.parse(body) as Out);
  });
  return { stock, claims: [...live, ...ended.flat()], outs };
}

const fingerprint = (movement: Movement): string => digest(canonical(movement), 16);

function answers(
  movements: readonly Movement[],
  repeated: ReadonlyMap<string, Mark>,
  { booked, refused }: Booking,
): MovementResult[] {
  const now = new Map(booked.map((one) => [one.movementId, one]));
  const seen = new Set<string>();
  return movements.map((movement) => {
    const { movementId } = movement;
    const mark = repeated.get(movementId);
    const one = now.get(movementId);
    const first = !seen.has(movementId);
    seen.add(movementId);
    const before = mark?.body ?? (one && !first ? fingerprint(bare(one)) : undefined);
    if (before !== undefined && before !== fingerprint(movement))
      return {
        movementId,
        outcome: 'refused',
        fault: { path: 'movementId', message: 'was used for another movement' },
      };
    if (mark) return { movementId, outcome: 'repeated', delta: mark.delta };
    if (one) return { movementId, outcome: first ? 'booked' : 'repeated', delta: one.delta };
    const fault = refused.find((other) => other.movementId === movementId)?.fault;
    return { movementId, outcome: 'refused', fault: fault ?? { path: '', message: 'was not booked' } };
  });
}

const bare = ({ delta: _, excess: __, recordedAt: ___, actor: ____, ...movement }: Booked): Movement =>
  movement;

/** The entry of the ledger, a marker for each movement, the claims that they took from: with the head or not at all. */
function besideOf(store: string, { booked, claims, outs }: Booking, entry: number, at: Instant): Beside[] {
  return [
    { put: entryPart(entry, booked), once: true },
    ...booked.map((one): Beside => {
      const mark: Mark = { body: fingerprint(bare(one)), delta: one.delta };
      return {
        of: movementKey(store, one.movementId),
        put: { name: 'mark', body: JSON.stringify(mark) },
        once: true,
      };
    }),
    ...claims.flatMap((claim) => writtenClaim(claim, at)),
    ...[...outs].map(([reference, out]): Beside => ({
      put: { name: outName(reference), body: JSON.stringify(out) },
      expires: plus(at, outsKept),
    })),
  ];
}

/** A picker who takes fewer than he was sent for leaves an empty shelf behind; what came after him is on it. */
async function shortPicks(
  booked: readonly Booked[],
  stock: Stock,
  {
    heads,
    key,
    rules,
    at,
    actor,
  }: { heads: HeadStore; key: AggregateKey; rules: StockRules; at: Instant; actor: string },
): Promise<StockEvent[]> {
  const last = new Map<string, Booked>();
  for (const one of booked) if (one.kind === 'short-pick') last.set(one.location, one);
  const events: StockEvent[] = [];
  let now = stock;
  for (const { location, occurredAt, reference } of last.values()) {
    const before =
      (own(stock.places, location)?.at ?? occurredAt) > occurredAt
        ? await ledgerSince(heads, key, stock.entries - 1, occurredAt)
        : [];
    const since = [...before, ...booked.filter((one) => one.occurredAt > occurredAt)].filter(isPhysical);
    const finding = {
      location,
      found: Math.max(0, sumAt(since, location)),
      foundAt: latest(occurredAt, ...since.map((one) => one.occurredAt)),
      trigger: 'short-pick' as const,
      ...(reference === undefined ? {} : { orderId: reference }),
    };
    const context = { at, actor, tolerance: 0, until: rules.secondLookUntil(at) };
    for (const event of detect(now, finding, context)) {
      events.push(event);
      now = evolve(now, event);
    }
  }
  return events;
}
