/** RFC 9457. `type` is a stable URN; `errors` name the faults of an input by path. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly [extension: string]: unknown;
}

const titles = {
  malformed: [400, 'The request could not be read'],
  unauthenticated: [401, 'A valid credential is needed'],
  forbidden: [403, 'This credential may not do that'],
  'not-found': [404, 'There is no such thing here'],
  'not-acceptable': [406, 'It cannot be had in any of these forms'],
  'order-exists-differently': [409, 'An order with this id and other content exists'],
  'transition-not-allowed': [409, 'The order cannot move there from its present stage'],
  'checklist-open': [409, 'Mandatory checklist items are open'],
  'order-closed': [409, 'The order is closed'],
  'past-no-return': [409, 'The order has passed the point of no return'],
  'too-many': [409, 'There are too many already'],
  contended: [409, 'Too many changes at the same moment; try again'],
  conflict: [409, 'This conflicts with the present state'],
  'stale-version': [412, 'It has changed since you read it'],
  'too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body is of a type that this call does not take'],
  invalid: [422, 'The input breaks a rule'],
  'idempotency-key-reused': [422, 'This Idempotency-Key was used with another body'],
  'too-many-requests': [429, 'Too many requests'],
  'too-many-idempotency-keys': [429, 'Too many Idempotency-Keys for one resource within 24 hours'],
  busy: [503, 'Too much is changed at the same moment; try again'],
  fault: [500, 'Something went wrong on our side'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemName = keyof typeof titles;

/** A problem of the catalogue above, with what this case adds to it. */
export function problem(name: ProblemName, more: Partial<Problem> = {}): Problem {
  const [status, title] = titles[name];
  return { type: `urn:veghe:${name}`, title, status, ...more };
}

/** Thrown in the pipeline only, where it is turned into an answer; the domain answers refusals. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(answer: Problem, headers: Record<string, string> = {}) {
    super(answer.title);
    this.problem = answer;
    this.headers = headers;
  }
}
