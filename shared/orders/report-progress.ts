import type { Call } from '../kernel/commit.ts';
import type { HeadStore } from '../kernel/head.ts';
import { readParts, toParts } from '../kernel/texts.ts';
import { orderKey } from './aggregate.ts';
import { progress, type Progress, type Progressed, withProgress } from './decide/progress.ts';
import type { OrderOutcome, Orders } from './orders.ts';
import type { Order } from './state.ts';

/** What has been reported of an order so far; nothing where nothing was. */
export async function progressOf(heads: HeadStore, store: string, order: Order): Promise<Progress> {
  if (order.progress === undefined) return {};
  return (await readParts<Progress>(heads, orderKey(store, order.id), order.progress)) ?? {};
}

/** Takes in how far the work is. Two reports at the same moment: the second is made of the first. */
export async function reportProgress(
  heads: HeadStore,
  store: string,
  orders: Orders,
  orderId: string,
  command: Progressed,
  call: Call,
): Promise<OrderOutcome> {
  for (let attempt = 0; ; attempt++) {
    const head = await orders.load(orderId);
    const before = head ? await progressOf(heads, store, head.state) : {};
    const content = head && (await orders.content(head.state));
    const { name, parts } = toParts('progress', withProgress(before, command));
    const done = await orders.amend(
      orderId,
      call,
      (order, context) =>
        order.progress !== head?.state.progress || order.content !== head?.state.content
          ? { refused: { is: 'content-changed' } }
          : progress(order, content, command, name, context),
      parts,
    );
    if (done.done || done.refusal.is !== 'content-changed' || attempt === 7) return done;
  }
}
