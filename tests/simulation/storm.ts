import { type Scanned, scan } from '../../shared/kernel/scan.ts';
import { agenda, overdue } from '../../shared/orders/agenda.ts';
import { orderAggregate, orderKey } from '../../shared/orders/aggregate.ts';
import { place } from '../../shared/orders/decide/place.ts';
import { evolve } from '../../shared/orders/evolve.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { type OrderRules, orderRules } from '../../shared/orders/rules.ts';
import type { Order } from '../../shared/orders/state.ts';
import { days, type Instant, instant, minus, plus, duration } from '../../shared/time/instant.ts';
import { perStore } from '../../functions/pipelines/schedule.ts';
import { profileOf } from '../orders/given.ts';
import { Chance } from './scheduler.ts';
import { StormStore } from './storm-store.ts';
import { VirtualTime } from './world-clock.ts';

export interface StormSetting {
  readonly orders: number;
  readonly shops: number;
  readonly partitions: number;
  readonly dueShards: number;
  readonly scanPerSecond: number;
  /** Each minute a second scan begins 20 s after the first, as if a start had been delivered twice. */
  readonly overlapping: boolean;
}

export interface Storm {
  /** Seconds from the first deadline, and from the end of the minute in which all fell due, to the last change. */
  readonly seconds: number;
  readonly afterMinute: number;
  readonly peaks: { readonly table: number; readonly deadlines: number; readonly work: number };
  readonly wasted: number;
  readonly throttled: number;
  readonly readUnits: number;
  readonly failed: number;
  /** Orders changed, each once, and how many of them went after a less grave one read by the same scan. */
  readonly changed: number;
  readonly outOfOrder: number;
}

const begin = instant(Date.parse('2026-11-18T10:00:00Z'));
/** One order in five escalates, two pass their limit, two are warned. */
const levels = [2, 1, 1, 0, 0];

/** Orders fall due evenly within one minute, the first of them as a scan begins. */
export async function storm(setting: StormSetting): Promise<Storm> {
  const { orders, shops, partitions, dueShards, scanPerSecond, overlapping } = setting;
  const time = new VirtualTime();
  const heads = new StormStore(time, new Chance(1), partitions, dueShards);
  const profile = profileOf();
  const loaded = { profile, revision: 1, version: 1 };
  const rules = orderRules(profile);
  const clock = () => plus(begin, duration(time.now));
  const gravity = new Map<string, number>();
  const made = new Map<string, Order>();
  for (let at = 0; at < orders; at++) {
    const level = levels[at % levels.length] ?? 0;
    const second = Math.floor((at / orders) * 60);
    const name = `${String(level)} ${String(second)}`;
    const template = made.get(name) ?? dueAt(rules, level, plus(begin, duration(second * 1_000)));
    made.set(name, template);
    const order = { ...template, id: `ES-${String(at)}` };
    const key = orderKey(`shop-${String(at % shops)}`, order.id);
    const { due, indexes } = orderAggregate(rules);
    gravity.set(`${key.store} ${key.id}`, 2 - level);
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
  heads.log.length = 0;
  const shopsOrders = new Map<string, Orders>();
  const ofShop = (store: string) => {
    const known = shopsOrders.get(store) ?? new Orders({ heads, clock }, store, loaded);
    shopsOrders.set(store, known);
    return known;
  };
  let outOfOrder = 0;
  let last = 0;
  const run = async (): Promise<Scanned> => {
    const ends = time.now + 50_000;
    let gravest = 0;
    return scan(
      { heads, clock },
      {
        kind: 'order',
        hasTime: () => time.now < ends,
        rate: {
          perSecond: scanPerSecond,
          perStore: perStore.spread,
          timer: { now: () => time.now, pause: time.pause },
        },
        async fire({ store, id }) {
          const grave = gravity.get(`${store} ${id}`) ?? 0;
          if (grave < gravest) outOfOrder++;
          gravest = Math.max(gravest, grave);
          const done = await ofShop(store).fire(id);
          if (done.done && done.changed) last = time.now;
        },
      },
    );
  };
  const ran: Scanned[] = [];
  const begun: Promise<unknown>[] = [];
  const day = async () => {
    for (let minute = 0; minute < 20 && heads.log.length < orders; minute++) {
      begun.push(run().then((done) => ran.push(done)));
      await time.pause(20_000);
      if (overlapping) begun.push(run().then((done) => ran.push(done)));
      await time.pause(40_000);
    }
    await Promise.all(begun);
  };
  await time.until(day());
  return {
    seconds: last / 1_000,
    afterMinute: last / 1_000 - 60,
    peaks: { table: heads.table.peak, deadlines: heads.deadlines.peak, work: heads.work.peak },
    wasted: heads.wasted / heads.units,
    throttled: heads.throttled,
    readUnits: heads.reads,
    failed: ran.reduce((sum, { failed }) => sum + failed.length, 0),
    changed: heads.log.length,
    outOfOrder,
  };
}

/** An order whose next deadline, a warning (0), a limit (1) or an escalation (2), is at an instant. */
function dueAt(rules: OrderRules, level: number, at: Instant): Order {
  const first = grown(rules, level, minus(at, days(3)));
  const placed = minus(at, duration(next(first, rules) - minus(at, days(3))));
  const order = grown(rules, level, placed);
  if (next(order, rules) !== at) throw new Error(`it falls due at ${String(next(order, rules))}`);
  return order;
}

const next = (order: Order, rules: OrderRules): Instant => agenda(order, rules)[0]?.at ?? instant(Number.NaN);

function grown(rules: OrderRules, level: number, placedAt: Instant): Order {
  const decision = place(
    undefined,
    { orderId: 'ES', placedAt, content: 'content#x.1', intake: 'x', units: 3 },
    { rules, at: placedAt, actor: 'storefront' },
  );
  if ('refused' in decision) throw new Error('the order is refused');
  let order = decision.accepted.reduce<Order | undefined>(evolve, undefined);
  for (let step = 0; step < level && order; step++)
    order = overdue(order, rules, next(order, rules)).reduce<Order>(evolve, order);
  if (!order) throw new Error('nothing was placed');
  return order;
}
