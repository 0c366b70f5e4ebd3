import { amendmentKind } from '../../shared/amendments/aggregate.ts';
import { askKind } from '../../shared/amendments/ask.ts';
import { askStaff, sendAsk } from '../../shared/amendments/ask-staff.ts';
import { fireAmendment, followAmendments } from '../../shared/amendments/firing.ts';
import type { Amendment } from '../../shared/amendments/state.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { change } from '../../shared/kernel/commit.ts';
import { followUp } from '../../shared/kernel/follow-up.ts';
import { linkKind } from '../../shared/links/link.ts';
import { lapseLink } from '../../shared/links/links.ts';
import { overdue, refundAggregate, refundKind } from '../../shared/refunds/refund.ts';
import { countEvents } from '../../shared/counts/count-events.ts';
import type { Tallies } from '../../shared/kernel/tally/tally.ts';
import { stockKind } from '../../shared/stock/level/aggregate.ts';
import { hours, plus } from '../../shared/time/instant.ts';
import { giftProfile } from '../amendments/given.ts';
import { MemoryTallies } from '../support/memory-tallies.ts';
import { miscounted } from './amend-books.ts';
import { unchained } from './chains.ts';
import { amendmentsBroken, amendmentsLeft } from './amend-invariants.ts';
import { People } from './amend-people.ts';
import { Shops } from './amend-shops.ts';
import { House } from './house.ts';
import { late } from './invariants.ts';
import { Chance } from './scheduler.ts';
import type { Run, Setting } from './setting.ts';

const scanned = ['order', 'notice', stockKind, followUp];

export interface AmendedRun extends Run {
  readonly ended: number;
  readonly applied: number;
}

/**
 * One life of late changes, from a seed: staff ask, preview, agree, decline and take back, customers click on links new and
 * old, departments take their tasks or refuse them, while orders move on, pieces come and go, functions die, and what is
 * delivered is doubled and reordered. Then the faults stop, everything runs out of time, and what is left is looked at.
 */
export async function simulateAmendments(seed: number, setting: Setting = {}): Promise<AmendedRun> {
  const { steps = 18 } = setting;
  const chance = new Chance(seed);
  const follow = async (event: Envelope): Promise<void> => {
    await followAmendments(house.ports, event);
    if (event.subject.startsWith('amendment/'))
      await askStaff(house.ports, event.storeId, event.subject.slice('amendment/'.length));
  };
  const house = new House(chance, setting, giftProfile());
  house.follows['follow-amendments'] = follow;
  house.fires[amendmentKind] = ({ store, id }) => fireAmendment(house.ports, store, id);
  house.fires[askKind] = ({ store, id }) => sendAsk(house.ports, store, id);
  house.fires[refundKind] = (key) =>
    change(
      house.ports,
      refundAggregate,
      key,
      { actor: 'system' },
      {
        decide: (head, at) => overdue(head?.state, at),
      },
    );
  house.fires[linkKind] = (key) => lapseLink(house.ports, key, () => Promise.resolve());
  const tallies = new MemoryTallies();
  const counted: Tallies = {
    count: (entries) => house.port('count', () => tallies.count(entries)),
    read: tallies.read.bind(tallies),
  };
  house.follows['count-events'] = (event) => countEvents({ ...house.ports, tallies: counted }, [event]);
  const begun = house.now;
  const broken = new Set<string>();
  const shops = new Shops(house, chance);
  const people = new People(house, chance, shops);

  house.faults = false;
  await house.scheduler.together([shops.open]);
  house.faults = true;
  const errands = [
    shops.place,
    shops.place,
    shops.tell,
    ...Array.from({ length: 5 }, () => people.ask),
    ...Array.from({ length: 16 }, () => people.carry),
    () => people.decide(),
    () => people.task(),
    () => people.quote(),
    () => people.click(),
    () => people.click(),
    people.withdraw,
    shops.move,
    shops.move,
  ];
  // What follows keeps up with what happens, by and large: a queue that only grows hides what is lost.
  const consumers = Array.from({ length: 16 }, () => house.consume);
  const background = [
    house.relay,
    house.relay,
    ...consumers,
    house.scanStock,
    house.scanStock,
    house.scanNotices,
  ];
  for (let step = 0; step < steps; step++) {
    const tasks = Array.from({ length: 4 }, () => chance.of(errands));
    await house.scheduler.together([...tasks, ...background]);
    if (chance.happens(0.6)) house.leap(40, 3);
    for (const fault of amendmentsBroken(house)) broken.add(fault);
  }

  house.faults = false;
  const drain = async (): Promise<void> => {
    do await house.scheduler.together([house.relay, house.consume, house.consume, house.consume]);
    while (house.waiting > 0);
  };
  const end = plus(house.now, hours(9 * 24));
  await drain();
  const over = (): boolean =>
    [...house.store.rows.values()].every(
      ({ key, change }) =>
        (key.kind !== amendmentKind || (change.state as { settled?: true }).settled === true) &&
        change.due?.kind !== 'notice',
    );
  for (
    let next = house.nextScan(scanned);
    next !== undefined && next.at < end && !over();
    next = house.nextScan(scanned)
  ) {
    house.now = next.at;
    const { kinds } = next;
    await house.scheduler.together([
      ...(kinds.has('order') ? [house.scanOrders] : []),
      ...(kinds.has('notice') ? [house.scanNotices] : []),
      ...(kinds.has(stockKind) || kinds.has(followUp) ? [house.scanStock] : []),
    ]);
    if (house.waiting > 0) await drain();
    for (const fault of late(house, scanned)) broken.add(fault);
  }
  for (const fault of amendmentsBroken(house)) broken.add(fault);
  for (const fault of [
    ...(await amendmentsLeft(house, shops.acknowledged)),
    ...(await miscounted(house, tallies)),
    ...shops.refused,
    ...house.unheard(),
    ...unchained(house),
  ])
    broken.add(fault);
  const amendments = [...house.store.rows.values()].flatMap(({ key, change }) =>
    key.kind === amendmentKind ? [(change.state as Amendment).status] : [],
  );
  return {
    ended: amendments.length,
    applied: amendments.filter((status) => status === 'applied').length,
    hash: house.hash(),
    faults: [...broken],
    mails: house.mails.length,
    simulatedHours: (house.now - begun) / hours(1),
  };
}
