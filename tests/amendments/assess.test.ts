import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../shared/time/instant.ts';
import {
  addCups,
  assessmentOf,
  baskets,
  giftProfile,
  inputsOf,
  type monday,
  promo,
  thursday,
} from './given.ts';

const cups = { ...addCups };
const at = (text: string) => parseInstant(text)!;
const friday = at('2026-11-20T15:00:00Z');
/** So late that only the carrier's time is left. */
const wednesdayNoon = at('2026-11-18T12:00:00Z');

describe('one thing more for each of a hundred baskets, three days before', () => {
  const assessment = assessmentOf([cups]);

  it('sixty are free and forty are bought: with lead time, supplier, and how soon in a hurry', () => {
    expect(assessment.supply).toEqual([
      {
        lineId: '2',
        sku: 'CANA',
        name: 'Cană personalizată',
        needed: 100,
        free: 60,
        toBuy: 40,
        state: 'to-buy',
        supplier: 'Ceramica SRL',
        // Monday 16:00 on the wall clock: a working day later, or four working hours.
        readyAt: at('2026-11-17T14:00:00Z'),
        rush: { readyAt: at('2026-11-17T08:00:00Z'), surchargePercent: 30 },
      },
    ]);
  });

  it('the extra is split into goods and the rework of the 35 packed, net and with VAT', () => {
    expect(assessment.rework).toBe(35);
    expect(
      assessment.cost.items.map(({ kind, quantity, net, vat, gross }) => [kind, quantity, net, vat, gross]),
    ).toEqual([
      ['goods', 100, 100_000, 21_000, 121_000],
      ['rework', 35, 5_250, 1_103, 6_353],
    ]);
    expect(assessment.cost.total).toEqual({ net: 105_250, vat: 22_103, gross: 127_353 });
    // 100 × (10.00 − 6.00); the rework is charged as it costs.
    expect(assessment.cost.margin).toEqual({ amount: 40_000, basisPoints: 3_800 });
  });

  it('fits, and is bought in the usual time where that is soon enough', () => {
    expect(assessment.rushed).toEqual([]);
    expect(assessment.verdict).toBe('fits');
    expect(assessment.risk.with).toBeGreaterThanOrEqual(assessment.risk.now);
    expect(assessment.risk.with).toBeLessThan(0.2);
  });

  it('the new revision has the goods as a line and the rework as a charge', () => {
    const { content } = assessment;
    expect(content.lines.map(({ lineId, quantity }) => [lineId, quantity])).toEqual([
      ['1', 100],
      ['2', 100],
    ]);
    expect(content.charges).toEqual([{ kind: 'rework', vatRate: 21, amount: 6_353 }]);
    expect(content.amendments).toBe(1);
  });

  it('has as alternatives the sixty now, and a parcel of its own, each with its cost and risk', () => {
    expect(
      assessment.alternatives.map(({ id, later, cost }) => [id, later?.units, cost.total.gross]),
    ).toEqual([
      // A further parcel costs 20.00 and VAT; the sixty still open the 35.
      ['part-later', 40, 129_773],
      // Nothing is opened again for a parcel of its own.
      ['separate-parcel', 100, 123_420],
    ]);
    const [, separate] = assessment.alternatives;
    expect(separate!.risk.with).toBe(assessment.risk.now);
  });

  it('can be agreed to until the goods, the work and the carrier’s cut-off just make the date', () => {
    // Thursday's parcel is picked up on Wednesday by 17:00, 15:00 UTC; 4.5 hours of work before, the goods a day earlier.
    expect(assessment.lastMoment).toBe(at('2026-11-17T10:29:00Z'));
  });
});

describe('under time pressure', () => {
  it('hurries where the usual lead time would miss the date, and says what that costs', () => {
    const wednesday = at('2026-11-17T13:00:00Z');
    const hurried = assessmentOf([cups], { at: wednesday });
    expect(hurried.rushed).toEqual(['2']);
    const rush = hurried.cost.items.find(({ kind }) => kind === 'rush');
    // 40 × 6.00 × 30 %.
    expect([rush?.quantity, rush?.net]).toEqual([40, 7_200]);
  });

  it('does not fit a day before, and another date is offered that does', () => {
    const late = assessmentOf([cups], { at: wednesdayNoon });
    expect(late.verdict).toBe('does-not-fit');
    expect(late.lastMoment).toBeUndefined();
    const other = late.alternatives.find(({ id }) => id === 'other-date');
    expect(other!.promisedAt).toBeGreaterThan(thursday);
    expect(other!.risk.with).toBeLessThanOrEqual(0.2);
  });

  it('a change that makes nothing worse is at risk at the most', () => {
    const address = { street: 'Str. Nouă 2', city: 'Cluj-Napoca', country: 'RO' };
    const late = assessmentOf([{ op: 'change-address', address }], { at: friday });
    expect(late.risk.with).toBe(late.risk.now);
    expect(late.verdict).toBe('at-risk');
    expect(late.cost.total).toEqual({ net: 0, vat: 0, gross: 0 });
  });
});

