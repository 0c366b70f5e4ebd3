import { claimStock } from '../stock/claims.ts';
import { stockRules } from '../stock/drift/rules.ts';
import { readParts } from '../kernel/texts.ts';
import { ownerOf } from './reading.ts';
import type { Running } from './running.ts';
import type { Amendment } from './state.ts';
import type { AssessmentText, Reservation } from './terms.ts';

/** Sets aside what the terms count on; answers whether all of it is there. */
export async function reserve(running: Running, amendment: Amendment): Promise<boolean> {
  let whole = true;
  for (const one of await reservationsOf(running, amendment)) {
    const got = await claim(running, amendment, one);
    whole &&= got >= one.quantity;
  }
  return whole;
}

/** Gives everything back. */
export async function release(running: Running, amendment: Amendment): Promise<void> {
  for (const one of await reservationsOf(running, amendment))
    await claim(running, amendment, { ...one, quantity: 0 });
}

async function reservationsOf(
  { ports, head }: Running,
  { terms }: Amendment,
): Promise<readonly Reservation[]> {
  if (!terms) return [];
  const text = await readParts<AssessmentText>(ports.heads, head.key, terms.assessment);
  return text?.reservations ?? [];
}

async function claim(
  { ports, store, orders, head }: Running,
  { id, at }: Amendment,
  { sku, line, quantity }: Reservation,
): Promise<number> {
  const want = { claim: { owner: ownerOf(id), line }, quantity, since: at, seen: head.version };
  const { got } = await claimStock(ports, store, stockRules(orders.profile), sku, want, 'system');
  return got;
}
