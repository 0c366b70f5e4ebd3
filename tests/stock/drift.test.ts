import { describe, expect, it } from 'vitest';
import { detect, type Finding } from '../../shared/stock/drift/detect.ts';
import { driftAt, lapsedLooks, lowered, secondLook } from '../../shared/stock/drift/look.ts';
import { isLarge, type Resolution, resolve, type ResolveContext } from '../../shared/stock/drift/resolve.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { withConsequences } from '../../shared/stock/level/consequences.ts';
import { entryPrint } from '../../shared/stock/level/ledger.ts';
import type { Drift, Stock } from '../../shared/stock/level/state.ts';
import { profileOf } from '../orders/given.ts';
import { coats, driftOf, mon10, mon8, mon9, said, tue, wed } from './whole.ts';

const id = 'COAT~B1~1';
/** The book says three, so many were found. */
const drifting = (found: number, more: Partial<Drift> = {}, stock: Partial<Stock> = {}) =>
  coats(3, { drifts: 1, ...stock }, { drift: driftOf(found, more) });
const counted = (found: number, countedAt = mon10) =>
  said('counted', { sku: 'COAT', location: 'B1', counted: found, countedAt });
const closed = (more: object) => said('drift-closed', { sku: 'COAT', driftId: id, location: 'B1', ...more });
const agreed = closed({ how: 'agreed', by: 'system' });
const corrected = (quantity: number) =>
  said('quantity-corrected', { sku: 'COAT', quantity, stopped: quantity === 0 });

describe('what is found on a shelf', () => {
  const finding: Finding = { location: 'B1', found: 1, foundAt: mon10, trigger: 'count' };
  const says = (stock: Stock, more: Partial<Finding> = {}, tolerance = 0) =>
    detect(stock, { ...finding, ...more }, { at: mon10, actor: 'ana', tolerance, until: tue });
  const opened = (drift: object, more: object = {}, n = 1) =>
    said('drift-detected', {
      sku: 'COAT',
      driftId: `COAT~B1~${String(n)}`,
      location: 'B1',
      ...more,
      drift: {
        n,
        trigger: 'count',
        openedAt: mon10,
        then: { book: 3 },
        found: 1,
        foundAt: mon10,
        by: 'ana',
        phase: 'second-look',
        until: tue,
        looks: 1,
        ...drift,
      },
    });

  it('beyond the tolerance opens a drift, more or fewer; within it, it was counted', () => {
    expect(says(coats(3))).toStrictEqual([counted(1), opened({})]);
    expect(says(coats(3), { found: 5 }, 1)).toStrictEqual([counted(5), opened({ found: 5 })]);
    expect(says(coats(3), {}, 2)).toStrictEqual([counted(1)]);
    expect(says(coats(3), { found: 3 })).toStrictEqual([counted(3)]);
    expect(says(coats(3), { location: 'B9' })).toStrictEqual([]);
  });

  it('is written down with what the three sides said, and whose picker stood there', () => {
    const published = { quantity: 2, asOf: mon9 };
    const stock = coats(3, { drifts: 4, published });
    expect(says(stock, { trigger: 'short-pick', orderId: 'FP-1' })).toStrictEqual([
      counted(1),
      opened(
        { n: 5, trigger: 'short-pick', then: { book: 3, published: 2 }, orderId: 'FP-1' },
        { orderId: 'FP-1' },
        5,
      ),
    ]);
  });

  it('brings the drift that is open up to date; what was seen before says nothing', () => {
    const updated = said('drift-updated', {
      driftId: id,
      location: 'B1',
      found: 1,
      foundAt: mon10,
      trigger: 'count',
      by: 'ana',
    });
    expect(says(drifting(2))).toStrictEqual([counted(1), updated]);
    // The same once more: it stays Andrei’s finding, of a count.
    const again = said('drift-updated', { ...updated.data, by: 'andrei' });
    expect(says(drifting(1), { trigger: 'short-pick' })).toStrictEqual([counted(1), again]);
    // An inventory wants a second person, whether it found it first or finds it again; a picker does not undo that.
    const inventory = { trigger: 'inventory' } as const;
    for (const found of [1, 2]) {
      expect(says(drifting(found), inventory)[1]).toMatchObject({ data: inventory });
      expect(says(drifting(found, inventory), { trigger: 'short-pick' })[1]).toMatchObject({
        data: inventory,
      });
    }
    expect(says(drifting(2), { foundAt: mon8 })).toStrictEqual([]);
    expect(says(drifting(2), { foundAt: mon9 })).toMatchObject([{}, { data: { foundAt: mon9 } }]);
    // Within the tolerance it is still open, and ends where the figures meet.
    expect(says(drifting(2), { found: 3 }, 9)).toMatchObject([{}, { data: { found: 3 } }]);
  });
});

