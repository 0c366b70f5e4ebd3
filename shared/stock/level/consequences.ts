import type { Instant } from '../../time/instant.ts';
import type { StockEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { driftId, firmOf, isDrifting, sellableOf, soundOf, type Stock, storefront } from './state.ts';

/**
 * What follows of itself from what was accepted: figures that meet again close their drift, a storefront that shows the
 * right number closes its own, a new drift raises the buffer, pieces that are free while somebody waits are announced, and where a drift began, ended
 * or was found to be another, the storefront is told at once how many it may sell.
 */
export function withConsequences(
  before: Stock,
  accepted: readonly StockEvent[],
  at: Instant,
  /** Pieces that a drift keeps off sale. */
  raise = 0,
): readonly StockEvent[] {
  if (accepted.length === 0) return accepted;
  const events = [...accepted];
  let now = events.reduce(evolve, before);
  const say = (event: StockEvent) => {
    events.push(event);
    now = evolve(now, event);
  };
  const { sku } = before;
  if (raise > before.buffer && accepted.some(({ type }) => type === 'stock.drift-detected'))
    say({ type: 'stock.buffer-changed', data: { sku, buffer: raise, agreed: 0, at } });
  for (const [location, { book, drift }] of Object.entries(now.places))
    if (drift?.found === book && !drift.proposal)
      say({
        type: 'stock.drift-closed',
        data: { sku, driftId: driftId(sku, location, drift.n), location, how: 'agreed', at, by: 'system' },
      });
  if (now.front && now.published?.quantity === sellableOf(now))
    say({
      type: 'stock.sync-mended',
      data: { driftId: driftId(sku, storefront, now.front.n), published: now.published.quantity, at },
    });
  if (now.waiting > 0 && soundOf(now) > now.allocated && grew(before, now))
    say({
      type: 'stock.replenished',
      data: { sku, free: soundOf(now) - now.allocated, waiting: now.waiting, at },
    });
  // Somebody took what was set aside for others: the newest claims give theirs up.
  const over = now.allocated - firmOf(now);
  if (over > 0 && over > before.allocated - firmOf(before))
    say({ type: 'stock.overdrawn', data: { sku, pieces: over, at } });
  const parted = now.front !== undefined && before.front === undefined;
  const drifted = isDrifting(before) || isDrifting(now);
  if (parted || (drifted && sellableOf(now) !== sellableOf(before))) {
    const quantity = sellableOf(now);
    say({ type: 'stock.quantity-corrected', data: { sku, quantity, stopped: quantity === 0, at } });
  }
  return events;
}

/** Are there more pieces to give out than before, or more who ask for them? */
const grew = (before: Stock, now: Stock): boolean =>
  soundOf(now) - now.allocated > soundOf(before) - before.allocated || now.waiting > before.waiting;
