import type { Head } from '../kernel/head.ts';
import { answer } from '../orders/decide/answer.ts';
import { type OrderOutcome, Orders } from '../orders/orders.ts';
import { isLiving, type Link, type Purpose } from './link.ts';
import { type LinkPorts, useLink } from './links.ts';

export type DelayPurpose = Extract<Purpose, { kind: 'delay' }>;

/**
 * Decides by a link: the order's own single write is the decision, whoever else is deciding at the same moment; then
 * the link is marked used. If this dies between the two, the same click again finds the order decided.
 */
export async function decideDelay(
  ports: LinkPorts,
  orders: Orders,
  { key, state: link }: Head<Link>,
  { orderId, n }: DelayPurpose,
  choice: 'keep' | 'cancel',
): Promise<OrderOutcome | { readonly done: false; readonly refusal: { readonly is: 'link-over' } }> {
  if (!isLiving(link, ports.clock())) return { done: false, refusal: { is: 'link-over' } };
  const done = await orders.amend(orderId, { actor: 'customer' }, (order, context) =>
    answer(order, { choice, n, silenceCancels: false }, context),
  );
  if (done.done) await useLink(ports, key, choice);
  return done;
}

/** That nobody answered a word of delay is written down on the order. */
export async function silentOnDelay(
  ports: LinkPorts,
  store: string,
  { orderId, n }: DelayPurpose,
): Promise<void> {
  const loaded = await ports.profiles.of(store);
  if (!loaded) return;
  const silenceCancels = loaded.profile.delays.silence === 'cancel';
  await new Orders(ports, store, loaded).amend(orderId, { actor: 'system' }, (order, context) =>
    answer(order, { choice: 'silence', n, silenceCancels }, context),
  );
}