describe('what is not simply on the shelf', () => {
  const shelf = (available: number, awaited: { quantity: number; by: typeof monday }[] = []) => ({
    shelves: new Map([['CANA', { tracked: true, available, awaited }]]),
  });
  const { leadTime: _, rush: __, ...unknown } = promo;
  const without = { products: new Map([['CANA', unknown]]) };

  it('is not to be had where nobody says when it comes', () => {
    const { supply, verdict, alternatives } = assessmentOf([cups], { ...shelf(60), ...without });
    expect([supply[0]!.state, verdict, alternatives]).toEqual(['unavailable', 'does-not-fit', []]);
  });

  it('comes with open purchase orders, as late as the one that makes it enough', () => {
    const awaited = [
      { quantity: 30, by: at('2026-11-17T08:00:00Z') },
      { quantity: 30, by: at('2026-11-18T08:00:00Z') },
    ];
    const { supply } = assessmentOf([cups], { ...shelf(60, awaited), ...without });
    expect(supply[0]).toMatchObject({ state: 'awaited', readyAt: at('2026-11-18T08:00:00Z') });
  });

  it('is taken to be there where the shop does not count it', () => {
    const { supply } = assessmentOf([cups], { shelves: new Map() });
    expect(supply[0]).toMatchObject({ state: 'unknown', free: 100, toBuy: 0 });
  });

  it('a kit is as much as its scarcest part', () => {
    const products = new Map([
      [
        'SET',
        {
          price: promo.price,
          components: [
            { sku: 'A', quantity: 2 },
            { sku: 'B', quantity: 1 },
          ],
          leadTime: 'P1D',
        },
      ],
    ]);
    const shelves = new Map([
      ['A', { tracked: true, available: 9, awaited: [] }],
      ['B', { tracked: true, available: 40, awaited: [] }],
    ]);
    const { supply } = assessmentOf([{ op: 'add-line', sku: 'SET', quantity: 10 }], { products, shelves });
    expect(supply[0]).toMatchObject({ free: 4, toBuy: 6 });
  });

  it('two lines of one article share its shelf', () => {
    const { supply } = assessmentOf([
      { op: 'add-line', sku: 'CANA', quantity: 50 },
      { op: 'add-line', sku: 'CANA', quantity: 50 },
    ]);
    expect(supply.map(({ free, toBuy }) => [free, toBuy])).toEqual([
      [50, 0],
      [10, 40],
    ]);
  });

  it('an item outside the contract waits for a quote, and is priced by it', () => {
    const unlisted = { ...cups, unlisted: true } as const;
    const before = assessmentOf([unlisted]);
    expect([before.unpriced, before.supply[0]!.state, before.alternatives]).toEqual([
      ['2'],
      'needs-quote',
      [],
    ]);
    const quote = {
      cost: { amount: 700, currency: 'RON' },
      supplier: 'Ceramica SRL',
      readyAt: '2026-11-17T12:00:00Z',
      validUntil: '2026-11-18T12:00:00Z',
    };
    const after = assessmentOf([unlisted], { quotes: new Map([['2', quote]]) });
    expect(after.unpriced).toEqual([]);
    expect(after.supply[0]).toMatchObject({
      state: 'to-buy',
      toBuy: 100,
      readyAt: at('2026-11-17T12:00:00Z'),
    });
    // 7.00 and 15 % are 8.05, with VAT 9.74.
    expect(after.content.lines[1]!.unitPrice.amount).toBe(974);
  });
});

describe('a department that has refused', () => {
  it('packing: nothing is opened again, a parcel of its own remains', () => {
    const { verdict, alternatives } = assessmentOf([cups], { refusedBy: ['packing'] });
    expect([verdict, alternatives.map(({ id }) => id)]).toEqual(['does-not-fit', ['separate-parcel']]);
  });
  it('procurement: what must be bought is not to be had', () => {
    expect(assessmentOf([cups], { refusedBy: ['procurement'] }).supply[0]!.state).toBe('unavailable');
  });
  it('logistics: no further parcel', () => {
    const { alternatives } = assessmentOf([cups], { refusedBy: ['logistics'] });
    expect(alternatives).toEqual([]);
  });
});

describe('rework', () => {
  it('never more than is packed, nor than is added; into a line it is that line’s', () => {
    expect(assessmentOf([{ op: 'add-line', sku: 'CANA', quantity: 20 }]).rework).toBe(20);
    expect(assessmentOf([{ op: 'add-line', sku: 'CANA', quantity: 100, into: '1' }]).rework).toBe(35);
    expect(assessmentOf([cups], { done: new Map() }).rework).toBe(0);
  });
  it('of a line that gets smaller, what is packed beyond what remains', () => {
    expect(assessmentOf([{ op: 'change-quantity', lineId: '1', quantity: 20 }]).rework).toBe(15);
    expect(assessmentOf([{ op: 'change-quantity', lineId: '1', quantity: 40 }]).rework).toBe(0);
  });
  it('takes a place in a stage with a capacity', () => {
    const stages = inputsOf([]).profile.stages.map((stage) =>
      stage.name === 'packed' ? { ...stage, capacity: 1 } : stage,
    );
    const slow = assessmentOf([cups], { profile: giftProfile({ stages }) });
    // A place of ten hours instead of 4.5 hours of work; found by halving, to the minute.
    expect(slow.lastMoment).toBe(at('2026-11-16T14:59:00Z'));
  });
});

it('the fee of the stage is part of what the customer pays', () => {
  const profile = giftProfile({
    amendments: {
      costs: {
        fees: [
          { fromStage: 'placed', amount: 1_000 },
          { fromStage: 'preparing', amount: 5_000 },
        ],
      },
    },
  });
  const { cost } = assessmentOf([cups], { profile });
  expect(cost.items.find(({ kind }) => kind === 'fee')).toMatchObject({
    net: 5_000,
    vat: 1_050,
    gross: 6_050,
  });
});

it('prices without VAT stay without', () => {
  const { content, cost } = assessmentOf([cups], { content: { ...baskets, pricesIncludeVat: false } });
  expect(cost.total.net).toBe(100 * 1_210 + 5_250);
  expect(content.charges).toEqual([{ kind: 'rework', vatRate: 21, amount: 5_250 }]);
});
