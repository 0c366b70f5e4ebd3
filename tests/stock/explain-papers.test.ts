import { describe, expect, it } from 'vitest';
import type { DriftCase } from '../../shared/stock/causes/evidence.ts';
import { explainReceipts } from '../../shared/stock/causes/explain/receipts.ts';
import { explainReturns } from '../../shared/stock/causes/explain/returns.ts';
import { parameters as p } from '../../shared/stock/causes/parameters.ts';
import type { Booked } from '../../shared/stock/level/movement.ts';
import { days, instant, minus, plus } from '../../shared/time/instant.ts';
import { ago, drift, explained, moved, paper } from './causes/case.ts';

type Return = DriftCase['returns'][number];
const back = (status: Return['status'], more: Partial<Return> = {}): Return => ({
  returnId: 'RET-1',
  orderId: 'FP-1',
  quantity: 2,
  status,
  ...more,
});

describe('returns', () => {
  const booked = (more: Partial<Booked> = {}) => moved('return', 2, more);
  const says = (ledger: Booked[], ...returns: Return[]) => explainReturns(drift({ ledger, returns }));
  const early = (
    fact:
      | 'return-still-expected'
      | 'return-not-inspected'
      | 'return-written-off'
      | 'return-of-that-size-expected'
      | 'return-without-record',
    weight: number,
    ref: string,
    quantity = 2,
  ) => explained('return-booked-early', -quantity, weight, { fact, quantity, at: ago(48), ref });
  const of = { reference: 'RET-1' };

  it('booked by a paper that says otherwise were booked early', () => {
    for (const reference of ['RET-1', 'FP-1'])
      expect(says([booked({ reference })], back('expected'))).toEqual([
        early('return-still-expected', p.returnStillExpected, 'RET-1'),
      ]);
    expect(says([booked(of)], back('arrived'))).toEqual([
      early('return-not-inspected', p.returnNotInspected, 'RET-1'),
    ]);
    expect(says([booked(of)], back('written-off'))).toEqual([
      early('return-written-off', p.returnWrittenOff, 'RET-1'),
    ]);
    expect(says([booked(of)], back('restocked'))).toEqual([]);
  });

  it('booked without one are that of their size which is awaited, else nobody’s', () => {
    const nobody = early('return-without-record', p.returnWithoutRecord, 'return-1');
    expect(says([booked()], back('expected'))).toEqual([
      early('return-of-that-size-expected', p.returnOfThatSize, 'RET-1'),
    ]);
    expect(says([booked()])).toEqual([nobody]);
    expect(says([booked()], back('expected', { quantity: 1 }))).toEqual([nobody]);
    expect(says([booked()], back('written-off', { doneAt: ago(48) }))).toEqual([nobody]);
    // A reference that nobody knows is no paper of that size.
    expect(says([booked({ reference: 'RET-9' })], back('expected'))).toEqual([nobody]);
  });

  it('booked without one are that of their size which was restocked, the nearest within two days', () => {
    const restocked = (doneAt: ReturnType<typeof ago>, more: Partial<Return> = {}) =>
      back('restocked', { doneAt, ...more });
    const at = booked().occurredAt;
    expect(says([booked()], restocked(plus(at, days(2))))).toEqual([]);
    expect(says([booked()], restocked(minus(at, days(2))))).toEqual([]);
    expect(says([booked()], restocked(instant(plus(at, days(2)) + 1)))).toHaveLength(2);
    expect(says([booked()], restocked(at, { quantity: 1 }))).toHaveLength(2);
    expect(says([booked()], back('restocked'))).toHaveLength(2);
    const [far, near] = [restocked(ago(60), { returnId: 'FAR' }), restocked(ago(47), { returnId: 'NEAR' })];
    for (const both of [
      [far, near],
      [near, far],
    ])
      expect(says([booked()], ...both).map(({ evidence }) => evidence[0]?.ref)).toEqual(['FAR']);
    // Who names its paper has it first.
    const named = restocked(ago(48));
    expect(says([booked(), booked({ movementId: 'm2', ...of })], named)).toEqual([
      early('return-without-record', p.returnWithoutRecord, 'return-1'),
    ]);
  });

  it('that came and are not booked are missing in the book', () => {
    const unbooked = (
      fact: 'return-restocked-unbooked' | 'return-arrived-unbooked',
      weight: number,
      more: object,
    ) => explained('return-not-booked', 2, weight, { fact, ref: 'RET-1', quantity: 2, ...more });
    expect(says([], back('restocked', { arrivedAt: ago(9), doneAt: ago(3) }))).toEqual([
      unbooked('return-restocked-unbooked', p.returnRestocked, { at: ago(3) }),
    ]);
    expect(says([], back('arrived', { arrivedAt: ago(9) }))).toEqual([
      unbooked('return-arrived-unbooked', p.returnArrived, { at: ago(9) }),
    ]);
    expect(says([], back('arrived'))).toEqual([unbooked('return-arrived-unbooked', p.returnArrived, {})]);
    expect(says([], back('expected'), back('written-off'))).toEqual([]);
  });

  it('are those of the place, or of no place', () => {
    expect(says([], back('arrived', { location: 'A1' }))).toHaveLength(1);
    expect(says([], back('arrived', { location: 'B2' }))).toEqual([]);
    expect(says([booked({ location: 'B2' }), moved('receipt', 2)])).toEqual([]);
  });
});

