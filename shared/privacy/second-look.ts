import type { HeadStore } from '../kernel/head.ts';
import { orderKey } from '../orders/aggregate.ts';
import type { Order } from '../orders/state.ts';
import { type Clock, instant, minutes, plus } from '../time/instant.ts';
import { erasureKey, restorable } from './erasure.ts';
import { personal, removeTexts } from './texts-beside.ts';

interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
}

/** Whoever was changing an order while it was erased has ended by then: no function takes so long. */
const ended = minutes(4);
const names = { from: 'again#', to: 'again#~' };

/**
 * Notes, before an order is erased, that it is to be looked at again: who changes it at the same moment writes his text
 * before he is refused, and may die before he takes it back. The note lies beside the erasure for minutes.
 */
export async function lookAgainAt(
  { heads, clock }: Ports,
  store: string,
  { id, customer }: Pick<Order, 'id' | 'customer'>,
): Promise<void> {
  if (customer === undefined) return;
  const at = clock();
  const part = { name: `${names.from}${id}`, body: String(at) };
  await heads.putPart(erasureKey(store, customer), part, plus(at, restorable));
}

/** Removes what was left behind at those that were erased some minutes ago. Answers whether others are still too young. */
export async function lookAgain(ports: Ports, store: string, customer: string): Promise<boolean> {
  const { heads } = ports;
  const key = erasureKey(store, customer);
  const at = ports.clock();
  let young = false;
  let cursor: string | undefined;
  do {
    const page = await heads.partsBetween(key, names.from, names.to, { limit: 100, cursor });
    for (const { name, body } of page.items) {
      if (at < plus(instant(Number(body)), ended)) {
        young = true;
        continue;
      }
      const order = orderKey(store, name.slice(names.from.length));
      const head = await heads.load<Order>(order);
      if (head?.state.erased !== undefined) await removeTexts(heads, order, personal.order);
      await heads.deletePart(key, name);
    }
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return young;
}
