import { isDeepStrictEqual } from 'node:util';
import { amendmentKind } from '../../shared/amendments/aggregate.ts';
import type { AmendmentEvent, DataOf } from '../../shared/amendments/events.ts';
import { evolve } from '../../shared/amendments/evolve.ts';
import { holderOf } from '../../shared/amendments/holding.ts';
import { type Amendment, isEnded } from '../../shared/amendments/state.ts';
import { keyText } from '../../shared/kernel/item.ts';
import type { OrderEvent } from '../../shared/orders/events.ts';
import { evolve as evolveOrder } from '../../shared/orders/evolve.ts';
import type { Order } from '../../shared/orders/state.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import { claimsOn } from '../../shared/stock/level/claim.ts';
import type { Stock } from '../../shared/stock/level/state.ts';
import { allocated, numbers, papers, rows } from './amend-books.ts';
import { tooEarly } from './amend-deadlines.ts';
import type { House } from './house.ts';
import { linksTwice } from './link-invariants.ts';

/** What must hold of late changes whenever anybody looks. Answers what does not, in words. */
export function amendmentsBroken(house: House): string[] {
  return [
    ...linksTwice(house),
    ...onlyWhatWasAgreed(house),
    ...tooEarly(house),
    ...numbers(house),
    ...replays(house),
  ];
}

/** What must hold when everything has run out of time. */
export async function amendmentsLeft(house: House, acknowledged: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  const orders = new Map(rows<Order>(house, 'order').map((row) => [`${row.store}/${row.id}`, row]));
  for (const name of acknowledged)
    if (!orders.has(name)) found.push(`the order ${name} was acknowledged and is not there`);
  for (const { id, state } of rows<Amendment>(house, amendmentKind))
    if (!isEnded(state) || !state.settled) found.push(`amendment ${id} is ${state.status} and never ends`);
  for (const [name, { store, id, state }] of orders) {
    const holder = holderOf(state);
    if (holder !== undefined) found.push(`${name} is held for amendment ${holder}, which is over`);
    found.push(...(await allocated(house, store, id, state)), ...papers(house, store, id));
  }
  for (const { store, id: sku } of rows<Stock>(house, 'stock'))
    for (const { owner, got, quantity } of await claimsOn(house.store, stockKey(store, sku)))
      if (owner.startsWith('amendment/') && got + quantity > 0)
        found.push(`${owner} is over and holds ${sku}`);
  return found;
}

interface Asked {
  readonly hash: string;
  readonly content: string;
  readonly parties: readonly string[];
  readonly said: Set<string>;
  readonly tasks: Set<string>;
}

const askedBy = ({ terms, approvals }: DataOf<'amendment.assessed'>): Asked => ({
  hash: terms.hash,
  content: terms.content,
  parties: approvals.map(({ party }) => party),
  // Whose word goes on to count is the customer's on the alternative that he has chosen, and nobody else's.
  said: new Set(
    approvals.flatMap(({ at, party }) => (at !== undefined && party === 'customer' ? party : [])),
  ),
  tasks: new Set(),
});

/**
 * Every revision by an amendment is exactly what its last assessment made of the order; everybody whom that one asked has
 * agreed to exactly these terms, none of them whoever asked for it; and every department has taken its task.
 */
function onlyWhatWasAgreed(house: House): string[] {
  const found: string[] = [];
  const asked = new Map<string, Asked>();
  const requesters = new Map<string, string>();
  for (const { key, change } of house.store.log) {
    const of = `${key.store}/${key.id}`;
    if (key.kind === amendmentKind)
      for (const event of change.events as readonly AmendmentEvent[]) {
        const { type, data } = event;
        const now = asked.get(of);
        if (type === 'amendment.requested') requesters.set(of, data.requestedBy);
        if (type === 'amendment.assessed') asked.set(of, askedBy(data));
        if (type === 'amendment.approved') {
          if (data.hash !== now?.hash) found.push(`a word on amendment ${key.id} is about other terms`);
          else if (data.by === requesters.get(of))
            found.push(`${data.by} agreed to his own amendment ${key.id}`);
          else now.said.add(data.party);
        }
        if (type === 'amendment.tasks-opened')
          for (const { department } of data.tasks) now?.tasks.add(department);
        if (type === 'amendment.task-acknowledged' || type === 'amendment.task-done')
          now?.tasks.delete(data.department);
      }
    if (key.kind === 'order')
      for (const event of change.events as readonly OrderEvent[]) {
        if (event.type !== 'order.revised' || !event.data.ref.startsWith('amendment/')) continue;
        const id = event.data.ref.slice('amendment/'.length);
        const was = asked.get(`${key.store}/${id}`);
        const lacking = was?.parties.filter((party) => !was.said.has(party)) ?? [];
        if (was?.content !== event.data.content)
          found.push(`amendment ${id} made of ${key.id} what nobody was asked about`);
        if (lacking.length > 0) found.push(`amendment ${id} was applied without ${lacking.join(' and ')}`);
        if (was && was.tasks.size > 0)
          found.push(`amendment ${id} was applied without ${[...was.tasks].join(' and ')}`);
      }
  }
  return found;
}

/** The history of every amendment and order leads to its state. */
function replays(house: House): string[] {
  const states = new Map<string, unknown>();
  for (const { key, change } of house.store.log)
    for (const event of change.events) {
      const at = keyText(key);
      if (key.kind === amendmentKind)
        states.set(at, evolve(states.get(at) as Amendment | undefined, event as AmendmentEvent));
      if (key.kind === 'order')
        states.set(at, evolveOrder(states.get(at) as Order | undefined, event as OrderEvent));
    }
  return [...states].flatMap(([at, state]) =>
    isDeepStrictEqual(house.store.rows.get(at)?.change.state, state)
      ? []
      : [`the history of ${at} does not lead to its state`],
  );
}
