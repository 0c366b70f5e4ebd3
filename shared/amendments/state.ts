import type { Party } from '../stores/amendments.ts';
import type { Duration, Instant } from '../time/instant.ts';
import type { AlternativeId, Verdict } from './assessment.ts';
import type { Department } from './department.ts';
import type { Status } from './status.ts';

/** What is agreed to, named by a hash over lines, cost and date: of other terms every word is asked for anew. */
export interface Terms {
  readonly hash: string;
  /** The text with the assessment, and the contents of the order before and after. */
  readonly assessment: string;
  readonly from: string;
  readonly content: string;
  readonly units: number;
  readonly verdict: Verdict;
  /** What the customer pays more, VAT included; below zero where money goes back. */
  readonly gross: number;
  readonly promisedAt?: Instant;
  /** The last moment at which a yes still makes the date. */
  readonly lastMoment?: Instant;
  /** A quoted price holds until then. */
  readonly validUntil?: Instant;
  readonly departments: readonly Department[];
  /** Names what is set aside for it; of that nobody's word depends. */
  readonly reserves: string;
  readonly waits: Waits;
}

/** The shop's patience, as it was when the terms were made. */
export interface Waits {
  readonly remind: Duration;
  readonly escalate: Duration;
  readonly quote: Duration;
  readonly task: Duration;
}

/** A party that must agree, and its word. */
export interface Approval {
  readonly party: Party;
  readonly rules: readonly string[];
  readonly step: number;
  readonly within: Duration;
  readonly silence: 'expire' | 'decline';
  /** Since when it is waited for; absent until the steps before it have agreed. */
  readonly asked?: Instant;
  readonly reminded?: true;
  readonly escalated?: true;
  readonly by?: string;
  /** Whom the deputy stood in for. */
  readonly standsFor?: string;
  readonly at?: Instant;
  /** The name of the text with what he wrote to it. */
  readonly note?: string;
}

export interface Task {
  readonly department: Department;
  readonly state: 'open' | 'acknowledged' | 'done';
  readonly by?: string;
  readonly at?: Instant;
  readonly note?: string;
  readonly escalated?: true;
}

interface Base {
  readonly id: string;
  readonly orderId: string;
  readonly requestedBy: string;
  readonly onBehalfOf?: string;
  readonly at: Instant;
  /** Since when it has its present status. */
  readonly since: Instant;
  /** The stage in which the order was. */
  readonly stage: string;
  /** The text with the changes; procurement's quotes by line. */
  readonly changes: string;
  readonly quotes?: string;
  /** Counts the assessments. */
  readonly round: number;
  readonly terms?: Terms;
  /** What is set aside, by the name that the terms give it. */
  readonly reserved?: string;
  readonly approvals: readonly Approval[];
  readonly tasks: readonly Task[];
  /** Departments that have refused: facts of the next assessment. */
  readonly refusedBy?: readonly Department[];
  /** The alternative that the customer chose, and at which cost and date: his word on nothing else. */
  readonly chosen?: { readonly id: AlternativeId; readonly gross: number; readonly promisedAt?: Instant };
  /** The terms that the customer was asked about; and whether he has ever said yes: then he hears how it ended. */
  readonly askedOf?: string;
  readonly customer?: 'accepted';
}

/** An amendment, as its head keeps it: texts lie beside. */
export type Amendment = OpenAmendment | EndedAmendment;

export interface OpenAmendment extends Base {
  readonly status:
    'requested' | 'awaiting-quote' | 'awaiting-approval' | 'awaiting-customer' | 'awaiting-departments';
  /** Of one that waits for another amendment of its order: when to look again. */
  readonly lookAt?: Instant;
  /** Somebody has been called because of a quote or a task that did not come. */
  readonly escalated?: true;
  /** All have agreed: nothing but applying can follow. */
  readonly agreed?: Instant;
}

export interface EndedAmendment extends Base {
  readonly status: 'applied' | 'declined' | 'withdrawn' | 'expired';
  readonly revision?: number;
  readonly why?: string;
  /** Who declined it. */
  readonly by?: string;
  /** Hold and reservations were let go at once; and looked after once more, when nobody can be at work on it any longer. */
  readonly released?: true;
  readonly settled?: true;
}

const ends: readonly Status[] = ['applied', 'declined', 'withdrawn', 'expired'];
export const isEnded = (amendment: Amendment): amendment is EndedAmendment => ends.includes(amendment.status);

/** Whose word is waited for: those of the first step that is not complete. */
export function waiting({ approvals }: Pick<Base, 'approvals'>): readonly Approval[] {
  const open = approvals.filter(({ at }) => at === undefined);
  const step = Math.min(...open.map((one) => one.step));
  return open.filter((one) => one.step === step);
}

/** As people read it: where only the customer's word is missing it waits for him. */
export const approvalStatus = (approvals: readonly Approval[]): 'awaiting-approval' | 'awaiting-customer' =>
  waiting({ approvals }).every(({ party }) => party === 'customer')
    ? 'awaiting-customer'
    : 'awaiting-approval';
