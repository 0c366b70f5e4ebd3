import { change } from '../kernel/commit.ts';
import type { Decision } from '../kernel/decision.ts';
import type { Head, HeadStore, Part } from '../kernel/head.ts';
import type { Orders } from '../orders/orders.ts';
import type { Profiles } from '../stores/profiles.ts';
import type { Clock, Instant } from '../time/instant.ts';
import { amendmentAggregate } from './aggregate.ts';
import type { AmendmentEvent } from './events.ts';
import type { Amendment } from './state.ts';

export interface AmendmentPorts {
  readonly heads: HeadStore;
  readonly clock: Clock;
  readonly profiles: Profiles;
}

/** What a step works with. */
export interface Running {
  readonly ports: AmendmentPorts;
  readonly store: string;
  readonly orders: Orders;
  readonly head: Head<Amendment>;
}

/**
 * One change of the amendment itself; answers whether anything changed. What was reckoned from the head as it was read
 * (`expected`) is not written over what somebody else has done since: that is a change as well, and the next step sees it.
 */
export async function commit(
  { ports, head }: Running,
  decide: (amendment: Amendment | undefined, at: Instant) => Decision<AmendmentEvent, never>,
  parts: readonly Part[] = [],
  expected?: number,
): Promise<boolean> {
  const done = await change<Amendment, AmendmentEvent, never>(
    ports,
    amendmentAggregate,
    head.key,
    { actor: 'system', expected },
    { decide: (now, at) => decide(now?.state, at), parts: () => parts },
  );
  if (!done.done && done.refusal.is === 'stale-version') return true;
  if (!done.done) throw new Error(`amendment ${head.key.id}: ${done.refusal.is}`);
  return done.changed;
}