describe('a second look', () => {
  const says = (stock: Stock | undefined, found: number, actor = 'ana', n = 1, location = 'B1') =>
    secondLook(stock, { location, n, found }, { at: mon10, actor });
  const looked = (found: number, ...more: object[]) => ({
    accepted: [
      counted(found),
      said('drift-updated', {
        driftId: id,
        location: 'B1',
        found,
        foundAt: mon10,
        trigger: 'count',
        by: 'ana',
      }),
      ...more,
    ],
    outcome: 'looked',
  });
  const confirmed = (found: number) =>
    said('drift-confirmed', { driftId: id, location: 'B1', found, lapsed: false });

  it('that differs confirms the drift, once', () => {
    expect(says(drifting(1), 1)).toStrictEqual(looked(1, confirmed(1)));
    expect(says(drifting(1), 2)).toStrictEqual(looked(2, confirmed(2), corrected(2)));
    expect(says(drifting(1, { phase: 'confirmed' }), 1)).toStrictEqual(looked(1));
  });

  it('that agrees with the book closes it', () => {
    expect(says(drifting(1), 3)).toStrictEqual(looked(3, agreed, corrected(3)));
  });

  it('is another person’s, at the drift that is open', () => {
    const unknown = { refused: { is: 'drift-unknown' } };
    expect(says(drifting(1), 1, 'andrei')).toStrictEqual({ refused: { is: 'same-person', doing: 'look' } });
    for (const answer of [
      says(undefined, 1),
      says(coats(3), 1),
      says(drifting(1), 1, 'ana', 2),
      says(drifting(1), 1, 'ana', 1, 'B9'),
    ])
      expect(answer).toStrictEqual(unknown);
    expect([driftAt(drifting(1), 'B1', 1)?.found, driftAt(drifting(1), 'B1', 2)]).toEqual([1, undefined]);
  });

  it('that nobody took in time lets the first finding stand', () => {
    expect(lapsedLooks(drifting(1), tue)).toStrictEqual([
      said('drift-confirmed', { driftId: id, location: 'B1', found: 1, lapsed: true, at: tue }),
    ]);
    expect(lapsedLooks(drifting(1), mon10)).toStrictEqual([]);
    const { until: _, ...drift } = driftOf(1);
    expect(lapsedLooks(coats(3, {}, { drift }), wed)).toStrictEqual([]);
    expect(lapsedLooks(coats(3), wed)).toStrictEqual([]);
  });
});

it('a count that agrees lowers the buffer by a piece, down to nothing', () => {
  const stock = coats(3, { buffer: 2, agreed: 1 });
  const lower = (buffer: number, n: number) => said('buffer-changed', { sku: 'COAT', buffer, agreed: n });
  expect(lowered(stock, [counted(3)], mon10)).toStrictEqual([counted(3), lower(1, 2)]);
  expect(lowered(coats(3, { buffer: 1 }), [counted(3)], mon10)).toStrictEqual([counted(3), lower(0, 1)]);
  expect(lowered(coats(3), [counted(3)], mon10)).toStrictEqual([counted(3)]);
  expect(lowered(stock, [], mon10)).toStrictEqual([]);
  const drifted = [counted(1), said('drift-detected', { location: 'B1', drift: driftOf(1) })];
  expect(lowered(stock, drifted, mon10)).toStrictEqual(drifted);
});

