import { own } from '../kernel/own.ts';
import type { Envelope } from '../events/envelope.ts';
import type { Channel, Role } from '../stores/profile.ts';
import type { Instant } from '../time/instant.ts';

/** Something staff must hear of. Kept until told; what it says is read from the order when it is told. */
export interface Alert {
  readonly type: string;
  readonly orderId?: string;
  /** The stay it was raised in: once the order has moved on there is nothing to tell. */
  readonly stallId?: string;
  readonly why?: string;
  /** What it is about where that is no order: a drift, a delivery, a return. */
  readonly about?: string;
  readonly amendmentId?: string;
  /** Of a refund. */
  readonly sum?: { readonly amount: number; readonly currency: string };
  readonly channels: readonly Channel[];
  readonly at: Instant;
}

/** Who hears of which event. Escalations name their role themselves. */
const listeners: Readonly<Record<string, Role>> = {
  'order.stall-warned': 'operator',
  'order.stalled': 'operator',
  'order.stall-returned': 'operator',
  'order.stall-escalated': 'supervisor',
  'order.promise-at-risk': 'operator',
  'order.delay-expected': 'operator',
  'order.promise-missed': 'operator',
  'order.hold-review-due': 'operator',
  'order.status-contradicted': 'operator',
  'order.checklist-awaited': 'operator',
  'order.statutory-deadline-near': 'operator',
  'order.statutory-deadline-passed': 'supervisor',
  'order.delay-answered': 'operator',
  'order.return-expected': 'operator',
  'refund.opened': 'finance',
  'refund.overdue': 'finance',
  'stock.drift-detected': 'warehouse',
  'stock.drift-confirmed': 'operator',
  'stock.resolution-proposed': 'supervisor',
  'stock.sync-drifted': 'operator',
  'storefront.silent': 'operator',
  'backorder.asked': 'operator',
  'backorder.decided': 'warehouse',
  'backorder.wait-missed': 'operator',
  // Who is asked gets his own message; these hear how it goes.
  'amendment.escalated': 'supervisor',
  'amendment.task-refused': 'operator',
  'amendment.applied': 'operator',
  'amendment.declined': 'operator',
  'amendment.expired': 'operator',
  'order.allocation-lapsed': 'operator',
  'receipt.differs': 'procurement',
  'return.lingering': 'warehouse',
  'audit.planned': 'warehouse',
  'webhook.parked': 'admin',
  'notice.held': 'operator',
  'notice.call-needed': 'operator',
  'notice.failed': 'operator',
  'contact.suppressed': 'operator',
  'access.guessed': 'admin',
  'access.issuer-changed': 'admin',
};

/** Nobody reacted to what was told before: it goes ahead of a storm of lesser things. */
export const isGrave = ({ type }: Alert): boolean =>
  type === 'order.stall-escalated' || type.startsWith('sending.');

/** The alert that an event calls for, if any, and the role that gets it. */
export function alertOf(event: Envelope): { role: string; alert: Alert } | undefined {
  const { type, data, subject } = event;
  // Without a promise it comes with the stall, which staff hear of anyway.
  if (type === 'order.delay-expected' && data['promisedAt'] === undefined) return undefined;
  // Who keeps his order asks nothing of anybody.
  if (type === 'order.delay-answered' && data['choice'] !== 'cancel') return undefined;
  const listener = own(listeners, type);
  if (listener === undefined) return undefined;
  const role = typeof data['role'] === 'string' ? data['role'] : listener;
  const orderId = typeof data['orderId'] === 'string' ? data['orderId'] : /^order\/(.+)$/.exec(subject)?.[1];
  const text = (name: string) => {
    const value = own(data, name);
    return typeof value === 'string' ? value : undefined;
  };
  const [stallId, why] = [text('stallId'), text('why') ?? text('reason') ?? text('stage')];
  const about = text('driftId') ?? text('about');
  const amendmentId = /^amendment\/(.+)$/.exec(subject)?.[1];
  return {
    role,
    alert: {
      type,
      at: Date.parse(event.occurredAt) as Instant,
      channels: Array.isArray(data['channels']) ? (data['channels'] as Channel[]) : ['email'],
      ...(orderId === undefined ? {} : { orderId }),
      ...(stallId === undefined ? {} : { stallId }),
      ...(why === undefined ? {} : { why }),
      ...(about === undefined ? {} : { about }),
      ...(amendmentId === undefined ? {} : { amendmentId }),
      ...(typeof data['amount'] === 'number' && text('currency') !== undefined
        ? { sum: { amount: data['amount'], currency: text('currency') ?? '' } }
        : {}),
    },
  };
}
