/** Real time: what services count their limits in, whatever the clock of the orders says. */
export interface Timer {
  /** Milliseconds from any beginning. */
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** How fast a scan may go: each change costs units in partitions that take no more than 1,000 a second. */
export interface Rate {
  /** All together: their deadlines lie in few partitions of one index. */
  readonly perSecond: number;
  /** Of one shop, where one of its lists is one partition; else `Infinity`. */
  readonly perStore: number;
  readonly timer: Timer;
}

/** Waits until it is a shop's turn, and answers whether it had to. */
export type Turn = (store: string) => Promise<boolean>;

/**
 * Waits until the next deadline of a shop may be handled: each takes the next free slot, evenly spaced, so that no
 * second holds more than its share. A shop that has to wait keeps no slot of the others.
 */
export function pacer({ perSecond, perStore, timer }: Rate): Turn {
  let next = 0;
  const stores = new Map<string, number>();
  return async (store) => {
    const now = timer.now();
    const own = Math.max(now, stores.get(store) ?? 0);
    next = Math.max(now, next);
    const at = Math.max(own, next);
    stores.set(store, own + 1_000 / perStore);
    next += 1_000 / perSecond;
    if (at > now) await timer.pause(at - now);
    return at > now;
  };
}
