import type { Call, Outcome } from '../../kernel/commit.ts';
import { accept } from '../../kernel/decision.ts';
import type { Beside, Part } from '../../kernel/head.ts';
import { changeStock, type StockPorts } from '../level/change.ts';
import { entryPart } from '../level/ledger.ts';
import type { Published, Stock } from '../level/state.ts';
import { secondLook } from './look.ts';
import type { DriftRefusal } from './refusals.ts';
import { resolve, type Resolution, type ResolveContext } from './resolve.ts';
import type { StockRules } from './rules.ts';
import { heardOf, unheard } from './storefront.ts';
import { overdue, publish } from './sync.ts';

export type DriftOutcome = Outcome<Stock, DriftRefusal>;

/** The second look at a difference, by another person than the first. */
export function lookAgain(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  sku: string,
  look: { readonly location: string; readonly n: number; readonly found: number },
  call: Call,
): Promise<DriftOutcome> {
  return changeStock<DriftRefusal>(ports, store, rules, sku, call, {
    decide: (head, at) => secondLook(head?.state, look, { at, actor: call.actor }),
  });
}

/** The cause is named and the book put right: ledger, book and drift in one write. */
export function resolveDrift(
  ports: StockPorts,
  store: string,
  sku: string,
  command: Resolution,
  { rules, cost, supervisor }: Pick<ResolveContext, 'rules' | 'cost' | 'supervisor'>,
  call: Call,
  parts: readonly Part[],
): Promise<DriftOutcome> {
  let beside: Beside[] = [];
  return changeStock<DriftRefusal>(ports, store, rules, sku, call, {
    decide(head, at) {
      const made = resolve(head?.state, command, { at, actor: call.actor, rules, cost, supervisor });
      const entry = (head?.state.entries ?? 0) + 1;
      beside = made.booked ? [{ put: entryPart(entry, [made.booked]), once: true }] : [];
      return made.decision;
    },
    parts: () => parts,
    beside: () => beside,
  });
}

/** What the storefront shows of one article. */
export function publishLevel(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  sku: string,
  published: Published,
  actor: string,
): Promise<Outcome<Stock, never>> {
  return changeStock<never>(
    ports,
    store,
    rules,
    sku,
    { actor },
    {
      decide: (head, at) => publish(head?.state, sku, published, at),
    },
  );
}

/** What a scan does with an article that is due. A storefront that says nothing is one matter for all its articles. */
export async function fireStock(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  sku: string,
): Promise<void> {
  const heardAt = await heardOf(ports.heads, store);
  const done = await changeStock<'gone'>(
    ports,
    store,
    rules,
    sku,
    { actor: 'system' },
    {
      decide: (head, at) =>
        head ? accept(overdue(head.state, rules, at, heardAt), 'fired') : { refused: 'gone' },
    },
  );
  if (done.done && done.changed && done.state.unheard) await unheard(ports, store, heardAt);
}
