import { own } from '../../kernel/own.ts';
import { Contended } from '../../kernel/contended.ts';
import { storeId } from '../../kernel/brand.ts';
import { accept } from '../../kernel/decision.ts';
import type { AggregateKey, Beside } from '../../kernel/head.ts';
import { type Instant, minus, plus } from '../../time/instant.ts';
import { stockKey } from '../level/aggregate.ts';
import { changeStock, type StockPorts } from '../level/change.ts';
import { withConsequences } from '../level/consequences.ts';
import { ledgerSince, sumAt } from '../level/ledger.ts';
import { ahead, behind, isPhysical } from '../level/movement.ts';
import { recordMovements } from '../level/record.ts';
import type { Stock } from '../level/state.ts';
import { agrees, detect } from './detect.ts';
import { lowered } from './look.ts';
import type { AbcClass, StockRules } from './rules.ts';

/** One article of a count. */
export interface Counted {
  readonly sku: string;
  readonly counted: number;
  readonly countedAt: Instant;
}

export type CountResult =
  | { readonly sku: string; readonly outcome: 'agrees' | 'differs' | 'opened' | 'repeated' }
  | {
      readonly sku: string;
      readonly outcome: 'refused';
      readonly fault: { readonly path: string; readonly message: string };
    };

export interface Counting {
  readonly store: string;
  readonly rules: StockRules;
  readonly countId: string;
  readonly location: string;
  readonly actor: string;
  /** A full inventory: every difference is approved by a second person, however small. */
  readonly inventory?: boolean;
  readonly classOf: (sku: string) => Promise<AbcClass>;
}

const countKey = (store: string, countId: string): AggregateKey => ({
  store: storeId(store),
  kind: 'count',
  id: countId,
});

/**
 * A physical count of one article, compared with the book as it was when somebody stood before the shelf: what has moved
 * since is added to what he saw. The first count of a location opens it and raises nothing. It answers whether book and
 * shelf agree, never what the book says: whoever counts again counts blind.
 */
export async function recordCount(ports: StockPorts, of: Counting, item: Counted): Promise<CountResult> {
  const { store, rules, countId, location, actor } = of;
  const { sku, counted, countedAt } = item;
  const now = ports.clock();
  const fault = (path: string, message: string): CountResult => ({
    sku,
    outcome: 'refused',
    fault: { path, message },
  });
  if (countedAt > plus(now, ahead)) return fault('countedAt', 'lies in the future');
  if (countedAt < minus(now, behind)) return fault('countedAt', 'lies more than 90 days back');
  if (rules.locations.size > 0 && !rules.locations.has(location))
    return fault(
      'location',
      `the store has no location ${location}; it has ${[...rules.locations].join(', ')}`,
    );
  const key = stockKey(store, sku);
  const mark = { key: countKey(store, countId), name: sku };
  const [known] = await ports.heads.partsOf([mark]);
  if (known !== undefined) return { sku, outcome: 'repeated' };
  const before = (await ports.heads.load<Stock>(key))?.state;
  if (!before || !own(before.places, location)) {
    const opening = {
      movementId: `count~${countId}~${sku}`,
      sku,
      location,
      kind: 'opening' as const,
      quantity: counted,
      reference: countId,
      occurredAt: countedAt,
    };
    const [opened] = await recordMovements(ports, store, rules, sku, [opening], actor);
    if (opened?.outcome === 'refused') return { sku, outcome: 'refused', fault: opened.fault };
    return { sku, outcome: opened?.outcome === 'repeated' ? 'repeated' : 'opened' };
  }
  const tolerance = rules.tolerance(await of.classOf(sku));
  const beside: Beside = { put: { name: sku, body: String(counted) }, of: mark.key, once: true };
  let right = true;
  const done = await changeStock<'repeated'>(
    ports,
    store,
    rules,
    sku,
    { actor },
    {
      async decide(head, at) {
        const stock = head?.state ?? before;
        const [again] = await ports.heads.partsOf([mark]);
        if (again !== undefined) return { refused: 'repeated' };
        const since = (await ledgerSince(ports.heads, key, stock.entries, countedAt)).filter(isPhysical);
        const finding = {
          location,
          found: Math.max(0, counted + sumAt(since, location)),
          foundAt: countedAt,
          trigger: of.inventory ? ('inventory' as const) : ('count' as const),
        };
        const events = detect(stock, finding, { at, actor, tolerance, until: rules.secondLookUntil(at) });
        const place = own(stock.places, location);
        right = place !== undefined && agrees(place, finding.found, tolerance);
        return accept(withConsequences(stock, lowered(stock, events, at), at, rules.buffer), 'counted');
      },
      beside: () => [beside],
    },
  );
  if (!done.done && done.refusal !== 'repeated') throw new Contended(`the stock of ${sku}`);
  return { sku, outcome: !done.done ? 'repeated' : right ? 'agrees' : 'differs' };
}
