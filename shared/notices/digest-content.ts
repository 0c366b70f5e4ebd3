import type { Head, HeadStore } from '../kernel/head.ts';
import { orderKey } from '../orders/aggregate.ts';
import { spent } from '../orders/clock.ts';
import { openItems } from '../orders/decide/checklist.ts';
import { type OrderRules, orderRules } from '../orders/rules.ts';
import { isOpen, type Order, stallId } from '../orders/state.ts';
import type { Profile } from '../stores/profile.ts';
import type { Instant } from '../time/instant.ts';
import { type Alert, isGrave } from './alerts.ts';
import { gather, type Gathered, type Line, nothing, type Waiting } from './gathered.ts';
import { type Batch, batchOf, type Untold, untold } from './kept-alerts.ts';

/** What one digest tells, and what is told with it. */
export interface Content {
  readonly gathered: Gathered;
  readonly grave: boolean;
  /** All alerts that were read, also those that are no longer true. */
  readonly batches: readonly Batch[];
  /** From where on there is more than was read. */
  readonly rest: Instant | undefined;
}

/** Read for one digest: about a quarter of a minute. */
export const mostAlerts = 100_000;
/** Orders read in one call. */
const width = 100;

/**
 * Everything that a role has not been told and that is still true, each alert compared with its order as it is now.
 * Page by page: what stays in memory is what the message says, and 12 bytes for each alert.
 */
export async function contentOf(
  heads: HeadStore,
  store: string,
  profile: Profile,
  role: string,
  { from, at }: { readonly from: Instant; readonly at: Instant },
  most = mostAlerts,
): Promise<Content> {
  let gathered = nothing;
  let grave = false;
  let read = 0;
  const batches: Batch[] = [];
  for await (const page of untold(heads, store, role, from)) {
    const [beyond] = read >= most ? page : [];
    if (beyond) return { gathered, grave, batches, rest: beyond.alert.at };
    const lines = await currentLines(heads, store, profile, page, at);
    gathered = gather(gathered, lines);
    grave ||= lines.some(({ alert }) => isGrave(alert));
    batches.push(...batchOf(page));
    read += page.length;
  }
  return { gathered, grave, batches, rest: undefined };
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
  const chunks = Array.from({ length: Math.ceil(ids.length / width) }, (_, n) =>
    ids.slice(n * width, (n + 1) * width).map((id) => orderKey(store, id)),
  );
  const found: (readonly Head<Order>[])[] = await Promise.all(
    chunks.map((keys) => heads.loadMany<Order>(keys)),
  );
  const orders = new Map(found.flat().map(({ state }) => [state.id as string, state]));
  const rules = orderRules(profile);
  return alerts.flatMap(({ alert }) => {
    const order = alert.orderId === undefined ? undefined : orders.get(alert.orderId);
    return lineOf(alert, order, rules, at);
  });
}

/**
 * What is said of one alert, if it is still true. An order that cannot be read against the present profile is named
 * without its stage: it must not keep the others from being told.
 */
function lineOf(alert: Alert, order: Order | undefined, rules: OrderRules, at: Instant): Line[] {
  try {
    return stillTrue(alert, order, rules)
      ? [{ alert, order, waiting: order && waitingOf(order, rules, at) }]
      : [];
  } catch {
    return [{ alert, order: undefined, waiting: undefined }];
  }
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
