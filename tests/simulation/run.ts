import { withAftermath } from '../../shared/orders/decide/aftermath.ts';
import { report } from '../../shared/orders/decide/report.ts';
import { formatInstant, hours, minutes } from '../../shared/time/instant.ts';
import { profileOf } from '../orders/given.ts';
import { popsOrder } from '../support/shops.ts';
import { House } from './house.ts';
import { unchained } from './chains.ts';
import { broken, late, left, untimely } from './invariants.ts';
import { missent, unsent } from './sending-invariants.ts';
import { Persons } from './persons.ts';
import { Chance } from './scheduler.ts';
import type { Run, Setting } from './setting.ts';
import { Storefront, webhook } from './storefront.ts';

const stages = [
  'confirmed',
  'preparing',
  'packed',
  'shipped',
  'delivered',
  'cancelled',
  'delivery-failed',
  'placed',
];

export interface OrdersRun extends Run {
  /** Orders whose customer was erased. */
  readonly forgotten: number;
  /** Events that the storefront has heard. */
  readonly heard: number;
}

/**
 * One life of a shop, from a seed: storefronts that repeat and contradict themselves, scans at once with consumers,
 * functions that die, services that are busy, deliveries doubled and reordered. Then the faults stop, and what is
 * left undone is counted.
 */
export async function simulate(seed: number, setting: Setting = {}): Promise<OrdersRun> {
  const { steps = 40 } = setting;
  const chance = new Chance(seed);
  const house = new House(
    chance,
    setting,
    profileOf({ delays: { tell: ['email', 'sms'] }, noticeValve: { mostIn15Minutes: 1_000 }, webhook }),
  );
  const storefront = new Storefront(house, chance);
  const persons = new Persons(house, chance);
  const begun = house.now;
  const faults = new Set<string>();
  const placed: string[] = [];

  /** Every third order is another shop's, with the same people. */
  const shopOf = (orderId: string): string =>
    (Number(orderId.slice(3)) % 3 === 0 ? house.shops[1] : undefined) ?? house.profile.storeId;

  const place = async (): Promise<void> => {
    const again = placed.length > 0 && chance.happens(0.2);
    const orderId = again
      ? chance.of(placed)
      : `ES-${String(placed.push(`ES-${String(placed.length + 1)}`))}`;
    const promised = chance.happens(0.5) ? { promisedAt: '2026-11-19T16:00:00Z' } : {};
    const body = popsOrder(orderId, {
      placedAt: formatInstant(begun),
      ...persons.of(orderId),
      ...(again ? {} : promised),
    });
    await house.orders(shopOf(orderId)).place(body as never, { actor: 'storefront' });
  };

  const tell = async (): Promise<void> => {
    if (placed.length === 0) return;
    const [orderId, stage] = [chance.of(placed), chance.of(stages)];
    const fact = chance.happens(0.8);
    const { said, parts } = persons.words(orderId);
    await house
      .orders(shopOf(orderId))
      .amend(
        orderId,
        { actor: 'storefront' },
        (order, context) => withAftermath(order, report(order, { stage, fact, ...said }, context)),
        parts,
      );
  };

  const errands = [
    place,
    tell,
    tell,
    house.relay,
    house.relay,
    house.consume,
    house.consume,
    house.consume,
    house.consume,
    house.scanOrders,
    house.scanNotices,
    house.scanFollowUps,
    storefront.replay,
    persons.forget,
  ];

  // What follows keeps up with what happens, by and large: a queue that only grows hides what is lost.
  const consumers = Array.from({ length: 6 }, () => house.consume);

  const check = (found: readonly string[]): void => {
    for (const fault of found) faults.add(fault);
  };

  for (let round = 0; round < steps; round++) {
    const tasks = Array.from({ length: 1 + chance.below(6) }, () => chance.of(errands));
    await house.scheduler.together([...tasks, ...consumers]);
    check(broken(house));
    check(missent(house, persons.emailOf));
    if (chance.happens(0.4)) house.leap(30, 20);
  }

  house.faults = false;
  for (let minute = 0; minute < 4_000; minute++) {
    await house.scheduler.together([house.relay]);
    while (house.waiting > 0) await house.scheduler.together([house.consume, house.relay]);
    await house.scheduler.together([house.scanOrders, house.scanNotices, house.scanFollowUps]);
    if (!storefront.atRest) await house.scheduler.together([storefront.replay]);
    check(late(house));
    if (
      minute > 30 &&
      house.waiting === 0 &&
      storefront.atRest &&
      (await left(house)).length === 0 &&
      unsent(house).length === 0
    )
      break;
    house.advance(minutes(1));
  }
  check(broken(house));
  check(await left(house));
  check(missent(house, persons.emailOf));
  check(unsent(house));
  check(house.unheard());
  check(untimely(house));
  check(unchained(house));
  check(storefront.missed());
  check(persons.remembered());
  return {
    hash: house.hash(),
    faults: [...faults],
    forgotten: persons.erased().length,
    heard: storefront.heard,
    mails: house.mails.length,
    simulatedHours: (house.now - begun) / hours(1),
  };
}
