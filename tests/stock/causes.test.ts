import { describe, expect, it } from 'vitest';
import { type DriftCase, facts } from '../../shared/stock/causes/evidence.ts';
import { rankCauses } from '../../shared/stock/causes/rank.ts';
import { evidenceText } from '../../shared/stock/causes/words.ts';
import { causes } from '../../shared/stock/level/state.ts';
import { minus, minutes, plus } from '../../shared/time/instant.ts';
import { ago, claim, drift, moved, now, paper } from './causes/case.ts';
import { generatedCase } from './causes/generated.ts';
import { measured } from './causes/measured.ts';

const first = (more: Partial<DriftCase>) => rankCauses(drift(more))[0];
const named = (more: Partial<DriftCase>) => {
  const top = first(more);
  return [top?.cause, ...(top?.evidence ?? []).map(({ fact }) => fact)];
};

describe('the cause named first', () => {
  it('is loss where nothing is on record', () => {
    expect(named({ looks: 2 })).toEqual(['loss', 'unexplained']);
  });

  it('is the return that is booked and still expected', () => {
    const returns = [{ returnId: 'RET-1', quantity: 2, status: 'expected' as const }];
    const ledger = [moved('return', 2, { reference: 'RET-1' })];
    expect(named({ returns, ledger })).toEqual([
      'return-booked-early',
      'return-still-expected',
      'explains-all',
    ]);
    expect(named({ returns, ledger: [moved('return', 2)] })).toEqual([
      'return-booked-early',
      'return-of-that-size-expected',
      'explains-all',
    ]);
    // Restocked as it should be, it explains nothing.
    const restocked = [{ ...returns[0]!, status: 'restocked' as const, doneAt: ago(48) }];
    expect(first({ returns: restocked, ledger })?.cause).toBe('loss');
  });

  it('is the return that is back on the shelf and nowhere in the book', () => {
    const returns = [{ returnId: 'RET-1', quantity: 2, status: 'restocked' as const, doneAt: ago(20) }];
    expect(named({ found: 12, returns })).toEqual([
      'return-not-booked',
      'return-restocked-unbooked',
      'explains-all',
    ]);
    expect(first({ found: 8, returns })?.cause).toBe('loss');
  });

  it('is the receipt of 5 of which quality control accepted 3', () => {
    const ledger = [moved('receipt', 5, { reference: 'PO-1' })];
    const top = first({ ledger, receipts: [paper(3)] });
    expect(top).toMatchObject({ cause: 'receipt-error' });
    expect(top?.evidence).toEqual([
      { fact: 'receipt-differs', ref: 'PO-1', at: ago(48), quantity: 5, against: 3 },
      { fact: 'explains-all', quantity: -2 },
    ]);
    // Neither side names the other: they lie an hour apart.
    const unnamed = { receiptId: 'R-1', location: 'A1', at: ago(49), received: 5, rejected: 2, accepted: 3 };
    expect(first({ ledger, receipts: [unnamed] })?.cause).toBe('receipt-error');
    expect(first({ ledger, receipts: [paper(5)] })?.cause).toBe('loss');
  });

  it('is the receipt that two systems have booked', () => {
    const inspected = moved('receipt', 3, {
      movementId: 'receipt~R-1',
      reference: 'PO-1',
      occurredAt: ago(49),
    });
    const again = moved('receipt', 3, { reference: 'PO-1' });
    expect(named({ found: 7, ledger: [again, inspected], receipts: [paper(3)] })).toEqual([
      'receipt-error',
      'receipt-booked-again',
      'explains-all',
    ]);
  });

  it('is the receipt no longer, once a count has agreed after it', () => {
    const ledger = [moved('receipt', 5, { reference: 'PO-1' })];
    const counts = [{ location: 'A1', quantity: 10, at: ago(12) }];
    const before = rankCauses(drift({ ledger, receipts: [paper(3)] }));
    const after = rankCauses(drift({ ledger, receipts: [paper(3)], counts }));
    const probabilityOf = (ranked: typeof before) =>
      ranked.find(({ cause }) => cause === 'receipt-error')?.probability ?? 0;
    expect(probabilityOf(before)).toBeGreaterThan(0.95);
    expect(probabilityOf(after)).toBeLessThan(0.5);
    expect(after[0]?.cause).toBe('loss');
    expect(after.find(({ cause }) => cause === 'receipt-error')?.evidence).toContainEqual({
      fact: 'counted-since',
      at: ago(12),
    });
  });

  it('is not ruled out by the count that found the difference, though a booking of that minute would make it agree', () => {
    const ledger = [
      moved('receipt', 5, { reference: 'PO-1' }),
      moved('return', 2, { movementId: 'r', reference: 'RET-1', occurredAt: minus(now, minutes(5)) }),
    ];
    const returns = [{ returnId: 'RET-1', quantity: 2, status: 'restocked' as const, doneAt: now }];
    const counts = [{ location: 'A1', quantity: 8, at: now }];
    expect(named({ ledger, returns, receipts: [paper(3)], counts })).toEqual([
      'receipt-error',
      'receipt-differs',
      'explains-all',
    ]);
  });

  it('is the unit where packs of six were booked as pieces, and not the inspection', () => {
    const ledger = [moved('receipt', 2, { reference: 'PO-1' })];
    const receipts = [paper(12, { expected: 12, received: 12, rejected: 0 })];
    expect(named({ found: 20, packUnit: 6, ledger, receipts })).toEqual([
      'unit-error',
      'receipt-in-packs',
      'receipt-packs-confirmed',
      'explains-all',
    ]);
    // Twelve booked as two dozen packs; the pack of the article is not known.
    const many = [moved('receipt', 144)];
    expect(named({ book: 150, found: 18, ledger: many })[0]).toBe('unit-error');
    expect(named({ book: 12, found: 2, packUnit: 6 })).toEqual([
      'unit-error',
      'count-in-packs',
      'explains-all',
    ]);
  });

  it('is the miscount where a recount agrees with the book of its time', () => {
    const ledger = [moved('pick', -1, { occurredAt: plus(now, minutes(60)) })];
    // Ten when it was counted again, one was taken after that.
    const counts = [{ location: 'A1', quantity: 10, at: plus(now, minutes(30)) }];
    expect(named({ book: 9, found: 7, ledger, counts })).toEqual([
      'miscount',
      'recount-agrees',
      'explains-all',
    ]);
    const differs = [{ location: 'A1', quantity: 8, at: plus(now, minutes(30)) }];
    expect(first({ counts: differs })?.cause).toBe('loss');
  });

  it('is the earlier miscount where an adjustment comes back', () => {
    const ledger = [moved('adjustment', 2, { quantity: 2, reference: 'PALTON-M~A1~1' })];
    expect(named({ ledger })).toEqual(['miscount', 'adjusted-before', 'explains-all']);
  });

  it('is the double allocation where orders of one minute hold more than the book has', () => {
    const claims = [claim('FP-1', 2), claim('FP-2', 2, { since: plus(ago(24), minutes(0.2)) })];
    const short = { book: 2, found: 0, trigger: 'short-pick' as const, orderId: 'FP-2' };
    expect(named({ ...short, claims })).toEqual([
      'double-allocation',
      'more-claimed-than-booked',
      'claimed-together',
      'explains-all',
    ]);
    expect(first({ ...short, claims: claims.slice(1) })?.cause).toBe('loss');
  });

  it('is the sibling that has as many too many', () => {
    const sibling = { sku: 'PALTON-L', difference: 2, at: ago(1) };
    expect(named({ drifts: [sibling] })).toEqual([
      'sku-swap',
      'other-article-opposite',
      'similar-name',
      'explains-all',
    ]);
    expect(first({ drifts: [{ ...sibling, difference: -2 }] })?.cause).toBe('loss');
  });

  it('is the sale that has left and is not booked', () => {
    const claims = [claim('FP-9', 2)];
    const left = [{ owner: 'order/FP-9', at: ago(3) }];
    expect(named({ claims, left })).toEqual(['late-booking', 'left-unbooked', 'explains-all']);
    expect(first({ claims })?.cause).toBe('loss');
    // Somebody forgot the reference: it was booked.
    const ledger = [moved('pick', -2, { occurredAt: ago(4) })];
    expect(first({ claims, left, ledger })?.cause).not.toBe('late-booking');
  });

  it('is the sync where the storefront shows what was true before the last movement', () => {
    const page = { location: 'storefront', trigger: 'storefront' as const, looks: 0, book: 4, found: 6 };
    const ledger = [moved('pick', -2, { occurredAt: ago(2) })];
    const said = { quantity: 6, asOf: ago(5), heardAt: ago(0) };
    expect(named({ ...page, ledger, storefront: said })).toEqual([
      'sync-stale',
      'published-older',
      'published-as-before',
      'explains-all',
    ]);
    const claims = [claim('FP-1', 2), claim('FP-1', 2, { owner: 'amendment/FP-1' })];
    const fresh = { ...said, asOf: ago(0) };
    expect(named({ ...page, ledger, claims, storefront: fresh })).toEqual([
      'double-allocation',
      'claimed-twice',
      'explains-all',
    ]);
  });

  it('is one of two where two explain the difference together, the other is second', () => {
    const ledger = [moved('receipt', 5, { reference: 'PO-1' })];
    const ranked = rankCauses(
      drift({
        found: 7,
        ledger,
        receipts: [paper(3)],
        claims: [claim('FP-9', 1)],
        left: [{ owner: 'order/FP-9', at: ago(3) }],
      }),
    );
    expect(new Set(ranked.slice(0, 2).map(({ cause }) => cause))).toEqual(
      new Set(['receipt-error', 'late-booking']),
    );
    expect(ranked[0]?.evidence.at(-1)).toMatchObject({ fact: 'explains-with', against: -3 });
  });
});

