import type { Party } from '../stores/amendments.ts';
import type { Duration, Instant } from '../time/instant.ts';
import type { AlternativeId } from './assessment.ts';
import type { Department } from './department.ts';
import type { Approval, Task, Terms } from './state.ts';

/** Everything that can happen to an amendment. Carries ids, never what people wrote. */
export type AmendmentEvent =
  | E<
      'amendment.requested',
      {
        amendmentId: string;
        requestedBy: string;
        onBehalfOf?: string;
        changes: string;
        stage: string;
        /** The name of the text that holds the note. */
        note?: string;
      }
    >
  /** Another amendment of the order comes first. */
  | E<'amendment.queued', { behind: string; lookAt: Instant }>
  | E<
      'amendment.assessed',
      {
        round: number;
        /** The changes with their new lines numbered. */ changes: string;
        terms: Terms;
        approvals: readonly Approval[];
        unpriced: readonly string[];
      }
    >
  /** What the terms count on is set aside. */
  | E<'amendment.reserved', { reserves: string }>
  /** Other pieces are free than were; cost, lines and date are the same, and so is what was agreed to. */
  | E<'amendment.supply-changed', { terms: Terms }>
  | E<'amendment.quoted', { lineId: string; by: string; quotes: string }>
  /** The quoted price no longer holds. */
  | E<'amendment.quote-lapsed', { validUntil: Instant }>
  | E<
      'amendment.approved',
      {
        party: Party;
        by: string;
        standsFor?: string;
        hash: string;
        note?: string;
        /** Milliseconds since it was asked. */ waited: Duration;
      }
    >
  | E<
      'amendment.alternative-chosen',
      { alternative: AlternativeId; changes: string; gross: number; promisedAt?: Instant }
    >
  | E<'amendment.customer-asked', { hash: string }>
  | E<'amendment.reminded', { party: Party }>
  | E<'amendment.escalated', { party?: Party; department?: Department | 'quote'; role: string }>
  | E<'amendment.tasks-opened', { tasks: readonly Task[] }>
  | E<'amendment.task-acknowledged', TaskAnswer>
  | E<'amendment.task-done', TaskAnswer>
  | E<'amendment.task-refused', TaskAnswer>
  | E<'amendment.agreed', Record<never, never>>
  /** Something else revised the order before it was applied: everything is asked for anew. */
  | E<'amendment.order-changed', Record<never, never>>
  | E<
      'amendment.applied',
      { revision: number; gross: number; net: number; margin: number | null; verdict: string; took: Duration }
    >
  | E<
      'amendment.declined',
      { party: Party; by: string; standsFor?: string; why: string; note?: string; took: Duration }
    >
  /** Somebody gave a word that was not his to give, or on terms that have changed: refused, and written down. */
  | E<'amendment.word-refused', { by: string; why: string }>
  | E<'amendment.withdrawn', { by: string; why?: string; took: Duration }>
  | E<'amendment.expired', { why: string; waitedFor: readonly string[]; took: Duration }>
  /** Hold and reservations are gone, */
  | E<'amendment.released', Record<never, never>>
  /** and nothing has come back of them. */
  | E<'amendment.settled', Record<never, never>>;

export interface TaskAnswer extends Record<string, unknown> {
  department: Department;
  by: string;
  note?: string;
}

interface E<Type extends string, Data> {
  readonly type: Type;
  readonly data: Readonly<Data> & { readonly orderId: string; readonly at: Instant } & Readonly<
      Record<string, unknown>
    >;
}

export type DataOf<Type extends AmendmentEvent['type']> = Extract<AmendmentEvent, { type: Type }>['data'];