describe('putting it right', () => {
  const rules = {
    ...stockRules(profileOf()),
    approvalAbove: { pieces: 5, value: 10_000 },
  };
  const context: ResolveContext = { at: mon10, actor: 'ana', supervisor: false, rules, cost: undefined };
  const command: Resolution = { location: 'B1', n: 1, cause: 'loss' };
  const says = (stock: Stock | undefined, more: Partial<Resolution> = {}, by: Partial<ResolveContext> = {}) =>
    resolve(stock, { ...command, ...more }, { ...context, ...by });
  const refused = (is: string, more: object = {}) => ({ decision: { refused: { is, ...more } } });
  const elena = { actor: 'elena', supervisor: true };
  const waits = { accepted: [], outcome: 'waits-for-supervisor' };

  /** The book falls or rises by so many, with cause, and the drift is over. */
  const done = (adjustment: number, by = 'ana', more: object = {}, left = 3 + adjustment) => {
    const booked = {
      movementId: `drift~${id}`,
      sku: 'COAT',
      location: 'B1',
      kind: 'adjustment',
      quantity: adjustment,
      reference: id,
      occurredAt: mon10,
      delta: adjustment,
      recordedAt: mon10,
      actor: by,
    } as const;
    const moved = said('moved', {
      sku: 'COAT',
      entry: 2,
      print: entryPrint([booked]),
      movements: 1,
      places: { B1: { by: adjustment, at: mon10 } },
    });
    const over = closed({ how: 'resolved', by, cause: 'loss', adjustment, ...more });
    const front = left === 1 ? [] : [corrected(left)];
    return { decision: { accepted: [moved, over, ...front], outcome: 'resolved' }, booked };
  };

  it('books what was found, or what is said, with cause, worth and note', () => {
    expect(says(drifting(1))).toStrictEqual(done(-2));
    expect(says(drifting(1), { adjustment: -1 })).toStrictEqual(done(-1));
    expect(says(drifting(1), { note: 'n' }, { cost: 100 })).toStrictEqual(
      done(-2, 'ana', { value: -200, note: 'n' }),
    );
  });

  it('of nothing ends the drift and books nothing', () => {
    expect(says(drifting(1), { adjustment: 0 })).toStrictEqual({
      decision: {
        accepted: [closed({ how: 'resolved', by: 'ana', cause: 'loss', adjustment: 0 }), corrected(3)],
        outcome: 'resolved',
      },
    });
  });

  it('is large by pieces or by worth, either way', () => {
    const large = (adjustment: number, cost?: number) => isLarge(adjustment, { rules, cost });
    expect([large(5), large(6), large(-6), large(5, 2_000), large(5, 2_001), large(-1, 10_001)]).toEqual([
      false,
      true,
      true,
      false,
      true,
      true,
    ]);
  });

  const proposal = { cause: 'loss', adjustment: -2, by: 'ana', at: mon10 } as const;
  const proposed = (more: object = {}) => ({
    decision: {
      accepted: [
        said('resolution-proposed', { driftId: id, location: 'B1', proposal: { ...proposal, ...more } }),
      ],
      outcome: 'waits-for-supervisor',
    },
  });

  it('waits for a supervisor where it is large, or of an inventory', () => {
    expect(says(drifting(1, { trigger: 'inventory' }))).toStrictEqual(proposed());
    expect(says(drifting(1), { note: 'n' }, { cost: 5_001 })).toStrictEqual(proposed({ note: 'n' }));
    expect(says(drifting(9), {}, elena)).toStrictEqual(proposed({ adjustment: 6, by: 'elena' }));
  });

  const waiting = drifting(1, { trigger: 'inventory', proposal: { ...proposal, note: 'why' } });
  it('is approved by the same words of another, who is a supervisor, with the note it was proposed with', () => {
    const whole = done(-2, 'elena', { note: 'why' });
    expect(says(waiting, {}, elena)).toStrictEqual(whole);
    expect(says(waiting, { decision: 'approve', note: 'other' }, elena)).toStrictEqual(whole);
    expect(says(waiting, { adjustment: -2 }, elena)).toStrictEqual(whole);
    expect(says(waiting, {}, { actor: 'paul' })).toStrictEqual(refused('not-supervisor'));
    expect(says(waiting)).toStrictEqual({ decision: waits });
    expect(says(waiting, { decision: 'approve' }, { supervisor: true })).toStrictEqual(
      refused('same-person', { doing: 'approve' }),
    );
  });

  it('in other words is another proposal', () => {
    expect(says(waiting, { cause: 'miscount' }, elena)).toStrictEqual(
      proposed({ cause: 'miscount', by: 'elena' }),
    );
    expect(says(waiting, { adjustment: -1 }, elena)).toStrictEqual(proposed({ adjustment: -1, by: 'elena' }));
  });

  it('is declined by a supervisor, where something is proposed', () => {
    expect(says(waiting, { decision: 'decline' }, elena)).toStrictEqual({
      decision: {
        accepted: [said('resolution-declined', { driftId: id, location: 'B1', by: 'elena' })],
        outcome: 'declined',
      },
    });
    expect(says(waiting, { decision: 'decline' })).toStrictEqual(refused('not-supervisor'));
    for (const decision of ['approve', 'decline'] as const)
      expect(says(drifting(1), { decision }, elena)).toStrictEqual(refused('nothing-proposed'));
  });

  it('is of the drift that is open, and never makes the book fall below nothing', () => {
    for (const answer of [says(undefined), says(coats(3)), says(drifting(1), { n: 2 })])
      expect(answer).toStrictEqual(refused('drift-unknown'));
    expect(says(drifting(1), { adjustment: -4 })).toStrictEqual(
      refused('rule', { path: 'adjustment', message: 'the book has 3 here: it cannot fall below zero' }),
    );
    expect(says(drifting(0), { adjustment: -3 })).toMatchObject({ decision: { outcome: 'resolved' } });
  });
});

