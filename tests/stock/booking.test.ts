import { describe, expect, it } from 'vitest';
import { bookMovements, type Books } from '../../shared/stock/level/booking.ts';
import { entryPrint } from '../../shared/stock/level/ledger.ts';
import {
  isPhysical,
  kinds,
  type Movement,
  movementFault,
  takenBy,
} from '../../shared/stock/level/movement.ts';
import { nothing, type Stock } from '../../shared/stock/level/state.ts';
import { days, instant, minus, minutes, plus } from '../../shared/time/instant.ts';
import { claimOf, coats, driftOf, mon10, mon8, mon9 } from './whole.ts';

let n = 0;
const move = (kind: Movement['kind'], quantity: number, more: Partial<Movement> = {}): Movement => ({
  movementId: `m${String(++n)}`,
  sku: 'COAT',
  location: 'B1',
  kind,
  quantity,
  occurredAt: mon9,
  ...more,
});
const to = (toLocation: string) => ({ toLocation });
const forFP1 = { reference: 'FP-1' };

describe('a movement that is not booked', () => {
  const fault = (movement: Movement, stock: Stock = coats(3), locations: string[] = []) =>
    movementFault(movement, stock, new Set(locations), mon10);
  const says = (path: string, message: string) => ({ path, message });

  it('lies ahead of the clock, or too far back', () => {
    const at = (occurredAt: Movement['occurredAt']) => fault(move('pick', 1, { occurredAt }));
    expect(at(plus(mon10, minutes(5)))).toBeUndefined();
    expect(at(instant(mon10 + 300_001))).toEqual(says('occurredAt', 'lies in the future'));
    expect(at(minus(mon10, days(90)))).toBeUndefined();
    expect(at(instant(mon10 - 90 * 86_400_000 - 1))).toEqual(
      says('occurredAt', 'lies more than 90 days back'),
    );
  });

  it('moves nothing, or the wrong way', () => {
    expect(fault(move('adjustment', 0))).toEqual(
      says('quantity', 'an adjustment of nothing changes nothing'),
    );
    expect(fault(move('transfer', 0))).toEqual(says('quantity', 'a transfer of nothing changes nothing'));
    for (const kind of ['short-pick', 'opening'] as const)
      expect(fault(move(kind, -1), nothing('COAT'))).toEqual(says('quantity', 'must not be negative'));
    for (const kind of ['pick', 'shipment', 'receipt', 'return'] as const) {
      expect(fault(move(kind, 0))).toEqual(says('quantity', `must be at least 1 for ${kind}`));
      expect(fault(move(kind, 1))).toBeUndefined();
    }
    expect(fault(move('transfer', 0, to('B2')))).toEqual(says('quantity', 'must be at least 1 for transfer'));
    for (const fine of [move('adjustment', -1), move('short-pick', 0), move('transfer', -1)])
      expect(fault(fine)).toBeUndefined();
    expect(fault(move('opening', 0), nothing('COAT'))).toBeUndefined();
  });

  it('is where the shop has no place, or the article has never been', () => {
    const none = (name: string) => `the store has no location ${name}; it has A, B1`;
    expect(fault(move('receipt', 1), coats(3), ['A', 'B1'])).toBeUndefined();
    expect(fault(move('receipt', 1, { location: 'X' }), coats(3), ['A', 'B1'])).toEqual(
      says('location', none('X')),
    );
    expect(fault(move('transfer', 1, to('Y')), coats(3), ['A', 'B1'])).toEqual(says('toLocation', none('Y')));
    const never = says('location', 'COAT has never been at X: open it there with kind opening first');
    const there = { location: 'X' };
    for (const kind of ['pick', 'shipment', 'short-pick', 'adjustment'] as const)
      expect(fault(move(kind, 1, there))).toEqual(never);
    expect(fault(move('transfer', -1, there))).toEqual(never);
    expect(fault(move('transfer', 1, { ...there, ...to('B1') }))).toEqual(never);
    // What comes opens the place.
    for (const kind of ['opening', 'receipt', 'return', 'transfer'] as const)
      expect(fault(move(kind, 1, there))).toBeUndefined();
  });

  it('goes where it is, or is no transfer, or opens what is open', () => {
    expect(fault(move('transfer', 1, to('B1')))).toEqual(says('toLocation', 'is where it already is'));
    expect(fault(move('pick', 1, to('B2')))).toEqual(says('toLocation', 'is for a transfer alone'));
    expect(fault(move('opening', 1))).toEqual(
      says('kind', 'COAT is already open at B1: count it, or adjust it'),
    );
  });

  it('takes more than the book has, but where pieces were taken that were there', () => {
    expect(fault(move('adjustment', -3))).toBeUndefined();
    expect(fault(move('adjustment', -4))).toEqual(
      says('quantity', 'the book has 3 here: it cannot fall below zero'),
    );
    const more = says('quantity', 'the book has 3 here: more cannot be moved away');
    expect(fault(move('transfer', 3, to('B2')))).toBeUndefined();
    expect(fault(move('transfer', 4, to('B2')))).toEqual(more);
    expect(fault(move('transfer', -3))).toBeUndefined();
    expect(fault(move('transfer', -4))).toEqual(more);
    for (const kind of ['pick', 'shipment', 'short-pick'] as const)
      expect(fault(move(kind, 9))).toBeUndefined();
  });
});

