import { describe, expect, it } from 'vitest';
import type { DriftCase } from '../../shared/stock/causes/evidence.ts';
import { explainClaims } from '../../shared/stock/causes/explain/claims.ts';
import { explainCounts, lastAgreed } from '../../shared/stock/causes/explain/counts.ts';
import { explainNeighbours } from '../../shared/stock/causes/explain/neighbours.ts';
import { explainStorefront } from '../../shared/stock/causes/explain/storefront.ts';
import { parameters as p } from '../../shared/stock/causes/parameters.ts';
import { days, instant, minus, minutes, plus } from '../../shared/time/instant.ts';
import { ago, claim, drift, explained, moved, now } from './causes/case.ts';

describe('claims', () => {
  const says = (more: Partial<DriftCase>) => explainClaims(drift(more));
  const over = { fact: 'more-claimed-than-booked', quantity: 3, against: 2 } as const;
  const [first, second] = [claim('FP-1', 2), claim('FP-2', 1, { since: ago(20) })];

  it('of more pieces than there are were served twice, but for who stands before the empty shelf', () => {
    expect(says({ book: 2, claims: [first, second, claim('FP-3', 4, { got: 0 })] })).toEqual([
      explained('double-allocation', -2, p.overClaimed, over),
      explained('double-allocation', -1, p.overClaimed, over),
    ]);
    expect(says({ book: 2, claims: [first, second], orderId: 'FP-2' })).toEqual([
      explained('double-allocation', -2, p.overClaimed, over),
    ]);
    expect(says({ book: 3, claims: [first, second] })).toEqual([]);
  });

  it('of one minute more so', () => {
    const together = (since: typeof now, ref: string, got: number) =>
      explained('double-allocation', -got, p.overClaimed + p.claimedTogether, over, {
        fact: 'claimed-together',
        ref,
        at: since,
        quantity: got,
      });
    const twin = claim('FP-2', 1, { since: plus(ago(24), minutes(1)) });
    expect(says({ book: 2, claims: [first, twin] })).toEqual([
      together(ago(24), 'FP-1', 2),
      together(twin.since, 'FP-2', 1),
    ]);
    const later = claim('FP-2', 1, { since: instant(plus(ago(24), minutes(1)) + 1) });
    expect(says({ book: 2, claims: [first, later] })).toMatchObject([
      { evidence: [over] },
      { evidence: [over] },
    ]);
  });

  it('of one line under two names sell fewer than there are', () => {
    const page = (...claims: DriftCase['claims']) => says({ location: 'storefront', claims });
    const again = { owner: 'amendment/FP-1', since: ago(3) };
    expect(page(first, claim('FP-1', 1, again))).toEqual([
      explained('double-allocation', 1, p.claimedTwice, {
        fact: 'claimed-twice',
        ref: 'FP-1',
        at: ago(3),
        quantity: 1,
      }),
    ]);
    expect(page(first, claim('FP-1', 1, { ...again, line: '2' }))).toEqual([]);
    expect(page(first, claim('FP-1', 1, { ...again, got: 0 }))).toEqual([]);
    expect(page(claim('FP-1', 2, { got: 0 }), claim('FP-1', 1, again))).toEqual([]);
    expect(page(first, second)).toEqual([]);
    // At a shelf that says nothing.
    expect(says({ claims: [first, claim('FP-1', 1, again)] })).toEqual([]);
  });

  const left = [{ owner: 'order/FP-9', at: ago(3) }];
  const gone = (more: object = { at: ago(3) }) =>
    ({ fact: 'left-unbooked', ref: 'FP-9', quantity: 2, ...more }) as const;

  it('of orders that have left keep pieces in the book that are not there', () => {
    const claims = [claim('FP-9', 3, { picked: 1, got: 2 }), claim('FP-1', 2)];
    expect(says({ claims, left })).toEqual([explained('late-booking', -2, p.leftUnbooked, gone())]);
    expect(says({ claims, left: [{ owner: 'order/FP-9' }] })).toEqual([
      explained('late-booking', -2, p.leftUnbooked, gone({})),
    ]);
    expect(says({ claims: [claim('FP-9', 2, { shipped: 2, got: 0 })], left })).toEqual([]);
  });

  it('were booked where somebody forgot the reference: as many, between the order and its leaving', () => {
    const claims = [claim('FP-9', 2)];
    const forgotten = (
      occurredAt: typeof now,
      more: Parameters<typeof moved>[2] = {},
      kind: 'pick' | 'shipment' | 'receipt' = 'pick',
    ) => says({ claims, left, ledger: [moved(kind, -2, { occurredAt, ...more })] });
    const booked = (at: typeof now, kind = 'pick') => [
      explained('late-booking', -2, p.takenWithoutReference, gone(), {
        fact: 'taken-without-reference',
        ref: `${kind}-1`,
        at,
        quantity: 2,
      }),
    ];
    const not = [explained('late-booking', -2, p.leftUnbooked, gone())];
    const [from, to] = [minus(ago(24), p.skew), plus(ago(3), p.skew)];
    for (const at of [from, ago(10), to]) expect(forgotten(at)).toEqual(booked(at));
    expect(forgotten(ago(10), {}, 'shipment')).toEqual(booked(ago(10), 'shipment'));
    for (const other of [
      forgotten(instant(from - 1)),
      forgotten(instant(to + 1)),
      forgotten(ago(10), { quantity: 3 }),
      forgotten(ago(10), { reference: 'FP-7' }),
      forgotten(ago(10), { location: 'B2' }),
      forgotten(ago(10), {}, 'receipt'),
    ])
      expect(other).toEqual(not);
    // Within three days before the parcel left.
    const old = [claim('FP-9', 2, { since: ago(240) })];
    const early = (at: typeof now) =>
      says({ claims: old, left, ledger: [moved('pick', -2, { occurredAt: at })] });
    expect(early(minus(to, days(3)))).toHaveProperty('0.weight', p.takenWithoutReference);
    expect(early(instant(minus(to, days(3)) - 1))).toEqual(not);
    // Nobody knows when it left: until the difference was found.
    const unknown = (at: typeof now) =>
      says({ claims, left: [{ owner: 'order/FP-9' }], ledger: [moved('pick', -2, { occurredAt: at })] });
    expect(unknown(now)).toHaveProperty('0.weight', p.takenWithoutReference);
    expect(unknown(instant(now + 1))).toHaveProperty('0.weight', p.leftUnbooked);
  });

  it('are booked by one booking once', () => {
    const claims = [claim('FP-9', 2), claim('FP-8', 2)];
    const all = says({
      claims,
      left: [...left, { owner: 'order/FP-8', at: ago(3) }],
      ledger: [moved('pick', -2, { occurredAt: ago(10) })],
    });
    expect(all.map(({ weight }) => weight)).toEqual([p.takenWithoutReference, p.leftUnbooked]);
  });
});

