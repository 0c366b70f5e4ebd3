import { amendmentKind } from '../../shared/amendments/aggregate.ts';
import { documentRange, type DocumentText } from '../../shared/amendments/documents/document.ts';
import { lateChangesBetween } from '../../shared/amendments/late-changes.ts';
import type { Amendment } from '../../shared/amendments/state.ts';
import { keyText } from '../../shared/kernel/item.ts';
import { readParts } from '../../shared/kernel/texts.ts';
import { orderKey } from '../../shared/orders/aggregate.ts';
import type { Content } from '../../shared/orders/content.ts';
import { isOpen, type Order } from '../../shared/orders/state.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import { claimsOn } from '../../shared/stock/level/claim.ts';
import type { Tallies } from '../../shared/kernel/tally/tally.ts';
import type { House } from './house.ts';

interface Row<State> {
  readonly store: string;
  readonly id: string;
  readonly state: State;
}

/** All heads of a kind. */
export const rows = <State>(house: House, kind: string): Row<State>[] =>
  [...house.store.rows.values()]
    .filter(({ key }) => key.kind === kind)
    .map(({ key, change }) => ({ store: key.store, id: key.id, state: change.state as State }));

/** Numbers of a series go up by one, none is left out, none is given twice; and what is numbered is kept. */
export function numbers(house: House): string[] {
  const last = new Map<string, number>();
  const found: string[] = [];
  for (const { key, change } of house.store.log)
    for (const { type, data } of key.kind === 'series' ? change.events : []) {
      if (type !== 'document.issued') continue;
      const name = `${key.store} ${key.id}`;
      const [before, number] = [last.get(name) ?? 0, Number(data['number'])];
      if (number <= before) found.push(`the number ${String(number)} of ${name} is given twice`);
      else if (number > before + 1) found.push(`the series ${name} has no number ${String(before + 1)}`);
      last.set(name, Math.max(before, number));
      const order = keyText(orderKey(key.store, String(data['orderId'])));
      const kept = [...house.store.parts].some(
        ([at, body]) =>
          at.startsWith(`${order} ${documentRange.from}`) &&
          (JSON.parse(body) as DocumentText).documentId === data['documentId'] &&
          (JSON.parse(body) as DocumentText).number === number,
      );
      if (!kept) found.push(`nothing bears the number ${String(number)} of ${name}`);
    }
  return found;
}

/** An open order claims what its present content asks for, a cancelled one nothing. */
export async function allocated(house: House, store: string, id: string, order: Order): Promise<string[]> {
  const content = await readParts<Content>(house.store, orderKey(store, id), order.content);
  const wants = new Map<string, number>();
  if (isOpen(order))
    for (const { sku = '', quantity } of content?.lines ?? [])
      wants.set(sku, (wants.get(sku) ?? 0) + quantity);
  else if (order.stay.stage !== 'cancelled') return [];
  const found: string[] = [];
  for (const sku of new Set([...wants.keys(), 'CANA', 'COS-L'])) {
    const mine = (await claimsOn(house.store, stockKey(store, sku))).filter(
      ({ owner }) => owner === `order/${id}`,
    );
    const claimed = mine.reduce((sum, { quantity }) => sum + quantity, 0);
    if (claimed !== (wants.get(sku) ?? 0))
      found.push(
        `${store}/${id} asks for ${String(wants.get(sku) ?? 0)} of ${sku} and claims ${String(claimed)}`,
      );
  }
  return found;
}

/** Whatever was applied has its confirmation. */
export function papers(house: House, store: string, orderId: string): string[] {
  const order = `${keyText(orderKey(store, orderId))} ${documentRange.from}`;
  const kept = new Set(
    [...house.store.parts]
      .filter(([at]) => at.startsWith(order))
      .map(([, body]) => (JSON.parse(body) as DocumentText).documentId),
  );
  return rows<Amendment>(house, amendmentKind).flatMap(({ store: of, state }) =>
    of === store &&
    state.orderId === orderId &&
    state.status === 'applied' &&
    !kept.has(`confirmation-${String((state as { revision?: number }).revision)}`)
      ? [`${orderId} has no confirmation of amendment ${state.id}`]
      : [],
  );
}

/** Each event is counted once, however often it came: the report of late changes is what the log says. */
export async function miscounted(house: House, tallies: Tallies): Promise<string[]> {
  const found: string[] = [];
  for (const store of new Set(rows(house, amendmentKind).map((row) => row.store))) {
    const counts = await lateChangesBetween(tallies, store, '2026-01-01', '2027-12-31');
    for (const what of ['requested', 'applied', 'declined', 'withdrawn', 'expired'] as const) {
      const events = house.store.log
        .filter(({ key }) => key.kind === amendmentKind && key.store === store)
        .flatMap(({ change }) => change.events.filter(({ type }) => type === `amendment.${what}`)).length;
      if (counts[what] !== events)
        found.push(
          `${String(events)} amendments of ${store} were ${what} and ${String(counts[what])} counted`,
        );
    }
  }
  return found;
}
