import { type routes } from '../shared/http/routes.ts';

/**
 * What a function may touch. Each grant brings its environment variables and its IAM statements together
 * (`constructs/grants.ts`), so that a function can neither reach what it was not given nor be given a name
 * without the right to use it.
 */
export type Grant =
  | 'state:read-write'
  /** Credentials, sessions, secrets: to check a caller, and to count failures and note uses. */
  | 'access:check'
  /** The same to issue, open, end and keep them. */
  | 'access:read-write'
  /** The `due` index; only scans read it, because its keys do not begin with the store. */
  | 'due:query'
  | 'timeline:read'
  | 'timeline:write'
  | 'bus:put'
  | 'mail:send'
  | 'sms:send'
  /** The operator's topic, on which each digest is published. */
  | 'staff-topic:publish'
  | 'staff-topic:subscribe'
  | 'staff-topic:unsubscribe';

/** Environment beyond what grants bring: where links in messages and pages point to. */
export type Setting = 'PUBLIC_URL' | 'MAIL_PER_SECOND';

/** The kinds of deadline in the `due` index, one scan each. */
export type DueKind = 'order' | 'notice' | 'job' | 'report' | 'stock' | 'follow-up';

export type Trigger =
  /** Every route of one capability in `shared/http/routes.ts`. */
  | { readonly kind: 'http'; readonly capability: keyof typeof routes }
  /** The stream of the state table: heads only, in order. */
  | { readonly kind: 'stream' }
  /** Invoked every minute with `{"due": …}`: the next minute is the retry. */
  | { readonly kind: 'schedule'; readonly due: DueKind }
  /** Events of the bus by type, through a queue of its own. */
  | {
      readonly kind: 'events';
      readonly types: readonly string[];
      readonly concurrency: number;
      readonly batch?: Batch;
    }
  /** What SES says about mails sent, through a topic and a queue of its own. */
  | { readonly kind: 'mail-events'; readonly concurrency: number }
  /** By hand, with IAM. */
  | { readonly kind: 'invoke' };

/** Messages that are handled together: as many as come within so many seconds, `most` at the most. */
export interface Batch {
  readonly most: number;
  readonly seconds: number;
}

export interface FunctionSpec {
  readonly name: string;
  /** Source file that exports `handler`. */
  readonly entry: string;
  readonly trigger: Trigger;
  readonly grants: readonly Grant[];
  readonly settings?: readonly Setting[];
  /** MB; the construct's default when absent. */
  readonly memory?: number;
  /** Seconds; the default of its trigger when absent. */
  readonly timeout?: number;
}
