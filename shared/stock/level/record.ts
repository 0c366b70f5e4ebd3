import { own } from '../../kernel/own.ts';
import { storeId } from '../../kernel/brand.ts';
import { Contended } from '../../kernel/contended.ts';
import { accept } from '../../kernel/decision.ts';
import type { AggregateKey, Beside, HeadStore } from '../../kernel/head.ts';
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
import { type Booked, isPhysical, type Movement, type Out } from './movement.ts';
import {
  batchOf,
  enqueue,
  type Pending,
  pendingOn,
  settle,
  settledBeside,
  settledOf,
  together,
} from './pending.ts';
import { rememberReturned, restockedBefore } from './returned.ts';
import { type Mark, markOf, type MovementResult, resultsOf } from './results.ts';
import { nothing, type Stock } from './state.ts';

/** A late word of an order's pieces is known for what it is this long. */
const outsKept = days(120);
/** How often a request tries by itself before it writes down its movements for whoever is next. */
const alone = 1;
/** How often it then looks who waits, and how often in between only whether its own were booked. */
const rounds = 40;
const looks = 3;
/** Waits longer the more wait before it, in milliseconds. */
const pauseAt = (place: number): number => Math.min(100, 5 + 2 * place);

const movementKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: 'movement',
  id,
});
const outName = (reference: string): string => `out#${reference}`;

/** One article of one shop, and what its changes rest on. */
interface Article {
  readonly ports: StockPorts;
  readonly store: string;
  readonly rules: StockRules;
  readonly sku: string;
}

/** Movements that one caller reported. */
type Reported = Pick<Pending, 'movements' | 'actor'>;

/**
 * Books movements of one article: two dozen at a time in one transaction with its record, each known by its id for
 * ever. What was booked before is answered as it was; the same id with other content is refused. Where many write the
 * same article at once, their movements wait beside it and are booked together by whoever is next; a request that
 * waits too long throws `Contended`, with nothing of its last two dozen booked.
 */
export async function recordMovements(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  sku: string,
  movements: readonly Movement[],
  actor: string,
): Promise<MovementResult[]> {
  const article = { ports, store, rules, sku };
  const results: MovementResult[] = [];
  for (let at = 0; at < movements.length; at += together) {
    const reported = { movements: movements.slice(at, at + together), actor };
    const done = await book(article, [reported], alone);
    results.push(...(done?.[0] ?? (await bookInTurn(article, reported))));
  }
  return results;
}

/**
 * Waits among the others. The oldest request books for all; the others only look whether they were booked, so that
 * a hundred at once cost a handful of transactions. Should the oldest have died, the others take over.
 */
async function bookInTurn(article: Article, reported: Reported): Promise<MovementResult[]> {
  const { heads, clock, pause } = article.ports;
  const key = stockKey(article.store, article.sku);
  const own = await enqueue(heads, key, reported, clock());
  let oldest: string | undefined;
  for (let round = 0; round < rounds; round++) {
    const waiting = await pendingOn(heads, key, clock());
    const place = waiting.findIndex(({ name }) => name === own.name);
    // The oldest has not got on since the last look: it may have died.
    const overdue = round > 0 && waiting[0]?.name === oldest;
    oldest = waiting[0]?.name;
    if (place === 0 || overdue) await book(article, batchOf(waiting), 1);
    for (let look = 0; look < looks; look++) {
      const settled = await settledOf(heads, key, own);
      if (settled) return settled;
      if (place === 0) break;
      await pause?.(pauseAt(place < 0 ? 2 * waiting.length : place));
    }
  }
  // Whoever has it in hand at this moment is faster, or finds that it no longer waits.
  const withdrawn = await settle(heads, key, own, []);
  const settled = withdrawn ? undefined : await settledOf(heads, key, own);
  if (settled) return settled;
  throw new Contended(`the stock of ${article.sku}`);
}

const isPending = (reported: Reported | Pending): reported is Pending => 'name' in reported;

