import type { Envelope } from '../events/envelope.ts';
import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { HeadStore } from '../kernel/head.ts';
import { orderKey } from '../orders/aggregate.ts';
import { spent } from '../orders/clock.ts';
import { openItems } from '../orders/decide/checklist.ts';
import { type OrderRules, orderRules } from '../orders/rules.ts';
import { isOpen, type Order, stallId } from '../orders/state.ts';
import type { Person, Profile } from '../stores/profile.ts';
import type { Profiles } from '../stores/profiles.ts';
import type { Clock, Instant } from '../time/instant.ts';
import { type Alert, alertOf, keepAlert, markTold, type Untold, untold } from './alerts.ts';
import { SendError, type StaffTopic, type Texter } from './channels.ts';
import { claim, cover, digestAggregate, digestKey } from './digest.ts';
import { digestSms, digestText, type Line, type Waiting } from './digest-message.ts';

export interface StaffPorts {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
  readonly topic: StaffTopic;
  readonly texter: Texter;
  /** Where links in messages lead. */
  readonly publicUrl: string;
}

/** Named in one message; what is beyond is counted and comes with the next. */
const mostNamed = 200;

/** Takes an alert in: kept first, then covered by a digest, so that no crash between the two loses it. */
export async function alertStaff(
  ports: Pick<StaffPorts, 'heads' | 'clock' | 'profiles'>,
  event: Envelope,
): Promise<void> {
  const found = alertOf(event);
  if (!found) return;
  const { alert } = found;
  const profile = (await ports.profiles.of(event.storeId))?.profile;
  // Nobody fills the role: the operator hears, for somebody must.
  const role = profile && fill(profile, found.role).length === 0 ? 'operator' : found.role;
  if (!(await keepAlert(ports.heads, event.storeId, role, event.id, alert))) return;
  await change(
    ports,
    digestAggregate,
    digestKey(event.storeId, role),
    { actor: 'system' },
    {
      decide: (head, at) => cover(head?.state, alert.at, at),
    },
  );
}

/** Sends a role's digest if it is due: claimed, read, said to each person in his language, confirmed. */
export async function sendDigest(ports: StaffPorts, store: string, role: string): Promise<void> {
  const loaded = await ports.profiles.of(store);
  if (!loaded) return;
  const { profile } = loaded;
  const key = digestKey(store, role);
  const claimed = await change(
    ports,
    digestAggregate,
    key,
    { actor: 'system' },
    { decide: (head, at) => claim(head?.state, at) },
  );
  if (!claimed.done || claimed.state.status !== 'claimed') return;
  const { from, at } = claimed.state;
  const { alerts, more } = await untold(ports.heads, store, role, from, mostNamed);
  const lines = await currentLines(ports.heads, store, profile, alerts, at);
  if (lines.length > 0) {
    await publish(ports, store, role, profile, lines, more);
    await textEscalations(ports, role, profile, lines);
  }
  await markTold(ports.heads, store, role, alerts);
  const orders = [...new Set(lines.flatMap(({ order }) => order?.id ?? []))];
  await change(
    ports,
    digestAggregate,
    key,
    { actor: 'system' },
    {
      decide: (head, now) =>
        // Who was overtaken by a second sender leaves the last word to him.
        head?.state.status === 'claimed' && head.state.at === at
          ? accept([{ type: 'digest.sent', data: { at: now, role, orders, more } }], 'sent')
          : accept([], 'overtaken'),
    },
  );
}

/** The alerts that are still true, each with its order as it is now. */
async function currentLines(
  heads: HeadStore,
  store: string,
  profile: Profile,
  alerts: readonly Untold[],
  at: Instant,
): Promise<Line[]> {
  const ids = [...new Set(alerts.flatMap(({ alert: { orderId } }) => orderId ?? []))];
  const found = await heads.loadMany<Order>(ids.map((id) => orderKey(store, id)));
  const orders = new Map(found.map(({ state }) => [state.id, state]));
  const rules = orderRules(profile);
  return alerts.flatMap(({ alert: said }) => {
    const order = said.orderId === undefined ? undefined : orders.get(said.orderId);
    return stillTrue(said, order, rules)
      ? [{ alert: said, order, waiting: order && waitingOf(order, rules, at) }]
      : [];
  });
}

function waitingOf(order: Order, rules: OrderRules, at: Instant): Waiting | undefined {
  const limits = rules.limits(order);
  const pace = rules.pace(order);
  return limits && { spent: spent(order.stay.clock, at, pace), limit: limits.breach, kind: pace.kind };
}

/** A stall that closed by itself, or that was told of at a graver level since, is not worth a message. */
function stillTrue({ type, stallId: stall }: Alert, order: Order | undefined, rules: OrderRules): boolean {
  if (stall !== undefined) {
    if (!order || !isOpen(order) || stallId(order) !== stall) return false;
    if (type === 'order.checklist-awaited') return openItems(order, order.stay.stage, rules).length > 0;
    return type !== 'order.stall-warned' || order.stay.alarm?.level === 'warned';
  }
  const dated = type.startsWith('order.promise-') || type === 'order.delay-expected';
  return !dated || (order !== undefined && isOpen(order));
}

const fill = (profile: Profile, role: string): Person[] =>
  profile.staff.filter((person) => person.roles.some((own) => own === role));

async function publish(
  ports: StaffPorts,
  store: string,
  role: string,
  profile: Profile,
  lines: readonly Line[],
  more: boolean,
) {
  const people = fill(profile, role);
  for (const person of people.filter(({ email }) => email !== undefined))
    await taken(
      ports.topic.publish({
        store,
        role,
        person: person.id,
        ...digestText(profile, person.locale ?? profile.locale, lines, more, ports.publicUrl),
      }),
    );
  if (people.length === 0)
    await taken(
      ports.topic.publish({
        store,
        role,
        ...digestText(profile, profile.locale, lines, more, ports.publicUrl),
      }),
    );
}

/** An escalation goes to the phone as well, one text for all of them. */
async function textEscalations(ports: StaffPorts, role: string, profile: Profile, lines: readonly Line[]) {
  const urgent = lines.filter((line) => line.alert.channels.includes('sms'));
  if (urgent.length === 0) return;
  for (const person of fill(profile, role))
    if (person.phone !== undefined)
      await taken(
        ports.texter.send({
          to: person.phone,
          text: digestSms(profile, person.locale ?? profile.locale, urgent),
          role,
        }),
      );
}

/** One person's wrong number must not keep the others from hearing, nor make them hear twice. */
async function taken(sending: Promise<void>): Promise<void> {
  await sending.catch((error: unknown) => {
    if (!(error instanceof SendError && error.how === 'never')) throw error;
  });
}
