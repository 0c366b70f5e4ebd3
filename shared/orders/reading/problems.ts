/** What cannot be used of an order, as it was sent: kept, shown, and not acted upon. */
export interface Problem {
  /** The path in the intake. */
  readonly field: string;
  readonly reason: ProblemReason;
  readonly value?: string;
}

export const problemReasons = [
  'not-an-email',
  'not-a-phone',
  'not-a-language',
  'cut',
  'not-a-country',
  'no-offset',
  'withdrawal-without-reason',
  'differs-from-lines',
  'nothing-ordered',
] as const;
export type ProblemReason = (typeof problemReasons)[number];