describe('the words', () => {
  it('count as each language counts, and name the other cause of two', () => {
    const over = { fact: 'left-unbooked' as const, ref: 'FP-9', at: now, quantity: 20 };
    expect(evidenceText(over, 'ro')).toEqual({
      fact: 'left-unbooked',
      text: 'Comanda FP-9 (20 de bucăți) a plecat și nu este scăzută din stoc.',
      ref: 'FP-9',
      at: '2026-11-16T10:00:00Z',
    });
    const part = { fact: 'explains-with' as const, ref: 'late-booking', quantity: -2, against: -3 };
    expect(evidenceText(part, 'en')).toEqual({
      fact: 'explains-with',
      text: 'Explains −2 of the difference of −3, together with: sale booked late.',
    });
    expect(evidenceText(part, 'ro').text).toBe(
      'Explică −2 din diferența de −3, împreună cu: vânzare înregistrată târziu.',
    );
  });

  it('are in letters of today: commas below, no cedillas', () => {
    for (const locale of ['ro', 'en'] as const)
      for (const fact of facts) {
        const { text } = evidenceText({ fact, ref: 'X-1', quantity: 2, against: 3 }, locale);
        expect(text).toMatch(/^[^şţŞŢ]{15,}\.$/);
        expect(text).not.toContain('undefined');
      }
  });
});

