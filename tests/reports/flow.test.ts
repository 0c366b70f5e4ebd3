import { describe, expect, it } from 'vitest';
import { Flow } from '../../shared/reports/flow.ts';
import { dateNumber } from '../../shared/time/business.ts';
import { on } from '../orders/given.ts';
import { counted, event, moved, placed } from './events.ts';

const [mon, tue, wed] = ['2026-11-16', '2026-11-17', '2026-11-18'].map(dateNumber) as [
  number,
  number,
  number,
];
const flowOf = async (...events: Parameters<typeof counted>) =>
  Flow.read(await counted(...events), 'electrosmart', wed);

describe('the flow of orders', () => {
  it('says of every day what came, what went and what waited for how long', async () => {
    const flow = await flowOf(
      placed('Mon 08:00'),
      placed('Mon 09:00'),
      placed('Tue 09:00'),
      moved('placed', 'Mon 08:00', 'preparing', 'Mon 12:00'),
      moved('placed', 'Mon 09:00', 'preparing', 'Wed 12:00'),
      moved('preparing', 'Mon 12:00', 'packed', 'Tue 12:00'),
    );
    expect([mon, tue, wed].map((date) => flow.in('placed', date))).toEqual([2, 1, 0]);
    expect([mon, tue, wed].map((date) => flow.out('placed', date))).toEqual([1, 0, 1]);
    expect([mon, tue, wed].map((date) => [...flow.waiting('placed', date)])).toEqual([
      [[0, 1]],
      [
        [1, 1],
        [0, 1],
      ],
      [[1, 1]],
    ]);
    expect([...flow.waiting('preparing', wed)]).toEqual([[0, 1]]);
    expect(flow.out('preparing', tue)).toBe(1);
    expect([...flow.waiting('packed', wed)]).toEqual([[1, 1]]);
    expect(flow.first).toBe(mon);
  });

  it('is by the shop’s midnight', async () => {
    // 22:30 in Greenwich is half past midnight in Bucharest.
    const flow = await flowOf(placed('Mon 21:30'), placed('Mon 22:30'));
    expect([flow.in('placed', mon), flow.in('placed', tue)]).toEqual([1, 1]);
  });

  it('an imported order has the age it brings', async () => {
    const flow = await flowOf(
      event('order.placed', 'Wed 08:00', { stage: 'preparing', since: on('Mon 08:00'), imported: true }),
    );
    expect([...flow.waiting('preparing', wed)]).toEqual([[2, 1]]);
  });

  it('a corrected order never was where it was not', async () => {
    const flow = await flowOf(
      placed('Mon 08:00'),
      moved('placed', 'Mon 08:00', 'packed', 'Mon 10:00'),
      event('order.corrected', 'Tue 08:00', {
        from: 'packed',
        to: 'placed',
        entered: on('Mon 10:00'),
        since: on('Mon 08:00'),
      }),
    );
    expect([...flow.waiting('packed', tue)]).toEqual([]);
    expect([...flow.waiting('placed', tue)]).toEqual([[1, 1]]);
  });

  it('counts what is delivered twice once', async () => {
    const once = placed('Mon 08:00');
    expect((await flowOf(once, once)).in('placed', mon)).toBe(1);
  });
});