describe('counts', () => {
  const count = (quantity: number, at: typeof now, location = 'A1') => ({ location, quantity, at });
  const says = (more: Partial<DriftCase>) => explainCounts(drift(more));
  const slip = (fact: 'looked-once' | 'looked-again', difference: number, weight: number, looks: number) =>
    explained('miscount', difference, weight, { fact, at: now, quantity: looks });
  const again = slip('looked-again', -2, p.slipFirst + p.slipStep + p.lookedAgain, 2);

  it('may slip, the less the more pieces it would be, and the more looked', () => {
    expect(says({})).toEqual([again]);
    expect(says({ looks: 1 })).toEqual([slip('looked-once', -2, p.slipFirst + p.slipStep + p.lookedOnce, 1)]);
    expect(says({ found: 13, looks: 1 })).toEqual([
      slip('looked-once', 3, p.slipFirst + 2 * p.slipStep + p.lookedOnce, 1),
    ]);
    // Whoever counted afterwards has looked, too.
    expect(says({ looks: 1, counts: [count(8, plus(now, minutes(30)))] })).toEqual([
      slip('looked-again', -2, p.slipFirst + p.slipStep + p.lookedAgain, 1),
    ]);
  });

  const later = plus(now, minutes(60));
  const recount = (fact: 'recount-agrees' | 'recount-differs', pieces: number, quantity: number) =>
    explained('miscount', pieces, fact === 'recount-agrees' ? p.recountAgrees : p.recountDiffers, {
      fact,
      quantity,
      against: 8,
      at: later,
    });

  it('that agree afterwards say that the first was wrong, others that it was in part', () => {
    expect(says({ counts: [count(10, later)] })).toEqual([recount('recount-agrees', -2, 10), again]);
    expect(says({ counts: [count(9, later)] })).toEqual([recount('recount-differs', -1, 9), again]);
    expect(says({ counts: [count(9, later)], tolerance: 1 })).toEqual([
      recount('recount-agrees', -2, 9),
      again,
    ]);
    expect(says({ counts: [count(8, later)] })).toEqual([again]);
    for (const other of [count(10, later, 'B2'), count(10, now), count(10, ago(1))])
      expect(says({ counts: [other] })).toEqual([again]);
  });

  it('are held against the book of their time, by either clock', () => {
    // Eleven until a piece was taken, five minutes after the count by one clock.
    const ledger = [moved('pick', -1, { occurredAt: plus(later, minutes(5)) })];
    expect(says({ ledger, counts: [count(11, later)] })).toEqual([recount('recount-agrees', -2, 11), again]);
    expect(says({ ledger, counts: [count(10, later)] })).toEqual([recount('recount-agrees', -2, 10), again]);
    const long = [moved('pick', -1, { occurredAt: instant(plus(later, p.skew) + 1) })];
    expect(says({ ledger: long, counts: [count(10, later)] })).toEqual([
      recount('recount-differs', -1, 10),
      again,
    ]);
  });

  it('by which the book was put right come back the other way', () => {
    const at = ago(48);
    const fact = { fact: 'adjusted-before', quantity: 2, at } as const;
    expect(says({ ledger: [moved('adjustment', 2, { reference: 'D-1' })] })).toEqual([
      explained('miscount', -2, p.adjustedBefore, { ...fact, ref: 'D-1' }),
      again,
    ]);
    expect(says({ ledger: [moved('adjustment', 2)] })[0]!.evidence).toEqual([
      { ...fact, ref: 'adjustment-1' },
    ]);
    expect(says({ ledger: [moved('adjustment', 2, { location: 'B2' }), moved('receipt', 2)] })).toEqual([
      again,
    ]);
  });

  it('that agreed before say when it was still right: the last of them', () => {
    const agreed = (counts: DriftCase['counts'], more: Partial<DriftCase> = {}) =>
      lastAgreed(drift({ counts, ...more }));
    expect(agreed([count(10, ago(9)), count(10, ago(5)), count(9, ago(2))])).toBe(ago(5));
    expect(agreed([count(9, ago(2))], { tolerance: 1 })).toBe(ago(2));
    expect(agreed([count(10, ago(9)), count(10, now), count(10, ago(1), 'B2')])).toBe(ago(9));
    expect(agreed([])).toBeUndefined();
  });
});

