import * as z from 'zod/mini';

/**
 * What a form did, carried in the address of the page that is shown after it, so that a reload repeats nothing. A
 * page says it in its own words; what somebody else writes there can say nothing but one of these sentences.
 */
export const saidKinds = [
  'acknowledged',
  'snoozed',
  'sent',
  'dropped',
  'moved',
  'corrected',
  'ticked',
  'unticked',
  'held',
  'resumed',
  'promised',
  'proposed',
  'accepted',
  'requested',
  'approved',
  'turned-down',
  'withdrawn',
  'quoted',
  'task-taken',
  'task-done',
  'task-refused',
  'declined',
  'recorded',
  'nothing',
  'refused',
] as const;
export type SaidKind = (typeof saidKinds)[number];

export const said = {
  said: z.optional(z.enum(saidKinds)),
  /** How many it was done to. */
  count: z.optional(z.string().check(z.regex(/^\d{1,4}$/))),
  /** Which it was not done to. */
  failed: z.optional(z.string().check(z.maxLength(1_500), z.regex(/^[A-Za-z0-9._~:,-]*$/))),
  /** Why not: the name of the refusal. */
  why: z.optional(z.string().check(z.regex(/^[a-z-]{1,40}$/))),
};

export interface Said {
  readonly said?: SaidKind | undefined;
  readonly count?: string | undefined;
  readonly failed?: string | undefined;
  readonly why?: string | undefined;
}

/** The address of the page after a form, what was done in it. */
export function withSaid(path: string, { said: kind, count, failed, why }: Said): string {
  const query = new URLSearchParams({
    ...(kind === undefined ? {} : { said: kind }),
    ...(count === undefined ? {} : { count }),
    ...(failed === undefined || failed === '' ? {} : { failed }),
    ...(why === undefined ? {} : { why }),
  }).toString();
  return query === '' ? path : `${path}?${query}`;
}