describe('probabilities', () => {
  it('add up to one, best first, none below a thousandth; a difference that is gone has none', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const ranked = rankCauses(generatedCase(seed).drift);
      const thousandths = ranked.map(({ probability }) => Math.round(probability * 1_000));
      expect(thousandths.reduce((sum, one) => sum + one, 0)).toBe(1_000);
      expect(thousandths).toEqual([...thousandths].sort((a, b) => b - a));
      expect(Math.min(...thousandths)).toBeGreaterThan(0);
      expect(ranked.every(({ evidence }) => evidence.length > 0)).toBe(true);
    }
    expect(rankCauses(drift({ found: 10 }))).toEqual([]);
  });

  it('stay probabilities however great the difference', () => {
    const [top] = rankCauses(drift({ book: 1_000_000, found: 0 }));
    expect(top?.probability).toBeGreaterThan(0);
    expect(top?.probability).toBeLessThanOrEqual(1);
  });
});

it('finds planted faults in ordinary traffic', () => {
  const found = measured(700_001, 300);
  expect(found.first / found.single).toBeGreaterThanOrEqual(0.95);
  expect(found.firstTwo / found.single).toBeGreaterThanOrEqual(0.99);
  expect(found.both / found.double).toBeGreaterThanOrEqual(0.7);
  expect(found.commonest / found.single).toBeLessThan(0.2);
  // Each of the ten was planted.
  expect([...found.confusion.values()].filter((row) => row.size > 0)).toHaveLength(causes.length);
});