describe('a neighbour', () => {
  const says = (sku: string, difference: number, own = 'PALTON-M') =>
    explainNeighbours(drift({ sku: own, drifts: [{ sku, difference, at: ago(1) }] }));
  const opposite = (ref: string, quantity: number) =>
    ({ fact: 'other-article-opposite', ref, at: ago(1), quantity }) as const;

  it('that is off the other way was taken for this one, the sooner where it is named alike', () => {
    expect(says('CIZME-40', 2)).toEqual([explained('sku-swap', -2, p.opposite, opposite('CIZME-40', 2))]);
    expect(says('PALTON-L', 2)).toEqual([
      explained('sku-swap', -2, p.opposite + p.similarName, opposite('PALTON-L', 2), {
        fact: 'similar-name',
        ref: 'PALTON-L',
      }),
    ]);
    expect([says('PALTON-M', 2), says('PALTON-L', 0)]).toEqual([[], []]);
  });

  it('is named alike where six tenths of the longer name are the same from the beginning', () => {
    const alike = (a: string, b: string) => says(b, 1, a)[0]!.evidence.length === 2;
    expect([
      alike('ABCDEFGHIJ', 'ABCDEF0000'),
      alike('ABCDEFGHIJ', 'ABCDE00000'),
      alike('ABCDEF', 'ABCDEFGHIJ'),
      alike('ABCDE', 'ABCDEFGHIJ'),
      alike('ABCDEFGHIJ', 'ABCDEF'),
    ]).toEqual([true, false, true, false, true]);
  });
});

