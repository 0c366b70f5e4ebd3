import { type FunctionSpec } from './spec.ts';

/** The source field of every event on the bus. */
export const eventSource = 'veghe';

/** THE inventory: everything that runs, what starts it, and what it may touch. */
export const functions: readonly FunctionSpec[] = [
  {
    name: 'orders-api',
    entry: 'functions/orders/http.ts',
    trigger: { kind: 'http', capability: 'orders' },
    grants: ['state:read-write', 'timeline:read'],
  },
  {
    name: 'stores-api',
    entry: 'functions/stores/http.ts',
    trigger: { kind: 'http', capability: 'stores' },
    grants: ['state:read-write'],
  },
  {
    name: 'notices-api',
    entry: 'functions/notices/http.ts',
    trigger: { kind: 'http', capability: 'notices' },
    grants: ['state:read-write'],
  },
  {
    name: 'reports-api',
    entry: 'functions/reports/http.ts',
    trigger: { kind: 'http', capability: 'reports' },
    grants: ['state:read-write'],
  },
  {
    name: 'web',
    entry: 'functions/web/http.ts',
    trigger: { kind: 'http', capability: 'web' },
    grants: ['state:read-write'],
    settings: ['PUBLIC_URL'],
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
        'order.delay-expected',
        'order.promise-revised',
      ],
      concurrency: 5,
    },
    grants: ['state:read-write', 'mail:send', 'sms:send'],
  },
  {
    name: 'alert-staff',
    entry: 'functions/notices/staff.ts',
    trigger: {
      kind: 'events',
      types: [
        'order.stall-warned',
        'order.stalled',
        'order.stall-returned',
        'order.stall-escalated',
        'order.promise-at-risk',
        'order.delay-expected',
        'order.promise-missed',
        'order.hold-review-due',
        'order.status-contradicted',
        'order.checklist-awaited',
        'notice.held',
        'notice.failed',
        'contact.suppressed',
      ],
      concurrency: 5,
    },
    grants: ['state:read-write'],
  },
  {
    name: 'count-events',
    entry: 'functions/counts/count.ts',
    trigger: {
      kind: 'events',
      types: ['order.stage-changed'],
      concurrency: 2,
      // Many events make one transaction; a counter may be half a minute behind.
      batch: { most: 100, seconds: 20 },
    },
    grants: ['state:read-write'],
  },
  {
    name: 'profile-changed',
    entry: 'functions/stores/profile-changed.ts',
    trigger: { kind: 'events', types: ['store.created', 'store.profile-changed'], concurrency: 2 },
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
    grants: ['state:read-write'],
  },
];