/** Books what several callers reported, in one transaction; undefined where somebody else was faster so often. */
async function book(
  { ports, store, rules, sku }: Article,
  requests: readonly (Reported | Pending)[],
  attempts: number,
): Promise<MovementResult[][] | undefined> {
  if (requests.length === 0) return [];
  const key = stockKey(store, sku);
  const movements = requests.flatMap((request) => request.movements);
  const actors = new Map(
    requests.flatMap((request) => request.movements.map((movement) => [movement, request.actor])),
  );
  let results: MovementResult[][] = [];
  let beside: Beside[] = [];
  const done = await changeStock<'nothing-booked'>(
    ports,
    store,
    rules,
    sku,
    { actor: requests[0]?.actor ?? 'system' },
    {
      attempts,
      async decide(head, at) {
        const stock = head?.state ?? nothing(sku);
        const { repeated, open } = await known(ports.heads, store, movements);
        const books = await booksOf(ports.heads, key, stock, open);
        const actorOf = (movement: Movement) => actors.get(movement) ?? 'system';
        const twice = await restockedBefore(ports.heads, key, open);
        const fresh = open.filter(({ movementId }) => !twice.has(movementId));
        const made = bookMovements(books, fresh, { locations: rules.locations, at, actorOf });
        const again = [...twice].map(([movementId, fault]) => ({ movementId, fault }));
        const booking = { ...made, refused: [...made.refused, ...again] };
        results = byRequest(requests, resultsOf(movements, repeated, booking));
        if (!booking.moved) return { refused: 'nothing-booked' };
        beside = [
          ...besideOf(store, booking, booking.moved.entry, at),
          ...(await rememberReturned(ports.heads, key, booking.booked)),
          ...requests.flatMap((request, n) =>
            isPending(request) ? settledBeside(request, results[n] ?? []) : [],
          ),
        ];
        const moved: StockEvent = { type: 'stock.moved', data: booking.moved };
        const looking = { heads: ports.heads, key, rules, at };
        const short = await shortPicks(booking.booked, evolve(stock, moved), looking);
        const late = await lateAfterCounts(
          stock,
          booking.booked,
          [moved, ...short].reduce(evolve, stock),
          looking,
        );
        return accept(withConsequences(stock, [moved, ...short, ...late], at, rules.buffer), 'booked');
      },
      beside: () => beside,
    },
  );
  if (done.done) return results;
  if (done.refusal !== 'nothing-booked') return undefined;
  for (const [n, request] of requests.entries())
    if (isPending(request)) await settle(ports.heads, key, request, results[n] ?? []);
  return results;
}

/** The outcomes of all movements, by the request that each came with. */
function byRequest(requests: readonly Reported[], results: readonly MovementResult[]): MovementResult[][] {
  let from = 0;
  return requests.map(({ movements }) => results.slice(from, (from += movements.length)));
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

/** The entry of the ledger, a marker for each movement, the claims that they took from: with the head or not at all. */
function besideOf(store: string, { booked, claims, outs }: Booking, entry: number, at: Instant): Beside[] {
  return [
    { put: entryPart(entry, booked), once: true },
    ...booked.map((one): Beside => ({
      of: movementKey(store, one.movementId),
      put: { name: 'mark', body: JSON.stringify(markOf(one)) },
      once: true,
    })),
    ...claims.flatMap((claim) => writtenClaim(claim, at)),
    ...[...outs].map(([reference, out]): Beside => ({
      put: { name: outName(reference), body: JSON.stringify(out) },
      expires: plus(at, outsKept),
    })),
  ];
}

interface Looking {
  readonly heads: HeadStore;
  readonly key: AggregateKey;
  readonly rules: StockRules;
  readonly at: Instant;
}

/**
 * A movement from before a count that is booked after it: the count has seen its effect already, so what was counted
 * stands, and the book that the movement took away from it is compared with it again.
 */
async function lateAfterCounts(
  before: Stock,
  booked: readonly Booked[],
  stock: Stock,
  { heads, key, rules, at }: Looking,
): Promise<StockEvent[]> {
  const events: StockEvent[] = [];
  const late = new Map(
    booked
      .filter(isPhysical)
      .flatMap((one) =>
        [one.location, ...(one.toLocation === undefined ? [] : [one.toLocation])].map(
          (at) => [at, one] as const,
        ),
      ),
  );
  for (const [location, { occurredAt, actor }] of late) {
    const [was, place] = [own(before.places, location), own(stock.places, location)];
    const counted = place?.counted;
    if (!was || !place || !counted || place.drift || occurredAt > counted.at) continue;
    const since = [...(await ledgerSince(heads, key, before.entries, counted.at)), ...booked].filter(
      (one) => isPhysical(one) && one.occurredAt > counted.at,
    );
    const found = Math.max(0, counted.quantity + sumAt(since, location));
    // What the late word explains is no new difference.
    if (Math.abs(found - place.book) <= Math.abs(found - was.book)) continue;
    const finding = { location, found, foundAt: counted.at, trigger: 'count' as const };
    events.push(
      ...detect(events.reduce(evolve, stock), finding, {
        at,
        actor,
        tolerance: 0,
        until: rules.secondLookUntil(at),
      }),
    );
  }
  return events;
}

/** A picker who takes fewer than he was sent for leaves an empty shelf behind; what came after him is on it. */
async function shortPicks(
  booked: readonly Booked[],
  stock: Stock,
  { heads, key, rules, at }: Looking,
): Promise<StockEvent[]> {
  const last = new Map<string, Booked>();
  for (const one of booked) if (one.kind === 'short-pick') last.set(one.location, one);
  const events: StockEvent[] = [];
  let now = stock;
  for (const { location, occurredAt, reference, actor } of last.values()) {
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