describe('deliveries', () => {
  const one = { reference: 'PO-1' };
  const says = (more: Partial<DriftCase>) => explainReceipts(drift({ packUnit: 1, ...more }));
  const differs = (pieces: number, weight: number, quantity: number, against: number, ref = 'PO-1') =>
    explained('receipt-error', pieces, weight, {
      fact: 'receipt-differs',
      ref,
      at: ago(48),
      quantity,
      against,
    });
  const unbooked = (accepted: number, ref: string, at = ago(49)) =>
    explained('receipt-error', accepted, p.receiptUnbooked, {
      fact: 'receipt-unbooked',
      ref,
      at,
      quantity: accepted,
    });

  it('booked otherwise than they were accepted are an error, of the difference', () => {
    const ledger = [moved('receipt', 5, one)];
    expect(says({ ledger, receipts: [paper(3)] })).toEqual([differs(-2, p.receiptDiffers, 5, 3)]);
    expect(says({ ledger, receipts: [paper(9)] })).toEqual([differs(4, p.receiptDiffers, 5, 9)]);
    expect(says({ ledger, receipts: [paper(5)] })).toEqual([]);
    // By the number of the receipt too; its order is what is to be opened.
    expect(says({ ledger: [moved('receipt', 5, { reference: 'R-1' })], receipts: [paper(3)] })).toEqual([
      differs(-2, p.receiptDiffers, 5, 3),
    ]);
  });

  it('find their paper by its name, else by the time where either names none', () => {
    const { purchaseOrder: _, ...nameless } = paper(3);
    const unnamed = [moved('receipt', 5)];
    expect(says({ ledger: unnamed, receipts: [paper(3)] })).toEqual([differs(-2, p.receiptDiffers, 5, 3)]);
    expect(says({ ledger: [moved('receipt', 5, one)], receipts: [nameless] })).toEqual([
      differs(-2, p.receiptDiffers, 5, 3, 'R-1'),
    ]);
    // Another order’s paper is not this one’s, nor that of another place or time.
    expect(says({ ledger: [moved('receipt', 5, { reference: 'PO-9' })], receipts: [paper(3)] })).toEqual([
      unbooked(3, 'PO-1'),
    ]);
    expect(says({ ledger: unnamed, receipts: [paper(3, { location: 'B2' })] })).toEqual([]);
    const late = paper(3, { at: ago(48 - 49) });
    expect(says({ ledger: unnamed, receipts: [late] })).toEqual([unbooked(3, 'PO-1', ago(-1))]);
    // The named has it before the nearer.
    const both = [moved('receipt', 3, { movementId: 'near', occurredAt: ago(49) }), moved('receipt', 5, one)];
    expect(says({ ledger: both, receipts: [paper(3)] })).toEqual([differs(-2, p.receiptDiffers, 5, 3)]);
    expect(says({ ledger: [moved('receipt', 5, { location: 'B2' })], receipts: [] })).toEqual([]);
  });

  it('accepted and not booked are missing in the book', () => {
    const { purchaseOrder: _, ...nameless } = paper(3);
    expect(says({ receipts: [nameless] })).toEqual([unbooked(3, 'R-1')]);
    expect(says({ receipts: [paper(0)] })).toEqual([]);
  });

  it('booked by two are one too many', () => {
    const again = moved('receipt', 3, { ...one, movementId: 'again', occurredAt: ago(40) });
    const ledger = [moved('receipt', 3, { ...one, occurredAt: ago(49) }), again];
    expect(says({ ledger, receipts: [paper(3)] })).toEqual([
      explained('receipt-error', -3, p.receiptBookedAgain, {
        fact: 'receipt-booked-again',
        ref: 'PO-1',
        at: ago(40),
        quantity: 3,
      }),
    ]);
    expect(says({ ledger, receipts: [] })).toEqual([]);
    const nameless = [moved('receipt', 3, { occurredAt: ago(49) }), moved('receipt', 3)];
    expect(says({ ledger: nameless, receipts: [paper(3)] })).toEqual([]);
    // Two orders are no two bookings of one.
    const other = moved('receipt', 3, { reference: 'PO-2', movementId: 'other' });
    expect(says({ ledger: [ledger[0]!, other], receipts: [paper(3)] })).toEqual([]);
  });

  const packs = (
    pieces: number,
    weight: number,
    quantity: number,
    unit: number,
    ref: string,
    against?: number,
  ) =>
    explained(
      'unit-error',
      pieces,
      weight,
      { fact: 'receipt-in-packs', ref, at: ago(48), quantity, against: unit },
      ...(against === undefined
        ? []
        : [{ fact: 'receipt-packs-confirmed' as const, ref, at: ago(48), quantity, against }]),
    );

  it('booked in packs leave more than the book has, in pieces for packs fewer', () => {
    expect(says({ packUnit: 6, ledger: [moved('receipt', 2, one)] })).toEqual([
      packs(10, p.pack, 2, 6, 'PO-1'),
    ]);
    expect(says({ packUnit: 6, ledger: [moved('receipt', 12)] })).toEqual([
      packs(60, p.pack, 12, 6, 'receipt-1'),
      packs(-10, p.pack, 12, 6, 'receipt-1'),
    ]);
    expect(says({ packUnit: 6, ledger: [moved('receipt', 2, { location: 'B2' })] })).toEqual([]);
    // The pack is not known: one of the usual ones.
    expect(
      explainReceipts(drift({ ledger: [moved('receipt', 10, one)] })).map(({ pieces, weight }) => [
        pieces,
        weight,
      ]),
    ).toEqual([50, 110, 90, -9, 230].map((pieces) => [pieces, p.pack + p.packGuessed]));
  });

  it('are confirmed by what was ordered or accepted, and denied where both are what was booked', () => {
    const ledger = [moved('receipt', 2, one)];
    const of = (expected: number | undefined, accepted: number) => {
      const receipt = paper(accepted, expected === undefined ? {} : { expected });
      return says({ packUnit: 6, ledger, receipts: [receipt] });
    };
    const confirmed = p.pack + p.packConfirmed;
    expect(of(12, 2)).toEqual([packs(10, confirmed, 2, 6, 'PO-1', 12)]);
    expect(of(undefined, 12)).toEqual([
      differs(10, p.receiptDiffersByPack, 2, 12),
      packs(10, confirmed, 2, 6, 'PO-1', 12),
    ]);
    expect(of(2, 2)).toEqual([packs(10, p.pack + p.packDenied, 2, 6, 'PO-1')]);
    expect(of(undefined, 2)).toEqual([packs(10, p.pack, 2, 6, 'PO-1')]);
    expect(of(3, 2)).toEqual([packs(10, p.pack, 2, 6, 'PO-1')]);
    expect(of(2, 3)).toEqual([differs(1, p.receiptDiffers, 2, 3), packs(10, p.pack, 2, 6, 'PO-1')]);
    const through = says({
      packUnit: 6,
      ledger: [moved('receipt', 12, one)],
      receipts: [paper(2, { expected: 2 })],
    });
    expect(through[2]).toEqual(packs(-10, confirmed, 12, 6, 'PO-1', 2));
  });

  it('may have been counted in packs', () => {
    const of = (more: Partial<DriftCase>) => says({ packUnit: 6, book: 12, found: 2, ...more });
    const counted = (weight: number) =>
      explained('unit-error', -10, weight, { fact: 'count-in-packs', quantity: 2, against: 6, at: ago(0) });
    for (const trigger of ['count', 'inventory'] as const)
      expect(of({ trigger })).toEqual([counted(p.countInPacks)]);
    for (const more of [{ trigger: 'short-pick' as const }, { found: 3 }, { book: 0, found: 0 }])
      expect(of(more)).toEqual([]);
    expect(explainReceipts(drift({ book: 12, found: 2 }))).toEqual([counted(p.countInPacks + p.packGuessed)]);
  });
});
