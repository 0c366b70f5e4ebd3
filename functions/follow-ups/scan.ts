import { own } from '../../shared/kernel/own.ts';
import { amendmentKind } from '../../shared/amendments/aggregate.ts';
import { fireAmendment } from '../../shared/amendments/firing.ts';
import { caseKind } from '../../shared/backorders/case.ts';
import { casesOf } from '../../shared/backorders/cases.ts';
import { change } from '../../shared/kernel/commit.ts';
import { followUp } from '../../shared/kernel/follow-up.ts';
import type { AggregateKey } from '../../shared/kernel/head.ts';
import { silentOnDelay } from '../../shared/links/delay.ts';
import { linkKind } from '../../shared/links/link.ts';
import { lapseLink } from '../../shared/links/links.ts';
import { goOnErasing } from '../../shared/privacy/erase.ts';
import { erasureKind } from '../../shared/privacy/erasure.ts';
import { overdue, refundAggregate, refundKind } from '../../shared/refunds/refund.ts';
import { returnKind } from '../../shared/stock/returns/return.ts';
import { fireReturn } from '../../shared/stock/returns/returns.ts';
import { tryDelivery } from '../../shared/webhooks/deliver.ts';
import { webhookKind } from '../../shared/webhooks/delivery.ts';
import { httpPorts } from '../pipelines/ports.ts';
import { scanFunction } from '../pipelines/schedule.ts';
import { httpsSender } from '../webhooks/send.ts';

const ports = { ...httpPorts(), send: httpsSender };

/** What is done about each kind of thing whose time is over. */
const fire: Readonly<Record<string, (key: AggregateKey) => Promise<unknown>>> = {
  // What silence means is the matter's own: a backorder has its own deadline.
  [linkKind]: (key) =>
    lapseLink(ports, key, async (purpose) => {
      if (purpose.kind === 'delay') await silentOnDelay(ports, key.store, purpose);
    }),
  [refundKind]: (key) =>
    change(
      ports,
      refundAggregate,
      key,
      { actor: 'system' },
      { decide: (head, at) => overdue(head?.state, at) },
    ),
  [returnKind]: ({ store, id }) => fireReturn(ports, store, id),
  [caseKind]: async ({ store, id }) => (await casesOf(ports, store))?.fire(id),
  [amendmentKind]: ({ store, id }) => fireAmendment(ports, store, id),
  [erasureKind]: async ({ store, id }) => {
    const loaded = await ports.profiles.of(store);
    if (loaded) await goOnErasing(ports, loaded, id);
  },
  [webhookKind]: ({ store, id }) => tryDelivery(ports, store, id),
};

/** Whatever waits for somebody's word or hand. */
export const handler = scanFunction(ports, followUp, (key) => {
  const due = own(fire, key.kind);
  if (!due) throw new Error(`nothing is known to do about a ${key.kind} that is due`);
  return due(key);
});
