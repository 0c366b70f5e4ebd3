import type { Envelope } from '../events/envelope.ts';
import { change } from '../kernel/commit.ts';
import { Orders } from '../orders/orders.ts';
import type { LoadedProfile } from '../stores/profiles.ts';
import { deliver, deliverNow, type NoticePorts } from './deliver.ts';
import { answered, noticeAggregate, noticeId, noticeKey, open } from './notice.ts';
import { callsAnswered, planLetters } from './plan-letters.ts';
import { plan } from './plan.ts';
import { countDelay } from './valve.ts';

/** Opens the notices that an event calls for, and sends at once what may go at once. */
export async function notifyCustomers(ports: NoticePorts, event: Envelope): Promise<void> {
  const store = event.storeId;
  const loaded = await ports.profiles.of(store);
  if (!loaded) return;
  if (event.type === 'order.parcel-added' || event.type === 'order.parcel-updated') {
    await trackingKnown(ports, store, event.subject.slice('order/'.length), loaded);
  }
  const { profile } = loaded;
  for (const matter of callsAnswered(event))
    await change(
      ports,
      noticeAggregate,
      noticeKey(store, noticeId(matter)),
      { actor: 'system' },
      {
        decide: (head, at) => answered(head?.state, at),
      },
    );
  const planned = [...plan(event, profile, ports.clock()), ...planLetters(event, profile, ports.clock())];
  for (const { matter, dueAt } of planned) {
    const id = noticeId(matter);
    await ports.noticeTurn?.(store);
    const opened = await change(
      ports,
      noticeAggregate,
      noticeKey(store, id),
      { actor: 'system' },
      {
        decide: (head, at) => open(head?.state, matter, dueAt, at),
      },
    );
    if (opened.done && opened.changed && matter.kind === 'delay')
      await countDelay(ports.heads, store, profile, id, ports.clock());
    await deliver(ports, store, id);
  }
}

/** A parcel has got its number: the word that the order or the parcel left, which waited for it, goes now. */
async function trackingKnown(
  ports: NoticePorts,
  store: string,
  orderId: string,
  loaded: LoadedProfile,
): Promise<void> {
  const order = (await new Orders(ports, store, loaded).load(orderId))?.state;
  if (!order) return;
  const spoken = [
    { stage: order.stay.stage, stay: order.stay.n },
    ...(order.parcels ?? []).map(({ id: parcelId, stage, n }) => ({ stage, stay: n, parcelId })),
  ];
  for (const about of spoken) {
    const stage = loaded.profile.stages.find(({ name }) => name === about.stage);
    if (stage?.tellNeedsTracking !== true) continue;
    for (const channel of stage.tell)
      await deliverNow(ports, store, noticeId({ orderId, kind: 'stage', channel, ...about }));
  }
}
