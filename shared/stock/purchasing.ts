import { type Call, change, type Outcome } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { HeadStore } from '../kernel/head.ts';
import { readParts, toParts } from '../kernel/texts.ts';
import type { Clock } from '../time/instant.ts';
import { awaitedIn, mark, unmark, type Version } from './awaited.ts';
import type { PurchaseOrderBody } from './bodies.ts';
import {
  headOfContent,
  purchaseContent,
  type PurchaseContent,
  type PurchaseOrder,
  purchaseOrderAggregate,
  type PurchaseOrderEvent,
  purchaseOrderKey,
} from './purchase-order.ts';

interface Shop {
  readonly store: string;
  readonly timeZone: string;
}

/**
 * Puts a purchase order in the place of what was known of it. What it still brings is marked with each article first;
 * what the version before had marked is taken away after. The same again changes nothing.
 */
export async function recordPurchaseOrder(
  ports: { readonly heads: HeadStore; readonly clock: Clock },
  { store, timeZone }: Shop,
  id: string,
  body: PurchaseOrderBody,
  call: Call,
): Promise<Outcome<PurchaseOrder, never>> {
  const key = purchaseOrderKey(store, id);
  const content = purchaseContent(body, timeZone);
  const { name, parts } = toParts('content', content);
  const awaited = awaitedIn(id, content);
  let before: Version | undefined;
  const done = await change<PurchaseOrder, PurchaseOrderEvent, never>(
    ports,
    purchaseOrderAggregate,
    key,
    call,
    {
      async decide(head, at) {
        if (head?.state.content === name) return accept([], 'unchanged');
        before = head && { content: head.state.content, version: head.version };
        await mark(ports.heads, store, awaited, at, { content: name, version: (head?.version ?? 0) + 1 });
        const data = { ...headOfContent(content, name) };
        return accept([{ type: 'purchase-order.recorded', data }], head ? 'accepted' : 'created');
      },
      parts: () => parts,
    },
  );
  if (!done.done || !done.changed || !before) return done;
  const old = await readParts<PurchaseContent>(ports.heads, key, before.content);
  if (old) await unmark(ports.heads, store, awaitedIn(id, old), before);
  return done;
}
