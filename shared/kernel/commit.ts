import { type Instant, type Clock } from '../time/instant.ts';
import type { Decision } from './decision.ts';
import type {
  Actor,
  AggregateKey,
  Beside,
  DomainEvent,
  Due,
  Head,
  HeadStore,
  Indexes,
  Part,
} from './head.ts';
import { type Keyed, type KeyRefusal, living, recall } from './receipts.ts';

/** How a kind of aggregate lives in the store: everything about it that is not a decision. */
export interface Aggregate<State, Event extends DomainEvent> {
  readonly kind: string;
  evolve(state: State | undefined, event: Event): State;
  /** The next instant at which the aggregate must be looked at again, if any. */
  due(state: State): Due | undefined;
  indexes(key: AggregateKey, state: State): Indexes;
  expires?(state: State): Instant | undefined;
}

export interface Call {
  readonly actor: Actor;
  readonly keyed?: Keyed | undefined;
  /** The version the caller has seen (`If-Match`). */
  readonly expected?: number | undefined;
}

export type CommitRefusal =
  KeyRefusal | { readonly is: 'stale-version'; readonly current: number } | { readonly is: 'contended' };

export type Outcome<State, Refusal> =
  | {
      readonly done: true;
      readonly outcome: string;
      readonly id?: string;
      readonly version: number;
      readonly state: State;
      readonly replayed: boolean;
      readonly changed: boolean;
    }
  | { readonly done: false; readonly refusal: Refusal | CommitRefusal };

export interface Deciding<State, Event, Refusal> {
  decide(
    head: Head<State> | undefined,
    at: Instant,
  ): Promise<Decision<Event, Refusal>> | Decision<Event, Refusal>;
  /** Texts that the accepted events point to; written before the head. */
  parts?: (events: readonly Event[]) => readonly Part[];
  /** Items that are written with the head or not at all. */
  beside?: (events: readonly Event[]) => readonly Beside[];
  /** Prints of what was asked before go, and the events of the last change: an erasure leaves neither. */
  forgets?: true;
  /** How often it is decided anew; eight unless said. What many want at the same moment asks for more. */
  attempts?: number;
}

/** How often a change is decided anew when somebody else was faster; each time on what is true by then. */
const usualAttempts = 8;
/** Milliseconds. */
const longestPause = 40;

/** Waits about so many milliseconds of real time, each time a little differently. Absent: nobody waits, as in tests. */
export type Pause = (ms: number) => Promise<void>;

/**
 * Load, decide, evolve, one conditional put; again from the start where somebody else was faster. A keyed call
 * that was answered before gets the same receipt; refusals are never remembered, so they are evaluated anew.
 */
export async function change<State, Event extends DomainEvent, Refusal>(
  ports: { heads: HeadStore; clock: Clock; pause?: Pause | undefined },
  aggregate: Aggregate<State, Event>,
  key: AggregateKey,
  call: Call,
  deciding: Deciding<State, Event, Refusal>,
): Promise<Outcome<State, Refusal>> {
  for (let attempt = 0; attempt < (deciding.attempts ?? usualAttempts); attempt++) {
    // The first repeat comes at once: mostly one other was faster. After that those who lost come one by one.
    if (attempt > 1) await ports.pause?.(Math.min(longestPause, 5 * attempt));
    const head = await ports.heads.load<State>(key);
    const at = ports.clock();
    const known = call.keyed && recall(head?.receipts ?? [], call.keyed, at);
    if (known && 'refused' in known) return { done: false, refusal: known.refused };
    if (known && head) {
      const { outcome, version, id } = known.replay;
      return {
        done: true,
        outcome,
        version,
        state: head.state,
        replayed: true,
        changed: false,
        ...given(id),
      };
    }
    if (call.expected !== undefined && call.expected !== (head?.version ?? 0))
      return { done: false, refusal: { is: 'stale-version', current: head?.version ?? 0 } };
    const decision = await deciding.decide(head, at);
    if ('refused' in decision) return { done: false, refusal: decision.refused };
    const { accepted, outcome, id } = decision;
    const state = accepted.reduce<State | undefined>(aggregate.evolve, head?.state);
    if (state === undefined) throw new Error(`a decision about ${key.kind} ${key.id} created nothing`);
    const version = (head?.version ?? 0) + (accepted.length > 0 ? 1 : 0);
    const done = {
      done: true,
      outcome,
      version,
      state,
      replayed: false,
      changed: accepted.length > 0,
      ...given(id),
    } as const;
    const due = aggregate.due(state);
    // Under a changed profile the same state may be due at another time: then the deadline alone is written.
    const armed = due?.kind === head?.due?.kind && due?.at === head?.due?.at && due?.rank === head?.due?.rank;
    const nothing = accepted.length === 0 && !call.keyed && armed && !deciding.forgets;
    if (nothing || (accepted.length === 0 && !head)) return done;
    const receipts = deciding.forgets ? [] : living(head?.receipts ?? [], at);
    const written = await ports.heads.commit<State>({
      key,
      expected: head?.version ?? 0,
      state,
      events: accepted,
      link: head?.link,
      at,
      actor: call.actor,
      due,
      indexes: aggregate.indexes(key, state),
      receipts: call.keyed ? [...receipts, { ...call.keyed, at, version, outcome, ...given(id) }] : receipts,
      // Where nothing happened nothing points to them.
      parts: accepted.length > 0 ? (deciding.parts?.(accepted) ?? []) : [],
      beside: deciding.beside?.(accepted) ?? [],
      expires: aggregate.expires?.(state),
    });
    if (written === 'committed') return done;
  }
  return { done: false, refusal: { is: 'contended' } };
}

const given = (id: string | undefined): { id?: string } => (id === undefined ? {} : { id });