describe('the storefront', () => {
  const page = { location: 'storefront', book: 4, found: 6, trigger: 'storefront' } as const;
  const says = (more: Partial<DriftCase>) => explainStorefront(drift({ ...page, ...more }));
  const stale = (weight: number, ...evidence: Parameters<typeof explained>[3][]) => [
    explained('sync-stale', 2, p.syncOfPage + weight, ...evidence),
  ];
  const taken = [moved('pick', -2, { occurredAt: ago(2) })];
  const said = (asOf: typeof now, heardAt?: typeof now) => ({
    storefront: { quantity: 6, asOf, ...(heardAt === undefined ? {} : { heardAt }) },
  });
  const older = (at: typeof now) => ({ fact: 'published-older', at, quantity: 6 }) as const;
  const newer = (at: typeof now) => ({ fact: 'published-newer', at, quantity: 6 }) as const;
  const asBefore = (at: typeof now) =>
    ({ fact: 'published-as-before', at, quantity: 6, against: 4 }) as const;

  it('explains nothing of a shelf', () => {
    expect(explainStorefront(drift())).toEqual([
      explained('sync-stale', -2, p.syncOfShelf, { fact: 'shelf-not-page' }),
    ]);
    expect(says({})).toEqual(stale(0));
  });

  it('shows what was true before the last change, or has heard of it', () => {
    expect(says({ ledger: taken, ...said(ago(5)) })).toEqual(
      stale(p.publishedOlder + p.publishedAsBefore, older(ago(5)), asBefore(ago(2))),
    );
    expect(says({ ledger: taken, ...said(ago(1)) })).toEqual(
      stale(p.publishedNewer + p.publishedAsBefore, newer(ago(1)), asBefore(ago(2))),
    );
    // Within what two clocks leave possible nobody can say.
    for (const asOf of [minus(ago(2), p.skew), plus(ago(2), p.skew)])
      expect(says({ ledger: taken, ...said(asOf) })).toEqual(stale(p.publishedAsBefore, asBefore(ago(2))));
    expect(says(said(ago(1)))).toEqual(stale(0));
    // A claim changes what can be sold as a movement does.
    const claims = [claim('FP-1', 2, { since: ago(2) })];
    expect(says({ claims, ...said(ago(5)) })).toEqual(
      stale(p.publishedOlder + p.publishedAsBefore, older(ago(5)), asBefore(ago(2))),
    );
  });

  it('shows what was true some changes ago, up to five; the latest such is named', () => {
    const change = (by: number, h: number) => moved('adjustment', by, { occurredAt: ago(h) });
    const at = (...changes: ReturnType<typeof change>[]) =>
      says({ ledger: changes, ...said(ago(0)) })[0]!.evidence.slice(1);
    expect(at(change(-1, 5), change(-1, 2))).toEqual([asBefore(ago(5))]);
    expect(at(change(-2, 2), change(0, 1), change(2, 4), change(-2, 6))).toEqual([asBefore(ago(2))]);
    const ones = [1, 2, 3, 4].map((h) => change(1, h));
    expect(at(...ones, change(-6, 5))).toEqual([asBefore(ago(5))]);
    expect(at(...ones, change(1, 5), change(-7, 6))).toEqual([]);
    expect(at(change(0, 1))).toEqual([]);
  });

  it('has said nothing of any article for six hours', () => {
    const silent = (at: typeof now) => ({ fact: 'storefront-silent', at }) as const;
    expect(says(said(ago(9), instant(ago(6) - 1)))).toEqual(
      stale(p.storefrontSilent, silent(instant(ago(6) - 1))),
    );
    expect(says(said(ago(9), ago(6)))).toEqual(stale(0));
  });
});
