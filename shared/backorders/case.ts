import { followUp } from '../kernel/follow-up.ts';
import { never, storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { days, earliest, type Instant, plus, sortable } from '../time/instant.ts';

/** A line of an order, and how many of its pieces cannot be covered. */
export interface Lacking {
  readonly lineId: string;
  readonly sku: string;
  readonly lacking: number;
}

export interface LineChoice {
  readonly lineId: string;
  readonly choice: 'wait' | 'cancel' | 'substitute';
  readonly substituteSku?: string;
}

/** What happens to the lines that can be covered. */
export type Rest = 'ship-now' | 'ship-together' | 'cancel';

export interface Choice {
  readonly lines: readonly LineChoice[];
  readonly rest: Rest;
}

/**
 * What lacks of one order, and what its customer wants done about it. It gathers for a moment, so that he gets one
 * message for all lines; asks; takes one word for it, or his silence; and waits for what he waits for.
 */
export type Case = Base &
  (
    | { readonly status: 'gathering'; readonly askAt: Instant }
    | (Asked & { readonly status: 'asked' })
    | (Decided & { readonly status: 'decided' | 'waiting' })
    | {
        readonly status: 'closed';
        readonly at: Instant;
        readonly how: Ending;
        readonly decided?: Decided;
      }
  );

interface Base {
  readonly orderId: string;
  readonly openedAt: Instant;
  readonly lines: readonly Lacking[];
  /** Counts the questions; what was asked before is answered no more. */
  readonly round: number;
}

export interface Asked {
  readonly offer: string;
  readonly askedAt: Instant;
  readonly deadline: Instant;
  /** When he is reminded; absent once he was. */
  readonly remindAt?: Instant;
}

export interface Decided {
  readonly offer: string;
  readonly choice: Choice;
  readonly by: 'customer' | 'staff' | 'deadline';
  readonly decidedAt: Instant;
  /** Until when he waits at the longest. */
  readonly waitUntil?: Instant;
}

/** `covered`: the pieces were there after all. `chosen`: it was done as he chose. `overtaken`: the order was closed or changed. */
export type Ending = 'covered' | 'chosen' | 'overtaken';

export type CaseEvent =
  | E<'backorder.opened', { orderId: string; lines: readonly Lacking[]; askAt: Instant; at: Instant }>
  | E<'backorder.changed', { orderId: string; lines: readonly Lacking[]; askAt?: Instant }>
  | E<'backorder.asked', Asked & { orderId: string; round: number }>
  | E<'backorder.reminded', { orderId: string; at: Instant; round: number }>
  | E<'backorder.decided', Decided & { orderId: string; round: number }>
  | E<'backorder.applied', { orderId: string; waits: boolean; at: Instant; round: number }>
  | E<'backorder.closed', { orderId: string; at: Instant; how: Ending; asked: boolean; round: number }>
  /** What was decided is taken back; he is asked anew. */
  | E<'backorder.undone', { orderId: string; at: Instant; round: number }>
  /** The date to which he would wait has passed. */
  | E<'backorder.wait-missed', { orderId: string; at: Instant }>;

interface E<Type extends string, Data> {
  readonly type: Type;
  readonly data: Readonly<Data> & Readonly<Record<string, unknown>>;
}

export const caseKind = 'backorder';
export const caseKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: caseKind,
  id,
});
export const caseId = (orderId: string, n: number): string => `${orderId}~${String(n)}`;

/** What was asked and answered can be looked up as long as a customer may come back to it. */
const keptFor = days(400);

export const caseAggregate: Aggregate<Case, CaseEvent> = {
  kind: caseKind,
  evolve,
  due(backorder) {
    const at = dueAt(backorder);
    return at === undefined ? undefined : { kind: followUp, at };
  },
  indexes: ({ store }, { status, openedAt }) => ({
    list: {
      partition: `${store}#backorder`,
      sort: `${status === 'closed' ? 'closed' : 'open'}#${sortable(openedAt)}`,
    },
  }),
  expires: (backorder) => (backorder.status === 'closed' ? plus(backorder.at, keptFor) : undefined),
};

function dueAt(backorder: Case): Instant | undefined {
  switch (backorder.status) {
    case 'gathering':
      return backorder.askAt;
    case 'asked':
      return earliest(backorder.deadline, ...(backorder.remindAt === undefined ? [] : [backorder.remindAt]));
    case 'waiting':
      return backorder.waitUntil;
    case 'decided':
    case 'closed':
      return undefined;
  }
}

function evolve(before: Case | undefined, event: CaseEvent): Case {
  if (event.type === 'backorder.opened') {
    const { orderId, lines, askAt, at } = event.data;
    return { orderId, openedAt: at, lines, round: 0, status: 'gathering', askAt };
  }
  if (!before) throw new Error(`${event.type} before backorder.opened`);
  const { orderId, openedAt, lines, round } = before;
  const base = { orderId, openedAt, lines, round };
  switch (event.type) {
    case 'backorder.changed': {
      const { askAt } = event.data;
      const now = { ...base, lines: event.data.lines };
      return askAt === undefined ? { ...before, lines: now.lines } : { ...now, status: 'gathering', askAt };
    }
    case 'backorder.asked': {
      const { offer, askedAt, deadline, remindAt } = event.data;
      const asked = { offer, askedAt, deadline, ...(remindAt === undefined ? {} : { remindAt }) };
      return { ...base, round: event.data.round, status: 'asked', ...asked };
    }
    case 'backorder.reminded': {
      if (before.status !== 'asked') return before;
      const { remindAt: _, ...rest } = before;
      return rest;
    }
    case 'backorder.decided': {
      return { ...base, round: event.data.round, status: 'decided', ...decidedOf(event.data) };
    }
    case 'backorder.applied':
      if (before.status !== 'decided') return before;
      return event.data.waits
        ? { ...before, status: 'waiting' }
        : { ...base, status: 'closed', at: event.data.at, how: 'chosen', decided: decidedOf(before) };
    case 'backorder.closed': {
      const { at, how } = event.data;
      const decided = 'choice' in before ? { decided: decidedOf(before) } : {};
      return { ...base, status: 'closed', at, how, ...decided };
    }
    case 'backorder.undone':
      return { ...base, status: 'gathering', askAt: event.data.at };
    case 'backorder.wait-missed': {
      if (before.status !== 'waiting') return before;
      const { waitUntil: _, ...rest } = before;
      return rest;
    }
    default:
      return never(event);
  }
}

const decidedOf = ({ offer, choice, by, decidedAt, waitUntil }: Decided): Decided => ({
  offer,
  choice,
  by,
  decidedAt,
  ...(waitUntil === undefined ? {} : { waitUntil }),
});

/** What was decided, also of a case that is closed. */
export function decisionOf(backorder: Case): Decided | undefined {
  if (backorder.status === 'closed') return backorder.decided;
  return 'choice' in backorder ? backorder : undefined;
}

/** The name of the text with the last offer, if there was one. */
export const offerOf = (backorder: Case): string | undefined =>
  'offer' in backorder ? backorder.offer : decisionOf(backorder)?.offer;
