import { storeId } from '../kernel/brand.ts';
import type { Envelope } from '../events/envelope.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import type { Channel, Role } from '../stores/profile.ts';
import { days, type Instant, plus, sortable } from '../time/instant.ts';

/** Something staff must hear of. Kept until told; what it says is read from the order when it is told. */
export interface Alert {
  readonly type: string;
  readonly orderId?: string;
  /** The stay it was raised in: once the order has moved on there is nothing to tell. */
  readonly stallId?: string;
  readonly why?: string;
  /** Of a refund. */
  readonly sum?: { readonly amount: number; readonly currency: string };
  readonly channels: readonly Channel[];
  readonly at: Instant;
  readonly told?: true;
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
  'notice.held': 'operator',
  'notice.failed': 'operator',
  'contact.suppressed': 'operator',
};

/** The alert that an event calls for, if any, and the role that gets it. */
export function alertOf(event: Envelope): { role: string; alert: Alert } | undefined {
  const { type, data, subject } = event;
  // Without a promise it comes with the stall, which staff hear of anyway.
  if (type === 'order.delay-expected' && data['promisedAt'] === undefined) return undefined;
  // Who keeps his order asks nothing of anybody.
  if (type === 'order.delay-answered' && data['choice'] !== 'cancel') return undefined;
  const listener = listeners[type];
  if (listener === undefined) return undefined;
  const role = typeof data['role'] === 'string' ? data['role'] : listener;
  const orderId = typeof data['orderId'] === 'string' ? data['orderId'] : /^order\/(.+)$/.exec(subject)?.[1];
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : undefined);
  const [stallId, why] = [text('stallId'), text('why') ?? text('reason') ?? text('stage')];
  return {
    role,
    alert: {
      type,
      at: Date.parse(event.occurredAt) as Instant,
      channels: Array.isArray(data['channels']) ? (data['channels'] as Channel[]) : ['email'],
      ...(orderId === undefined ? {} : { orderId }),
      ...(stallId === undefined ? {} : { stallId }),
      ...(why === undefined ? {} : { why }),
      ...(typeof data['amount'] === 'number' && text('currency') !== undefined
        ? { sum: { amount: data['amount'], currency: text('currency') ?? '' } }
        : {}),
    },
  };
}

const keyOf = (store: string, role: string): AggregateKey => ({
  store: storeId(store),
  kind: 'alert',
  id: role,
});
const nameOf = (at: Instant, eventId: string): string => `${sortable(at)}#${eventId}`;
const keptFor = days(14);

/** Kept once, whatever is delivered again: its name is the event's. Answers whether it still has to be told. */
export async function keepAlert(
  heads: HeadStore,
  store: string,
  role: string,
  eventId: string,
  alert: Alert,
): Promise<boolean> {
  const name = nameOf(alert.at, eventId);
  if (
    await heads.putPartIfAbsent(
      keyOf(store, role),
      { name, body: JSON.stringify(alert) },
      plus(alert.at, keptFor),
    )
  )
    return true;
  const body = await heads.part(keyOf(store, role), name);
  return body !== undefined && (JSON.parse(body) as Alert).told !== true;
}

export interface Untold {
  readonly name: string;
  readonly alert: Alert;
}

/** What a role has not been told, from an instant on, oldest first; at most `most`, and whether there is more. */
export async function untold(heads: HeadStore, store: string, role: string, from: Instant, most: number) {
  const found: Untold[] = [];
  let cursor: string | undefined;
  do {
    const page = await heads.partsBetween(keyOf(store, role), sortable(from), '~', { limit: 200, cursor });
    for (const { name, body } of page.items) {
      const alert = JSON.parse(body) as Alert;
      if (alert.told !== true) found.push({ name, alert });
    }
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && found.length < most);
  return { alerts: found.slice(0, most), more: cursor !== undefined || found.length > most };
}

/** Marks them told; again changes nothing. */
export async function markTold(
  heads: HeadStore,
  store: string,
  role: string,
  alerts: readonly Untold[],
): Promise<void> {
  await Promise.all(
    alerts.map(({ name, alert }) =>
      heads.putPart(
        keyOf(store, role),
        { name, body: JSON.stringify({ ...alert, told: true }) },
        plus(alert.at, keptFor),
      ),
    ),
  );
}
