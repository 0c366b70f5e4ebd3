import type { Envelope } from '../events/envelope.ts';
import { change } from '../kernel/commit.ts';
import type { Order } from '../orders/state.ts';
import { orderKey } from '../orders/aggregate.ts';
import { amendmentAggregate, amendmentKey, ofOrder } from './aggregate.ts';
import { fire } from './decide/course.ts';
import type { AmendmentEvent } from './events.ts';
import { holderOf } from './holding.ts';
import { runAmendment } from './run.ts';
import type { AmendmentPorts } from './running.ts';
import { type Amendment, isEnded } from './state.ts';

/** What a scan does with an amendment that is due: what has fallen due, once, and what was left undone. */
export async function fireAmendment(ports: AmendmentPorts, store: string, id: string): Promise<void> {
  await change<Amendment, AmendmentEvent, never>(
    ports,
    amendmentAggregate,
    amendmentKey(store, id),
    { actor: 'system' },
    { decide: (head, at) => fire(head?.state, at) },
  );
  await runAmendment(ports, store, id);
}

/** Follows an event of an amendment, or of the order that one is open for. */
export async function followAmendments(ports: AmendmentPorts, event: Envelope): Promise<void> {
  const { storeId: store, subject, type } = event;
  const id = subject.slice(subject.indexOf('/') + 1);
  if (subject.startsWith('amendment/')) return runAmendment(ports, store, id);
  // A closed order holds nothing any more: its amendments are asked themselves.
  if (type === 'order.closed') {
    const found = await ports.heads.find('customer', ofOrder(store, id), {}, { limit: 100 });
    for (const one of await ports.heads.loadMany<Amendment>(found.items))
      if (!isEnded(one.state)) await runAmendment(ports, store, one.state.id);
    return;
  }
  const order = await ports.heads.load<Order>(orderKey(store, id));
  const holder = order && holderOf(order.state);
  if (holder !== undefined) await runAmendment(ports, store, holder);
}
