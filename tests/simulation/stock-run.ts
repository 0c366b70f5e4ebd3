import { type Choice, caseId } from '../../shared/backorders/case.ts';
import { casesOf } from '../../shared/backorders/cases.ts';
import { withAftermath } from '../../shared/orders/decide/aftermath.ts';
import { report } from '../../shared/orders/decide/report.ts';
import { openStock } from '../../shared/stock/allocation/in-use.ts';
import { recordCount } from '../../shared/stock/drift/counting.ts';
import { lookAgain, resolveDrift } from '../../shared/stock/drift/drifts.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { stockKey, stockKind } from '../../shared/stock/level/aggregate.ts';
import type { Kind } from '../../shared/stock/level/movement.ts';
import { recordMovements } from '../../shared/stock/level/record.ts';
import type { Stock } from '../../shared/stock/level/state.ts';
import { formatInstant, hours, minutes } from '../../shared/time/instant.ts';
import { popsOrder } from '../support/shops.ts';
import { House } from './house.ts';
import { late } from './invariants.ts';
import { Chance } from './scheduler.ts';
import type { Run, Setting } from './setting.ts';
import { stockBroken } from './stock-invariants.ts';

const store = 'electrosmart';
const skus = ['COAT', 'SCARF'];

/**
 * One life of a stock, from a seed: orders that race for few pieces, are cancelled and paid, pickers who find too little,
 * counts, deliveries, second looks, customers and staff who choose at the same moment, with functions that die and
 * deliveries doubled and reordered. Then the faults stop, and the books are compared.
 */
export async function simulateStock(seed: number, setting: Setting = {}): Promise<Run> {
  const { steps = 25 } = setting;
  const chance = new Chance(seed);
  const house = new House(chance, setting);
  const begun = house.now;
  const rules = stockRules(house.profile);
  const broken = new Set<string>();
  let placed = 0;
  let moved = 0;

  const movement = (kind: Kind, quantity: number, reference?: string) => {
    const sku = chance.of(skus);
    const again = moved > 0 && chance.happens(0.2);
    const movementId = `m${String(again ? 1 + chance.below(moved) : ++moved)}`;
    const one = {
      movementId,
      sku,
      location: 'A',
      kind,
      quantity,
      occurredAt: house.now,
      ...(reference === undefined ? {} : { reference }),
    };
    return recordMovements(house.ports, store, rules, sku, [one], chance.of(['ana', 'dan']));
  };
  const someOrder = () => `ES-${String(1 + chance.below(Math.max(1, placed)))}`;

  const place = async () => {
    const orderId = `ES-${String(++placed)}`;
    const lines = skus.map((sku) => ({
      lineId: sku,
      sku,
      name: sku,
      quantity: 1 + chance.below(2),
      unitPrice: { amount: 1_000, currency: 'RON' },
    }));
    const payment = { method: 'card', state: chance.of(['paid', 'pending']) };
    const body = popsOrder(orderId, { placedAt: formatInstant(house.now), lines, payment });
    await house.orders().place(body as never, { actor: 'storefront' });
  };
  const tell = () => {
    const stage = chance.of(['cancelled', 'preparing', 'shipped', 'delivered']);
    return house
      .orders()
      .amend(someOrder(), { actor: 'storefront' }, (order, context) =>
        withAftermath(order, report(order, { stage, fact: true }, context)),
      );
  };
  const count = () =>
    recordCount(
      house.ports,
      {
        store,
        rules,
        countId: `c${String(++moved)}`,
        location: 'A',
        actor: 'ana',
        classOf: () => Promise.resolve('C'),
      },
      { sku: chance.of(skus), counted: chance.below(6), countedAt: house.now },
    );
  const withDrift = async (work: (sku: string, n: number) => Promise<unknown>) => {
    const sku = chance.of(skus);
    const drift = (await house.heads.load<Stock>(stockKey(store, sku)))?.state.places['A']?.drift;
    if (drift) await work(sku, drift.n);
  };
  const look = () =>
    withDrift((sku, n) =>
      lookAgain(
        house.ports,
        store,
        rules,
        sku,
        { location: 'A', n, found: chance.below(4) },
        { actor: 'dan' },
      ),
    );
  const resolve = () =>
    withDrift((sku, n) =>
      resolveDrift(
        house.ports,
        store,
        sku,
        { location: 'A', n, cause: 'loss' },
        { rules, cost: undefined, supervisor: chance.happens(0.5) },
        { actor: chance.of(['ana', 'dan']) },
        [],
      ),
    );
  const choose = async () => {
    const cases = await casesOf(house.ports, store);
    const id = caseId(someOrder(), 1);
    const head = await cases?.load(id);
    if (!cases || !head) return;
    const choice: Choice = {
      lines: head.state.lines.map(({ lineId }) => ({ lineId, choice: 'cancel' })),
      rest: chance.of(['ship-now', 'ship-together', 'cancel']),
    };
    await cases.choose(id, choice, chance.of(['customer', 'staff']), { actor: 'somebody' });
  };

  house.faults = false;
  await house.scheduler.together([() => openStock(house.ports, store, [])]);
  for (const sku of skus)
    await house.scheduler.together([
      () =>
        recordMovements(
          house.ports,
          store,
          rules,
          sku,
          [
            {
              movementId: `open-${sku}`,
              sku,
              location: 'A',
              kind: 'opening',
              quantity: 5,
              occurredAt: house.now,
            },
          ],
          'ana',
        ),
    ]);
  house.faults = true;
  const errands = [
    place,
    place,
    tell,
    () => movement('receipt', 1 + chance.below(3)),
    () => movement('pick', 1, someOrder()),
    () => movement('shipment', 1, someOrder()),
    () => movement('short-pick', 1, someOrder()),
    count,
    look,
    resolve,
    choose,
    choose,
  ];
  // So many that what follows keeps up with what happens, by and large: a queue that only grows hides what is lost.
  const consumers = Array.from({ length: 24 }, () => house.consume);
  const background = [house.relay, house.relay, ...consumers, house.scanStock];
  for (let round = 0; round < steps; round++) {
    const tasks = Array.from({ length: 4 }, () => chance.of(errands));
    await house.scheduler.together([...tasks, ...background]);
    house.advance(minutes(chance.below(90)));
    for (const fault of await stockBroken(house, 'now')) broken.add(fault);
  }
  house.faults = false;
  for (let calm = 0; calm < 3; calm++) {
    while (house.waiting > 0)
      await house.scheduler.together([house.relay, house.consume, house.consume, house.consume]);
    house.advance(hours(30));
    await house.scheduler.together([house.scanStock, () => house.scanOrders()]);
    for (const fault of late(house, [stockKind, 'order'])) broken.add(fault);
  }
  while (house.waiting > 0)
    await house.scheduler.together([house.relay, house.consume, house.consume, house.consume]);
  for (const fault of [...(await stockBroken(house, 'end')), ...house.unheard()]) broken.add(fault);
  return {
    hash: house.hash(),
    faults: [...broken],
    mails: house.mails.length,
    simulatedHours: (house.now - begun) / hours(1),
  };
}
