import { type routes } from '../shared/http/routes.ts';

/**
 * What a function may touch. Each grant brings its environment variables and its IAM statements together
 * (`constructs/grants.ts`), so that a function can neither reach what it was not given nor be given a name
 * without the right to use it.
 */
export type Grant =
  | 'state:read-write'
  /** The `due` index; only scans read it, because its keys do not begin with the store. */
  | 'due:query'
  | 'timeline:read'
  | 'timeline:write'
  | 'bus:put'
  | 'mail:send'
  | 'sms:send'
  | 'staff-topic:publish'
  | 'staff-topic:subscribe';

/** Environment beyond what grants bring: where links point to, and whose tokens are accepted. */
export type Setting = 'PUBLIC_URL' | 'TOKENS';

/** The kinds of deadline in the `due` index, one scan each. */
export type DueKind = 'order' | 'notice' | 'job';

export type Trigger =
  /** Every route of one capability in `shared/http/routes.ts`. */
  | { readonly kind: 'http'; readonly capability: keyof typeof routes }
  /** The stream of the state table: heads only, in order. */
  | { readonly kind: 'stream' }
  /** Invoked every minute with `{"due": …}`: the next minute is the retry. */
  | { readonly kind: 'schedule'; readonly due: DueKind }
  /** Events of the bus by type, through a queue of its own. */
  | { readonly kind: 'events'; readonly types: readonly string[]; readonly concurrency: number }
  /** What SES says about mails sent, through a topic and a queue of its own. */
  | { readonly kind: 'mail-events'; readonly concurrency: number }
  /** By hand, with IAM. */
  | { readonly kind: 'invoke' };

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

/** The source field of every event on the bus. */
export const eventSource = 'veghe';

/** THE inventory: everything that runs, what starts it, and what it may touch. */
export const functions: readonly FunctionSpec[] = [
  {
    name: 'orders-api',
    entry: 'functions/orders/http.ts',
    trigger: { kind: 'http', capability: 'orders' },
    grants: ['state:read-write', 'timeline:read'],
    settings: ['TOKENS'],
  },
  {
    name: 'stores-api',
    entry: 'functions/stores/http.ts',
    trigger: { kind: 'http', capability: 'stores' },
    grants: ['state:read-write'],
    settings: ['TOKENS'],
  },
  {
    name: 'notices-api',
    entry: 'functions/notices/http.ts',
    trigger: { kind: 'http', capability: 'notices' },
    grants: ['state:read-write'],
    settings: ['TOKENS', 'PUBLIC_URL'],
  },
  {
    name: 'web',
    entry: 'functions/web/http.ts',
    trigger: { kind: 'http', capability: 'web' },
    grants: ['state:read-write'],
    settings: ['TOKENS', 'PUBLIC_URL'],
  },
  {
    name: 'relay',
    entry: 'functions/events/relay.ts',
    trigger: { kind: 'stream' },
    grants: ['state:read-write', 'timeline:write', 'bus:put'],
  },
  {
    name: 'scan-stalled-orders',
    entry: 'functions/orders/scan.ts',
    trigger: { kind: 'schedule', due: 'order' },
    grants: ['state:read-write', 'due:query'],
  },
  {
    name: 'scan-notices',
    entry: 'functions/notices/scan.ts',
    trigger: { kind: 'schedule', due: 'notice' },
    grants: ['state:read-write', 'due:query', 'mail:send', 'sms:send', 'staff-topic:publish'],
    settings: ['PUBLIC_URL'],
  },
  {
    name: 'scan-jobs',
    entry: 'functions/stores/jobs.ts',
    trigger: { kind: 'schedule', due: 'job' },
    grants: ['state:read-write', 'due:query'],
  },
  {
    name: 'notify-customers',
    entry: 'functions/notices/customers.ts',
    trigger: {
      kind: 'events',
      types: [
        'order.placed',
        'order.stage-changed',
        'order.corrected',
        'order.parcel-added',
        'order.parcel-updated',
        'order.parcel-stage-changed',
        'order.stalled',
        'order.promise-at-risk',
        'order.promise-missed',
        'order.promise-revised',
      ],
      concurrency: 5,
    },
    grants: ['state:read-write', 'mail:send', 'sms:send'],
    settings: ['PUBLIC_URL'],
  },
  {
    name: 'alert-staff',
    entry: 'functions/notices/staff.ts',
    trigger: {
      kind: 'events',
      types: [
        'order.stall-warned',
        'order.stalled',
        'order.stall-escalated',
        'order.promise-at-risk',
        'order.promise-missed',
        'order.hold-review-due',
        'order.status-contradicted',
        'notice.held',
        'notice.failed',
        'contact.suppressed',
      ],
      concurrency: 5,
    },
    grants: ['state:read-write'],
  },
  {
    name: 'profile-changed',
    entry: 'functions/stores/profile-changed.ts',
    trigger: { kind: 'events', types: ['store.profile-changed'], concurrency: 2 },
    grants: ['state:read-write', 'staff-topic:subscribe'],
  },
  {
    name: 'mail-feedback',
    entry: 'functions/notices/feedback.ts',
    trigger: { kind: 'mail-events', concurrency: 2 },
    grants: ['state:read-write'],
  },
  {
    name: 'admin',
    entry: 'functions/stores/admin.ts',
    trigger: { kind: 'invoke' },
    grants: ['state:read-write', 'staff-topic:subscribe'],
  },
];
