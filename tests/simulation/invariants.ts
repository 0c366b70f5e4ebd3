import { isDeepStrictEqual } from 'node:util';
import { placeOf } from '../../shared/events/timeline.ts';
import { digest } from '../../shared/kernel/receipts.ts';
import { usualShards } from '../../shared/kernel/shard.ts';
import type { OrderEvent } from '../../shared/orders/events.ts';
import { evolve } from '../../shared/orders/evolve.ts';
import type { Order } from '../../shared/orders/state.ts';
import type { Notice } from '../../shared/notices/notice.ts';
import { formatInstant, minus, minutes } from '../../shared/time/instant.ts';
import type { House } from './house.ts';
import { linksTwice } from './link-invariants.ts';
import { clockError } from './setting.ts';

const once = ['order.stall-warned', 'order.stalled', 'order.placed', 'order.closed'];

/** What must hold whenever anybody looks. Answers what does not, in words. */
export function broken(house: House): string[] {
  return [
    ...linksTwice(house),
    ...eventsOnce(house),
    ...neverEarly(house),
    ...replay(house),
    ...messagesOnce(house),
  ];
}

/** What must hold once faults have stopped and everything has drained. */
export async function left(house: House): Promise<string[]> {
  const found: string[] = [];
  for (const kind of ['order', 'notice'])
    for (let shard = 0; shard < usualShards; shard++)
      for (const { key } of (await house.store.due(kind, shard, house.now, { limit: 1_000 })).items)
        found.push(`${key.kind} ${key.id} is due and was not looked at`);
  for (const { key, change } of house.store.rows.values()) {
    const state = change.state as Notice;
    // An address that a provider does not take ends what is written to it.
    const rejected = house.provider.rejected.has(key.id);
    if (key.kind === 'notice' && state.status === 'failed' && state.channel === 'email' && !rejected)
      found.push(`the e-mail ${key.id} was given up`);
  }
  found.push(...untold(house).map((name) => `an alert was never told: ${name}`));
  return [...found, ...breachesTold(house)];
}

/** What was committed and stands in no timeline. */
export function untimely(house: House): string[] {
  return house.store.log.flatMap(({ key, version, sealed }) =>
    sealed.every(({ envelope }) =>
      house.timeline.kept.has(
        `${key.store}#${envelope.subject} ${placeOf({ subject: envelope.subject, envelope })}`,
      ),
    )
      ? []
      : [`the timeline of ${key.kind} ${key.id} lacks version ${String(version)}`],
  );
}

/** Alerts that stand in no list of what their role was told. */
function untold(house: House): string[] {
  const of = (kind: string) => [...house.store.parts].filter(([name]) => name.includes(`#${kind}#`));
  const told = new Set(of('told').flatMap(([, body]) => body.split(' ')));
  return of('alert').flatMap(([name]) => (told.has(digest(name.slice(name.indexOf(' ') + 1))) ? [] : [name]));
}

/** Events of orders, with the time at which the world wrote them: whoever fires may have another clock. */
function orderEvents(house: House): { id: string; event: OrderEvent; at: number }[] {
  return house.store.log.flatMap(({ key, change }, n) =>
    key.kind === 'order'
      ? change.events.map((event) => ({
          id: key.id,
          event: event as OrderEvent,
          at: house.times[n] ?? change.at,
        }))
      : [],
  );
}

/** Once faults have stopped no deadline waits longer than two scans, a minute each. */
export function late(house: House, kinds: readonly string[] = ['order', 'notice']): string[] {
  const before = minus(house.now, minutes(2));
  const found: string[] = [];
  for (const { key, change } of house.store.rows.values())
    if (change.due && change.due.at <= before && kinds.includes(change.due.kind))
      found.push(`${key.kind} ${key.id} is more than two scans late`);
  return found;
}

/** Each level once per stay, each order placed and closed once. */
function eventsOnce(house: House): string[] {
  const seen = new Set<string>();
  return orderEvents(house).flatMap(({ id, event }) => {
    if (!once.includes(event.type)) return [];
    const name = `${event.type} of ${String((event.data as { stallId?: string }).stallId ?? id)}`;
    if (seen.has(name)) return [`${name} twice`];
    seen.add(name);
    return [];
  });
}

/** The default limits, in hours, by hand; a warning comes at three quarters. */
const hoursIn: Readonly<Record<string, number>> = {
  placed: 12,
  confirmed: 24,
  preparing: 48,
  packed: 24,
  shipped: 96,
  'delivery-failed': 48,
};

/** No warning or breach before its time, but for what two clocks may be wrong: whose stay began, and who looks. */
function neverEarly(house: House): string[] {
  return orderEvents(house).flatMap(({ event, at }) => {
    if (event.type !== 'order.stall-warned' && event.type !== 'order.stalled') return [];
    const limit = (hoursIn[event.data.stage] ?? Infinity) * (event.type === 'order.stalled' ? 1 : 0.75);
    const due = event.data.since + limit * 3_600_000;
    return at < due - 2 * clockError
      ? [`${event.type} of ${event.data.stallId} at ${formatInstant(at as never)}, before its time`]
      : [];
  });
}

/** The history of every order replays to its state. */
function replay(house: House): string[] {
  const states = new Map<string, Order>();
  for (const { id, event } of orderEvents(house)) states.set(id, evolve(states.get(id), event));
  return [...states].flatMap(([id, state]) => {
    const row = [...house.store.rows.values()].find(({ key }) => key.kind === 'order' && key.id === id);
    return isDeepStrictEqual(row?.change.state, state)
      ? []
      : [`the history of order ${id} does not lead to its state`];
  });
}

/**
 * Each message once. It can go again only where the sender died between sending and confirming: then it is claimed
 * anew, five minutes later at the earliest, and never once it is known to have left. An SMS is not claimed anew.
 */
function messagesOnce(house: House): string[] {
  const steps = new Map<string, { type: string; at: number }[]>();
  for (const { key, change } of house.store.log.filter(({ key: { kind } }) => kind === 'notice'))
    for (const { type } of change.events)
      steps.set(key.id, [...(steps.get(key.id) ?? []), { type, at: change.at }]);
  const sent = house.mails.map(({ tags }) => tags.notice);
  return [...steps].flatMap(([id, taken]) => {
    const claims = taken.filter(({ type }) => type === 'notice.claimed').length;
    const went = sent.filter((notice) => notice === id).length;
    return [
      ...(went > claims ? [`the notice ${id} went ${String(went)} times on ${String(claims)} claims`] : []),
      ...taken.flatMap(({ type, at }, n) => {
        const before = taken[n - 1];
        if (
          type !== 'notice.claimed' ||
          before?.type === 'notice.opened' ||
          before?.type === 'notice.deferred'
        )
          return [];
        const declared =
          before?.type === 'notice.claimed' &&
          at - before.at >= 5 * 60_000 - clockError &&
          id.endsWith('email');
        return declared ? [] : [`the notice ${id} was claimed after ${before?.type ?? 'nothing'}`];
      }),
    ];
  });
}

/** Whoever's order stands stalled has been told, or the reason why not is on record. */
function breachesTold(house: House): string[] {
  return [...house.store.rows.values()].flatMap(({ key, change }) => {
    const order = change.state as Order;
    if (key.kind !== 'order' || order.status === 'closed' || order.late?.told?.at === undefined) return [];
    const notice = [...house.store.rows.values()].find(
      (row) =>
        row.key.kind === 'notice' &&
        (row.change.state as Notice).orderId === key.id &&
        (row.change.state as Notice).kind === 'delay',
    );
    return notice ? [] : [`nobody told the customer of ${key.id} of its delay`];
  });
}