it('an adjustment and an opening move no pieces; everything else does', () => {
  expect(kinds.filter((kind) => !isPhysical({ kind }))).toEqual(['opening', 'adjustment']);
});

it('a piece leaves the shelf once, though it is picked and shipped', () => {
  expect(takenBy({ picked: 1, shipped: 2 }, 'pick', 2)).toEqual({
    out: { picked: 3, shipped: 2 },
    leaves: 1,
  });
  expect(takenBy({ picked: 3, shipped: 1 }, 'shipment', 2)).toEqual({
    out: { picked: 3, shipped: 3 },
    leaves: 0,
  });
});

describe('movements that are booked', () => {
  const booksOf = (stock: Stock, more: Partial<Books> = {}): Books => ({
    stock,
    claims: [],
    outs: new Map(),
    ...more,
  });
  const book = (books: Books, ...movements: Movement[]) => {
    const { outs, ...rest } = bookMovements(books, movements, {
      locations: new Set(),
      at: mon10,
      actorOf: () => 'wms',
    });
    return { ...rest, outs: [...outs] };
  };
  /** One movement, as the ledger keeps it and as the event says it. */
  const whole = (movement: Movement, delta: number, event: object, more: object = {}, line: object = {}) => {
    const booked = [{ ...movement, delta, ...line, recordedAt: mon10, actor: 'wms' }];
    const data = { sku: 'COAT', at: mon10, entry: 2, movements: 1, print: entryPrint(booked), ...event };
    return { moved: data, booked, refused: [], claims: [], outs: [], ...more };
  };
  const here = (by: number, more: object = {}) => ({ places: { B1: { by, at: mon9, ...more } } });

  it('change the book by what they are', () => {
    const cases: [Movement, number][] = [
      [move('receipt', 2), 2],
      [move('return', 2), 2],
      [move('adjustment', -1), -1],
      [move('short-pick', 2), 0],
      [move('transfer', -2), -2],
    ];
    for (const [movement, delta] of cases)
      expect(book(booksOf(coats(3)), movement)).toStrictEqual(whole(movement, delta, here(delta)));
    const opening = move('opening', 4);
    expect(book(booksOf(nothing('COAT')), opening)).toStrictEqual(
      whole(opening, 4, { ...here(4), entry: 1 }),
    );
    const transfer = move('transfer', 2, to('B2'));
    expect(book(booksOf(coats(3)), transfer)).toStrictEqual(
      whole(transfer, -2, { places: { B1: { by: -2, at: mon9 }, B2: { by: 2, at: mon9 } } }),
    );
  });

  it('that take pieces out say what is left; for nobody they are nobody’s', () => {
    const pick = move('pick', 2);
    expect(book(booksOf(coats(3)), pick)).toStrictEqual(whole(pick, -2, { ...here(-2), left: 1 }));
    const shipment = move('shipment', 3);
    expect(book(booksOf(coats(3)), shipment)).toStrictEqual(whole(shipment, -3, { ...here(-3), left: 0 }));
  });

  it('of more than the book has leave it at nothing, and show', () => {
    const pick = move('pick', 5);
    expect(book(booksOf(coats(3)), pick)).toStrictEqual(
      whole(pick, -3, { ...here(-3), excess: 2, left: 0 }, {}, { excess: 2 }),
    );
  });

  it('are taken from the order’s claims, line by line, and what is beyond is remembered', () => {
    const claims = [
      claimOf(1, 3, 2),
      claimOf(1, 2, 2, { line: '2' }),
      claimOf(2, 1, 1),
      claimOf(1, 1, 0, { line: '3', picked: 1 }),
    ];
    const pick = move('pick', 7, forFP1);
    expect(book(booksOf(coats(9, { allocated: 5, waiting: 1 }), { claims }), pick)).toStrictEqual(
      whole(
        pick,
        -7,
        { ...here(-7), taken: 4, waited: 1, left: 2 },
        {
          claims: [claimOf(1, 3, 0, { picked: 3 }), claimOf(1, 2, 0, { line: '2', picked: 2 })],
          outs: [['FP-1', { picked: 2, shipped: 0 }]],
        },
      ),
    );
  });

  it('take a piece that was picked before off the book no second time', () => {
    const claims = [claimOf(1, 3, 1, { picked: 2 })];
    const shipment = move('shipment', 2, forFP1);
    expect(book(booksOf(coats(3, { allocated: 1 }), { claims }), shipment)).toStrictEqual(
      whole(shipment, 0, { ...here(0), left: 3 }, { claims: [claimOf(1, 3, 1, { picked: 2, shipped: 2 })] }),
    );
    // Nor one that left for an order whose claim has ended, also within one call.
    const outs = new Map([['FP-9', { picked: 2, shipped: 0 }]]);
    const late = move('shipment', 1, { reference: 'FP-9' });
    expect(book(booksOf(coats(3), { outs }), late)).toStrictEqual(
      whole(late, 0, { ...here(0), left: 3 }, { outs: [['FP-9', { picked: 2, shipped: 1 }]] }),
    );
    const again = [move('shipment', 1, { reference: 'FP-9' }), move('shipment', 2, { reference: 'FP-9' })];
    const both = book(booksOf(coats(3), { outs }), ...again);
    expect(both.booked.map(({ delta }) => delta)).toEqual([0, -1]);
    expect(both.outs).toEqual([['FP-9', { picked: 2, shipped: 3 }]]);
  });

  it('before its order’s claim is the claim’s as soon as there is one: its shipment takes none again', () => {
    const outs = new Map([['FP-1', { picked: 1, shipped: 0 }]]);
    const claims = [claimOf(1, 1, 1)];
    const shipped = book(booksOf(coats(4, { allocated: 1 }), { outs, claims }), move('shipment', 1, forFP1));
    expect(shipped.booked.map(({ delta }) => delta)).toEqual([0]);
    expect(shipped.claims).toEqual([claimOf(1, 1, 0, { picked: 1, shipped: 1 })]);
    expect(shipped.moved).toMatchObject({ taken: 1 });
    expect(shipped.outs).toEqual([['FP-1', { picked: 0, shipped: 0 }]]);
    // What was picked beyond the claim stays beyond it.
    const more = new Map([['FP-1', { picked: 2, shipped: 0 }]]);
    const both = book(
      booksOf(coats(4, { allocated: 1 }), { outs: more, claims }),
      move('shipment', 2, forFP1),
    );
    expect(both.booked.map(({ delta }) => delta)).toEqual([0]);
    expect(both.outs).toEqual([['FP-1', { picked: 1, shipped: 1 }]]);
  });

  it('have room in a claim for what it asked for, or has had already', () => {
    // One was asked for, three were picked: three can be shipped.
    const claims = [claimOf(1, 1, 0, { picked: 3 })];
    const shipment = move('shipment', 4, forFP1);
    expect(book(booksOf(coats(5), { claims }), shipment)).toMatchObject({
      booked: [{ delta: -1 }],
      claims: [claimOf(1, 1, 0, { picked: 3, shipped: 3 })],
      outs: [['FP-1', { picked: 0, shipped: 1 }]],
    });
  });

  it('of one call make one change: each sees what those before it did, each is refused for itself', () => {
    const [first, second, third] = [
      move('transfer', 2, to('B2')),
      move('adjustment', -2),
      move('pick', 1, { location: 'B2', occurredAt: mon8 }),
    ];
    const found = book(booksOf(coats(3)), first, second, third);
    expect(found.refused).toEqual([
      {
        movementId: second.movementId,
        fault: { path: 'quantity', message: 'the book has 1 here: it cannot fall below zero' },
      },
    ]);
    expect(found.moved).toStrictEqual({
      sku: 'COAT',
      at: mon10,
      entry: 2,
      movements: 2,
      print: entryPrint(found.booked),
      places: { B1: { by: -2, at: mon9 }, B2: { by: 1, at: mon9 } },
      left: 2,
    });
    const sums = book(
      booksOf(coats(1, { allocated: 2, waiting: 2 }), { claims: [claimOf(1, 4, 2)] }),
      move('pick', 1, forFP1),
      move('pick', 3, forFP1),
      move('pick', 1),
    );
    expect(sums.moved).toMatchObject({ taken: 2, waited: 2, excess: 4, left: 0 });
    expect(book(booksOf(coats(3)), move('adjustment', -9))).toMatchObject({ moved: undefined, booked: [] });
  });

  it('move the shelf of a drift where they happened after somebody looked', () => {
    const stock = coats(5, {}, { drift: driftOf(2) });
    const places = (...movements: Movement[]) => book(booksOf(stock), ...movements).moved?.places;
    const late = { occurredAt: mon10 };
    expect(places(move('receipt', 3, late))).toEqual({ B1: { by: 3, shelf: 3, at: mon10 } });
    expect(places(move('receipt', 3))).toEqual({ B1: { by: 3, at: mon9 } });
    expect(places(move('adjustment', 3, late))).toEqual({ B1: { by: 3, at: mon10 } });
    expect(places(move('receipt', 3, late), move('pick', 1, late), move('receipt', 4))).toEqual({
      B1: { by: 6, shelf: 2, at: mon10 },
    });
    expect(places(move('receipt', 1, late), move('pick', 1, late))).toEqual({ B1: { by: 0, at: mon10 } });
    expect(places(move('transfer', 2, { ...late, ...to('B2') }))).toEqual({
      B1: { by: -2, shelf: -2, at: mon10 },
      B2: { by: 2, at: mon10 },
    });
  });
});