describe('what follows', () => {
  const after = (before: Stock, events: ReturnType<typeof said>[], raise?: number) =>
    withConsequences(before, events, mon10, raise).slice(events.length);
  const moves = (by: number, more: object = {}) =>
    said('moved', { sku: 'COAT', entry: 2, movements: 1, places: { B1: { by, at: mon10, ...more } } });
  const drifts = said('drift-detected', {
    sku: 'COAT',
    driftId: id,
    location: 'B1',
    drift: driftOf(1),
  });
  const buffer = (raised: number) => said('buffer-changed', { sku: 'COAT', buffer: raised, agreed: 0 });

  it('of nothing is nothing', () => {
    expect(withConsequences(drifting(3), [], mon10)).toStrictEqual([]);
  });

  it('of a drift is a buffer, where it is higher than the one there is, and the storefront told', () => {
    expect(after(coats(3), [drifts], 1)).toStrictEqual([buffer(1), corrected(0)]);
    expect(after(coats(3), [counted(1), drifts], 1)).toStrictEqual([buffer(1), corrected(0)]);
    expect(after(coats(3), [drifts])).toStrictEqual([corrected(1)]);
    expect(after(coats(3, { buffer: 1 }), [drifts], 1)).toStrictEqual([corrected(0)]);
    expect(after(coats(3), [moves(1)], 1)).toStrictEqual([]);
  });

  it('of figures that meet is the end of the drift, but where somebody proposed how', () => {
    expect(after(drifting(1), [moves(-2)])).toStrictEqual([agreed]);
    const proposal = { cause: 'loss', adjustment: -2, by: 'ana', at: mon9 } as const;
    expect(after(drifting(1, { proposal }), [moves(-2)])).toStrictEqual([]);
    expect(after(drifting(1), [moves(-1)])).toStrictEqual([]);
  });

  it('of the right number in the storefront is the end of its drift', () => {
    const front = { n: 2, openedAt: mon9, then: { published: 5, sellable: 3 } };
    const stock = coats(3, { front, published: { quantity: 5, asOf: mon9 } });
    const speaks = (quantity: number) => said('published', { sku: 'COAT', quantity, asOf: mon10 });
    expect(after(stock, [speaks(3)])).toStrictEqual([
      said('sync-mended', { driftId: 'COAT~storefront~2', published: 3 }),
    ]);
    expect(after(stock, [speaks(4)])).toStrictEqual([]);
    // A storefront that parts is told at once.
    const parts = said('sync-drifted', { driftId: 'COAT~storefront~2', n: 2, published: 5, sellable: 3 });
    const { front: _, ...before } = stock;
    expect(after(before, [parts])).toStrictEqual([corrected(3)]);
    expect(after(stock, [parts])).toStrictEqual([]);
  });

  it('of pieces that are free while somebody waits is that they are said, where there are more, or more wait', () => {
    const free = (pieces: number, waiting: number) =>
      said('replenished', { sku: 'COAT', free: pieces, waiting });
    const waits = coats(3, { allocated: 3, waiting: 2 });
    expect(after(waits, [moves(1)])).toStrictEqual([free(1, 2)]);
    expect(after(waits, [moves(-1)])).toMatchObject([{ type: 'stock.overdrawn' }]);
    expect(after({ ...waits, allocated: 1 }, [counted(3)])).toStrictEqual([]);
    const more = said('claimed', { sku: 'COAT', claims: [], allocated: 1, waiting: 3 });
    expect(after({ ...waits, allocated: 1 }, [more])).toStrictEqual([free(2, 3)]);
    const gives = said('claimed', { sku: 'COAT', claims: [], allocated: 2, waiting: 2 });
    expect(after(waits, [gives])).toStrictEqual([free(1, 2)]);
    expect(after({ ...waits, waiting: 0 }, [moves(1)])).toStrictEqual([]);
    // More wait, and there is nothing to give.
    const wants = said('claimed', { sku: 'COAT', claims: [], allocated: 3, waiting: 3 });
    expect(after(waits, [wants])).toStrictEqual([]);
    // The first pieces of an article that others wait for.
    const first = moves(2);
    expect(after(coats(0, { waiting: 1 }), [first])).toStrictEqual([free(2, 1)]);
  });

  it('of pieces that were set aside for others and are gone is that it is said, where it has grown', () => {
    const over = (pieces: number) => said('overdrawn', { sku: 'COAT', pieces });
    const given = coats(3, { allocated: 3 });
    expect(after(given, [moves(-2)])).toStrictEqual([over(2)]);
    expect(after(given, [moves(0)])).toStrictEqual([]);
    expect(after(coats(3, { allocated: 4 }), [counted(3)])).toStrictEqual([]);
    expect(after(coats(3, { allocated: 4 }), [moves(-1)])).toStrictEqual([over(2)]);
    expect(after(coats(3, { allocated: 2 }), [moves(-1)])).toStrictEqual([]);
  });
});
