import { never, storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { type Duration, duration, type Instant, minus, minutes, plus } from '../time/instant.ts';

/** A refusal of the sender that may yet be about one recipient alone. */
interface Refused {
  /** Of the address, a hash: the address itself is nowhere but with its order or person. */
  readonly recipient: string;
  readonly at: Instant;
}

/**
 * Whether a provider takes messages of one sending identity at all. Open, nothing is tried but a probe a minute: what
 * waits behind it keeps its attempts.
 */
export type Circuit =
  | { readonly status: 'closed'; readonly refused: readonly Refused[] }
  | { readonly status: 'open'; readonly since: Instant; readonly why: string; readonly probedAt: Instant };

export type CircuitEvent =
  | {
      readonly type: 'circuit.refused';
      readonly data: { readonly at: Instant; readonly recipient: string; readonly why: string };
    }
  | { readonly type: 'circuit.opened'; readonly data: { readonly at: Instant; readonly why: string } }
  | { readonly type: 'circuit.probed' | 'circuit.closed'; readonly data: { readonly at: Instant } };

/** So many recipients, refused within so long while nobody was written to, are no accident. */
const accidents = 3;
const window = minutes(5);
/** Between two probes, over all instances. */
export const probeEvery = minutes(1);

export const circuitKind = 'circuit';
/** No shop's: shop names have no capital letters. All shops send as the same identity. */
export const circuitKey = (channel: 'email' | 'sms', identity: string): AggregateKey => ({
  store: storeId('SENDING'),
  kind: circuitKind,
  id: `${channel}~${identity}`,
});

export const circuitAggregate: Aggregate<Circuit, CircuitEvent> = {
  kind: circuitKind,
  evolve(circuit, { type, data }) {
    switch (type) {
      case 'circuit.refused':
        return {
          status: 'closed',
          refused: [...recent(circuit, data.at), { recipient: data.recipient, at: data.at }],
        };
      case 'circuit.opened':
        return { status: 'open', since: data.at, why: data.why, probedAt: data.at };
      case 'circuit.probed':
        return circuit?.status === 'open'
          ? { ...circuit, probedAt: data.at }
          : (circuit ?? { status: 'closed', refused: [] });
      case 'circuit.closed':
        return { status: 'closed', refused: [] };
      default:
        return never(type);
    }
  },
  due: () => undefined,
  indexes: () => ({}),
};

/** The refusals of other recipients that still count. */
function recent(circuit: Circuit | undefined, at: Instant): readonly Refused[] {
  if (circuit?.status !== 'closed') return [];
  return circuit.refused.filter((one) => one.at > minus(at, window));
}

/**
 * The sender was refused. What is said of everybody opens the circuit at once; anything else opens it when three
 * different recipients were refused within five minutes and nobody was written to in between.
 */
export function refusedSender(
  circuit: Circuit | undefined,
  { recipient, why, everybody }: { recipient: string; why: string; everybody: boolean },
  at: Instant,
): Decision<CircuitEvent, never> {
  if (circuit?.status === 'open') return accept([], 'open');
  const others = new Set(recent(circuit, at).map((one) => one.recipient));
  if (everybody || others.add(recipient).size >= accidents)
    return accept([{ type: 'circuit.opened', data: { at, why } }], 'opened');
  if (recent(circuit, at).some((one) => one.recipient === recipient)) return accept([], 'known');
  return accept([{ type: 'circuit.refused', data: { at, recipient, why } }], 'refused');
}

/** A message was taken: the circuit is closed, and what was refused before proves nothing. */
export function tookMessage(circuit: Circuit | undefined, at: Instant): Decision<CircuitEvent, never> {
  const clean = circuit === undefined || (circuit.status === 'closed' && circuit.refused.length === 0);
  return clean ? accept([], 'closed') : accept([{ type: 'circuit.closed', data: { at } }], 'closed');
}

/** The right to try one message, for one sender a minute. */
export function probe(
  circuit: Circuit | undefined,
  at: Instant,
): Decision<CircuitEvent, { readonly is: 'probed-already' }> {
  if (circuit?.status !== 'open') return accept([], 'closed');
  if (at < plus(circuit.probedAt, probeEvery)) return { refused: { is: 'probed-already' } };
  return accept([{ type: 'circuit.probed', data: { at } }], 'probe');
}

/**
 * Until when a message waits that is no probe: a quarter of the time that the circuit has been open, five minutes at
 * least and fifteen at most. Spread by `spread` (0 to 1) over a minute, so that they neither come nor go all at once.
 */
export function waitsUntil(since: Instant, at: Instant, spread: number): Instant {
  const quarter = (at - since) / 4;
  const pause: Duration = duration(Math.min(Math.max(quarter, minutes(5)), minutes(15)));
  return plus(at, duration(Math.round(pause + spread * minutes(1))));
}
