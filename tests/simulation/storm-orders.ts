import { agenda, overdue } from '../../shared/orders/agenda.ts';
import { orderAggregate, orderKey } from '../../shared/orders/aggregate.ts';
import { place } from '../../shared/orders/decide/place.ts';
import { evolve } from '../../shared/orders/evolve.ts';
import { type OrderRules } from '../../shared/orders/rules.ts';
import type { Order } from '../../shared/orders/state.ts';
import { days, duration, type Instant, instant, minus, plus } from '../../shared/time/instant.ts';
import type { StormStore } from './storm-store.ts';

/** What falls due: deadlines of the stall clock, or the word to customers that their date will be missed. */
export type StormKind = 'stalls' | 'delays';

/** One order in five escalates, two pass their limit, two are warned. */
const levels = [2, 1, 1, 0, 0];

/** Plants so many orders, dealt out to so many shops, that fall due evenly within one minute; answers how grave each is. */
export async function plant(
  heads: StormStore,
  rules: OrderRules,
  begin: Instant,
  { orders, shops, kind }: { readonly orders: number; readonly shops: number; readonly kind: StormKind },
): Promise<ReadonlyMap<string, number>> {
  const gravity = new Map<string, number>();
  const made = new Map<string, Order>();
  for (let n = 0; n < orders; n++) {
    const level = kind === 'delays' ? 0 : (levels[n % levels.length] ?? 0);
    const second = Math.floor((n / orders) * 60);
    const at = plus(begin, duration(second * 1_000));
    const name = `${String(level)} ${String(second)}`;
    const template = made.get(name) ?? (kind === 'delays' ? delayAt(rules, at) : dueAt(rules, level, at));
    made.set(name, template);
    const order = { ...template, id: `ES-${String(n)}` };
    const key = orderKey(`shop${String(n % shops)}`, order.id);
    const { due, indexes } = orderAggregate(rules);
    gravity.set(`${key.store} ${key.id}`, kind === 'delays' ? 0 : 2 - level);
    await heads.plant({
      key,
      expected: 0,
      state: order,
      events: [{ type: 'order.placed', data: {} }],
      at: begin,
      actor: 'storefront',
      due: due(order),
      indexes: indexes(key, order),
      receipts: [],
    });
  }
  return gravity;
}

/** An order whose next deadline, a warning (0), a limit (1) or an escalation (2), is at an instant. */
function dueAt(rules: OrderRules, level: number, at: Instant): Order {
  const first = grown(rules, level, minus(at, days(3)));
  const placed = minus(at, duration(next(first, rules) - minus(at, days(3))));
  const order = grown(rules, level, placed);
  if (next(order, rules) !== at) throw new Error(`it falls due at ${String(next(order, rules))}`);
  return order;
}

/**
 * An order promised for two days later, of which it shows at an instant that it will be missed. The earlier it was
 * placed, the earlier it shows: found by halving, to the second or so.
 */
function delayAt(rules: OrderRules, at: Instant): Order {
  let [early, late] = [days(3) as number, 0];
  const promisedAt = plus(at, days(2));
  for (let attempt = 0; attempt < 40; attempt++) {
    const ago = Math.round((early + late) / 2);
    const order = beforeDelay(rules, grown(rules, 0, minus(at, duration(ago)), promisedAt));
    const off = next(order, rules) - at;
    if (Math.abs(off) < 1_000) return order;
    if (off < 0) early = ago;
    else late = ago;
  }
  throw new Error('no order falls due so');
}

/** Warned, stalled and escalated as it may be by then. */
function beforeDelay(rules: OrderRules, order: Order): Order {
  const [first] = agenda(order, rules);
  if (!first) throw new Error('no delay is ahead of it');
  if (first.event(first.at).type === 'order.delay-expected') return order;
  return beforeDelay(rules, overdue(order, rules, first.at).reduce<Order>(evolve, order));
}

const next = (order: Order, rules: OrderRules): Instant => agenda(order, rules)[0]?.at ?? instant(Number.NaN);

function grown(rules: OrderRules, level: number, placedAt: Instant, promisedAt?: Instant): Order {
  const promise = promisedAt === undefined ? {} : { promisedAt };
  const decision = place(
    undefined,
    { orderId: 'ES', placedAt, content: 'content#x.1', intake: 'x', units: 3, ...promise },
    { rules, at: placedAt, actor: 'storefront' },
  );
  if ('refused' in decision) throw new Error('the order is refused');
  let order = decision.accepted.reduce<Order | undefined>(evolve, undefined);
  for (let step = 0; step < level && order; step++)
    order = overdue(order, rules, next(order, rules)).reduce<Order>(evolve, order);
  if (!order) throw new Error('nothing was placed');
  return order;
}
