import { type Scanned, scan } from '../../shared/kernel/scan.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { orderRules } from '../../shared/orders/rules.ts';
import { instant, plus, duration } from '../../shared/time/instant.ts';
import { perStore } from '../../functions/pipelines/schedule.ts';
import { profileOf } from '../orders/given.ts';
import { Chance } from './scheduler.ts';
import { plant, type StormKind } from './storm-orders.ts';
import { StormStore } from './storm-store.ts';
import { Told, type ToldOf } from './storm-told.ts';
import { VirtualTime } from './world-clock.ts';

export interface StormSetting {
  readonly orders: number;
  readonly shops: number;
  readonly partitions: number;
  readonly dueShards: number;
  readonly scanPerSecond: number;
  /** Each minute a second scan begins 20 s after the first, as if a start had been delivered twice. */
  readonly overlapping: boolean;
  readonly kind?: StormKind;
  /** Staff and customers are told too, at so many e-mails a second. */
  readonly mailPerSecond?: number;
}

export interface Storm {
  /** Seconds from the first deadline, and from the end of the minute in which all fell due, to the last change. */
  readonly seconds: number;
  readonly afterMinute: number;
  readonly peaks: {
    readonly table: number;
    readonly deadlines: number;
    readonly work: number;
    readonly lists: number;
  };
  readonly wasted: number;
  readonly throttled: number;
  readonly readUnits: number;
  readonly failed: number;
  /** Orders changed, each once, and how many of them went after a less grave one read by the same scan. */
  readonly changed: number;
  readonly outOfOrder: number;
  readonly told?: ToldOf;
}

const begin = instant(Date.parse('2026-11-18T10:00:00Z'));

/** Orders fall due evenly within one minute, the first of them as a scan begins. */
export async function storm(setting: StormSetting): Promise<Storm> {
  const { orders, partitions, dueShards, scanPerSecond, overlapping, kind = 'stalls' } = setting;
  const time = new VirtualTime();
  const heads = new StormStore(time, new Chance(1), partitions, dueShards);
  const profile = profileOf();
  const loaded = { profile, revision: 1, version: 1 };
  const clock = () => plus(begin, duration(time.now));
  const gravity = await plant(heads, orderRules(profile), begin, { ...setting, kind });
  const told =
    setting.mailPerSecond === undefined
      ? undefined
      : new Told({ heads, time, clock, loaded, scanPerSecond, mailPerSecond: setting.mailPerSecond });
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
    for (let minute = 0; minute < 20 && heads.changed < orders; minute++) {
      begun.push(run().then((done) => ran.push(done)));
      if (told) begun.push(told.scan());
      await time.pause(20_000);
      if (overlapping) begun.push(run().then((done) => ran.push(done)));
      await time.pause(40_000);
    }
    await Promise.all(begun);
  };
  await time.until(day());
  const drained = {
    seconds: last / 1_000,
    afterMinute: last / 1_000 - 60,
    peaks: {
      table: heads.table.peak,
      deadlines: heads.deadlines.peak,
      work: heads.work.peak,
      lists: heads.lists.peak,
    },
    wasted: heads.wasted / heads.units,
    throttled: heads.throttled,
    readUnits: heads.reads,
    failed: ran.reduce((sum, { failed }) => sum + failed.length, 0),
    changed: heads.changed,
    outOfOrder,
  };
  if (!told) return drained;
  let all: ToldOf | undefined;
  await time.until(told.toTheEnd().then((done) => (all = done)));
  return { ...drained, ...(all ? { told: all } : {}) };
}
