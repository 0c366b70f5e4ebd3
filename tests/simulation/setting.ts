import type { Bug } from './bug.ts';

/** What chance does to a life: each kind can be left out, to see whether a fault needs it. */
export const kindsOfFault = [
  /** A function dies before or after a call of a port. */
  'crashes',
  /** A call fails: nothing was done, or it was done and the answer is lost. */
  'failures',
  /** An event is delivered up to three times. */
  'duplicates',
  /** Deliveries overtake each other. */
  'reordering',
  /** SES and SNS answer that they are busy. */
  'busy',
  /** SES refuses everything for hours: the day's quota is used up. */
  'quota',
  /** SES and SNS refuse a message: for its recipient, for want of rights, by a name nobody knows, or without an answer. */
  'refusals',
  /** The account is paused for hours: nothing is taken, whoever it is for. */
  'pause',
  /** A scan ends at its time limit. */
  'cut-scans',
  /** Of several events that are published together some do not get through. */
  'partial-puts',
  /** The clock leaps by hours instead of minutes. */
  'jumps',
  /** Every function has a clock of its own: of two changes the later may bear the earlier time. */
  'skew',
] as const;
/** Milliseconds by which a function's clock is wrong at most, this way or that. */
export const clockError = 2_000;

export type FaultKind = (typeof kindsOfFault)[number];

/** How a life is lived. */
export interface Setting {
  /** Steps while faults happen; as many as the life usually has unless said. */
  readonly steps?: number;
  readonly without?: readonly FaultKind[];
  readonly bug?: Bug;
}

/** What became of a life. */
export interface Run {
  /** Names the life: every call and choice in its order, and every event. */
  readonly hash: string;
  readonly faults: readonly string[];
  readonly mails: number;
  readonly simulatedHours: number;
}

export type Life = (seed: number, setting?: Setting) => Promise<Run>;
