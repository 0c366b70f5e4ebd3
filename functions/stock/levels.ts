import { own } from '../../shared/kernel/own.ts';
import { pageRequest } from '../../shared/http/paging.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { ok, type Request } from '../../shared/http/request.ts';
import { at } from '../../shared/orders/orders.ts';
import { openStock } from '../../shared/stock/allocation/in-use.ts';
import { classNow } from '../../shared/stock/audits/audits.ts';
import { planList } from '../../shared/stock/audits/plan.ts';
import { recordCount } from '../../shared/stock/drift/counting.ts';
import { publishLevel } from '../../shared/stock/drift/drifts.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { hear } from '../../shared/stock/drift/storefront.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import { ahead } from '../../shared/stock/level/movement.ts';
import { recordMovements } from '../../shared/stock/level/record.ts';
import { driftId, isTracked, type Stock } from '../../shared/stock/level/state.ts';
import { stockView } from '../../shared/stock/level/view.ts';
import type { levelsApi } from '../../shared/stock/levels-api.ts';
import type { Profile } from '../../shared/stores/profile.ts';
import { plus } from '../../shared/time/instant.ts';
import { answeredOnce } from '../pipelines/answered-once.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { inTurns } from '../pipelines/in-turns.ts';
import { Contended } from '../../shared/kernel/contended.ts';
import { expandKits } from './kits.ts';

type Levels = Pick<
  Handlers<typeof levelsApi>,
  | 'POST /v1/stock/movements'
  | 'PUT /v1/stock/published'
  | 'POST /v1/stock/counts'
  | 'GET /v1/stock/{sku}'
  | 'GET /v1/stock/uncounted'
>;

/** The shop that calls, and its rules. Whoever brings stock has its orders claim it. */
export async function shopOf(ports: Ports, { who }: Pick<Request, 'who'>) {
  const loaded = await ports.profiles.of(who.store);
  if (!loaded) throw new ProblemError(problem('not-found', { detail: 'There is no such store.' }));
  return { store: who.store, profile: loaded.profile, rules: stockRules(loaded.profile) };
}

/** Said with every call that brings stock: from the first on, orders claim their pieces. */
export const openFor = (ports: Ports, store: string, { stages }: Pick<Profile, 'stages'>) =>
  openStock(
    ports,
    store,
    stages.filter(({ next }) => next.length > 0).map(({ name }) => name),
  );

/** What comes, goes, is counted and is shown. */
export function levelHandlers(ports: Ports): Levels {
  return {
    'POST /v1/stock/movements': (request) =>
      answeredOnce(ports, request, async () => {
        const { store, profile, rules } = await shopOf(ports, request);
        await openFor(ports, store, profile);
        const movements = request.body.items.map(({ reference, toLocation, occurredAt, ...item }) => ({
          ...item,
          occurredAt: at(occurredAt),
          ...(reference === undefined ? {} : { reference }),
          ...(toLocation === undefined ? {} : { toLocation }),
        }));
        const expanded = await expandKits(ports.heads, store, movements);
        const bySku = Map.groupBy(
          expanded.flatMap(({ parts }) => parts),
          ({ sku }) => sku,
        );
        const done = await inTurns([...bySku], ([sku, some]) =>
          recordMovements(ports, store, rules, sku, some, request.who.actor),
        );
        const results = new Map(
          [...bySku.values()].flatMap((some, i) => some.map((one, n) => [one, done[i]?.[n]] as const)),
        );
        // Answered in the order of the call.
        const items = expanded.map(({ reported: { movementId }, parts, fault }) => {
          const all = parts.map((part) => results.get(part));
          const refused = fault ?? all.flatMap((one) => (one?.outcome === 'refused' ? one.fault : []))[0];
          if (refused) return { movementId, outcome: 'refused', errors: [refused] };
          const delta = all.reduce(
            (sum, one) => sum + (one?.outcome === 'refused' ? 0 : (one?.delta ?? 0)),
            0,
          );
          const repeated = all.every((one) => one?.outcome === 'repeated');
          return { movementId, outcome: repeated ? 'repeated' : 'booked', delta };
        });
        return ok({ items });
      }),

    'PUT /v1/stock/published': (request) =>
      answeredOnce(ports, request, async () => {
        const { store, rules } = await shopOf(ports, request);
        const asOf = at(request.body.asOf);
        if (asOf > plus(ports.clock(), ahead))
          throw new ProblemError(
            problem('invalid', { errors: [{ path: 'asOf', message: 'lies in the future' }] }),
          );
        await hear(ports, store, asOf, request.who.actor);
        const items = await inTurns(request.body.items, async ({ sku, quantity }) => {
          const done = await publishLevel(ports, store, rules, sku, { quantity, asOf }, request.who.actor);
          if (!done.done) throw new Contended(`the stock of ${sku}`);
          return { sku, outcome: done.outcome };
        });
        return ok({ items });
      }),

    'POST /v1/stock/counts': (request) =>
      answeredOnce(ports, request, async () => {
        const { store, profile, rules } = await shopOf(ports, request);
        await openFor(ports, store, profile);
        const { countId, location, inventory = false, items } = request.body;
        const counting = {
          store,
          rules,
          countId,
          location,
          inventory,
          actor: request.who.actor,
          classOf: (sku: string) => classNow(ports, store, sku),
        };
        const results = await inTurns(items, async ({ sku, counted, countedAt }) => {
          const result = await recordCount(ports, counting, { sku, counted, countedAt: at(countedAt) });
          if (result.outcome === 'refused') return { sku, outcome: 'refused', errors: [result.fault] };
          const drift =
            result.outcome === 'differs'
              ? own((await ports.heads.load<Stock>(stockKey(store, sku)))?.state.places, location)?.drift
              : undefined;
          return {
            sku,
            outcome: result.outcome,
            ...(drift ? { driftId: driftId(sku, location, drift.n) } : {}),
          };
        });
        return ok({ countId, items: results });
      }),

    'GET /v1/stock/uncounted': async ({ who, query }) => {
      // Every article has a place in the round of counts: an inventory goes through all of them, page by page.
      const found = await ports.heads.find('list', planList(who.store), {}, pageRequest(query));
      const heads = await ports.heads.loadMany<Stock>(found.items.map(({ id }) => stockKey(who.store, id)));
      const since = at(query.since);
      const items = heads
        .filter(({ state: { places } }) => {
          const place = own(places, query.location);
          return place !== undefined && (place.counted === undefined || place.counted.at < since);
        })
        .map(({ state: { sku } }) => ({ sku }));
      return ok({ items, next: found.next });
    },

    'GET /v1/stock/{sku}': async ({ who, params: { sku } }) => {
      const head = await ports.heads.load<Stock>(stockKey(who.store, sku));
      if (!head || (!isTracked(head.state) && !head.state.published))
        throw new ProblemError(
          problem('not-found', {
            detail: 'Nothing is known of this article’s pieces: no movement, no count.',
          }),
        );
      return ok(stockView(head.state, head.version), head.version);
    },
  };
}
