import { describe, expect, it } from 'vitest';
import type { HeadStore } from '../../shared/kernel/head.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import { allot, redistribute, type Want } from '../../shared/stock/level/allot.ts';
import {
  changeOf,
  type ClaimEntry,
  claimName,
  claimsOn,
  endedName,
  endedOf,
  lackingOf,
  older,
  takenOf,
  writtenClaim,
} from '../../shared/stock/level/claim.ts';
import { nothing, type Stock } from '../../shared/stock/level/state.ts';
import { days, instant, plus } from '../../shared/time/instant.ts';
import { claimOf, coats, driftOf, mon10, named } from './whole.ts';

const want = (order: number, quantity: number, more: Partial<Want> = {}): Want => ({
  claim: named(claimOf(order, 0, 0)),
  quantity,
  since: instant(order),
  seen: 1,
  ...more,
});
/** A stock whose sums are those of its claims, as far as they go. */
const withSums = (stock: Stock, claims: readonly ClaimEntry[]): Stock => ({
  ...stock,
  allocated: claims.reduce((sum, { got }) => sum + got, 0),
  waiting: claims.reduce((sum, claim) => sum + lackingOf(claim), 0),
});
const given = (stock: Stock, claims: readonly ClaimEntry[], ...wants: Want[]) => {
  const { changed, allocated, waiting } = allot(withSums(stock, claims), claims, wants);
  return { changed, allocated, waiting };
};
const unchanged = (allocated: number, waiting: number) => ({ changed: [], allocated, waiting });

describe('who asks', () => {
  it('gets what is there, one after the other, and waits for the rest', () => {
    expect(given(coats(5), [], want(1, 3), want(2, 3))).toStrictEqual({
      changed: [claimOf(1, 3, 3), claimOf(2, 3, 2)],
      allocated: 5,
      waiting: 1,
    });
  });

  it('does not overtake those who wait, nor wait for himself', () => {
    const waits = claimOf(1, 3, 1);
    expect(given(coats(5), [waits], want(2, 3))).toStrictEqual({
      changed: [claimOf(2, 3, 2)],
      allocated: 3,
      waiting: 3,
    });
    expect(given(coats(4), [claimOf(1, 5, 2)], want(1, 5, { since: instant(9), seen: 2 }))).toStrictEqual({
      changed: [claimOf(1, 5, 4, { seen: 2 })],
      allocated: 4,
      waiting: 1,
    });
    expect(given(coats(2), [waits], want(2, 3))).toStrictEqual({
      changed: [claimOf(2, 3, 0)],
      allocated: 1,
      waiting: 5,
    });
  });

  it('for less keeps the rest; for nothing gives all up, and is not remembered for having had none', () => {
    const has = claimOf(1, 3, 3);
    expect(given(coats(5), [has], want(1, 2))).toStrictEqual({
      changed: [claimOf(1, 2, 2)],
      allocated: 2,
      waiting: 0,
    });
    expect(given(coats(5), [has], want(1, 0))).toStrictEqual({
      changed: [claimOf(1, 0, 0)],
      allocated: 0,
      waiting: 0,
    });
    expect(given(coats(5), [has], want(2, 0))).toStrictEqual(unchanged(3, 0));
  });

  it('again, or by an older view, changes nothing', () => {
    const has = claimOf(1, 3, 3, { seen: 2 });
    expect(given(coats(5), [has], want(1, 3, { seen: 2 }))).toStrictEqual(unchanged(3, 0));
    expect(given(coats(5), [has], want(1, 3, { seen: 9 }))).toStrictEqual(unchanged(3, 0));
    expect(given(coats(5), [has], want(1, 2, { seen: 1 }))).toStrictEqual(unchanged(3, 0));
    expect(given(coats(5), [has], want(1, 2, { seen: 2 }))).toMatchObject({ allocated: 2 });
  });

  it('has had what was taken for him: it is asked for no more', () => {
    const out = { picked: 2, shipped: 1 };
    expect(given(coats(5), [claimOf(1, 3, 1, out)], want(1, 4))).toStrictEqual({
      changed: [claimOf(1, 4, 2, out)],
      allocated: 2,
      waiting: 0,
    });
    expect(given(coats(5), [claimOf(1, 3, 1, out)], want(1, 1))).toStrictEqual({
      changed: [claimOf(1, 1, 0, out)],
      allocated: 0,
      waiting: 0,
    });
  });

  it('has left: what is set aside for him stays until somebody books it; where there is none it is given up', () => {
    const left = (order: number) => want(order, 0, { left: true });
    expect(given(coats(5), [claimOf(1, 3, 3)], left(1))).toStrictEqual(unchanged(3, 0));
    expect(given(coats(0), [claimOf(1, 3, 0)], left(1))).toStrictEqual({
      changed: [claimOf(1, 0, 0)],
      allocated: 0,
      waiting: 0,
    });
  });

  it('takes over another’s claim whole, before those who wait, and more only where it is free', () => {
    const source = claimOf(7, 2, 2);
    const from = named(source);
    const emptied = claimOf(7, 0, 0);
    const waits = claimOf(3, 4, 0);
    expect(given(coats(2), [source, waits], want(1, 2, { from }))).toStrictEqual({
      changed: [emptied, claimOf(1, 2, 2)],
      allocated: 2,
      waiting: 4,
    });
    expect(given(coats(5), [source], want(1, 4, { from }))).toStrictEqual({
      changed: [emptied, claimOf(1, 4, 4)],
      allocated: 4,
      waiting: 0,
    });
    expect(given(coats(3), [source], want(1, 4, { from }))).toMatchObject({ allocated: 3, waiting: 1 });
    expect(given(coats(5), [source], want(1, 1, { from }))).toMatchObject({ allocated: 1, waiting: 0 });
    expect(given(coats(5), [source, claimOf(1, 1, 1)], want(1, 3, { from }))).toStrictEqual({
      changed: [emptied, claimOf(1, 3, 3)],
      allocated: 3,
      waiting: 0,
    });
    // What was taken over once is not there a second time.
    expect(given(coats(1), [], want(1, 2, { from }))).toMatchObject({ allocated: 1, waiting: 1 });
  });

  it('may count on what book and shelf both say', () => {
    const doubtful = coats(5, {}, { drift: driftOf(2) });
    expect(given(doubtful, [], want(1, 3))).toMatchObject({ allocated: 2, waiting: 1 });
    expect(given(coats(3, {}, { drift: driftOf(7) }), [], want(1, 5))).toMatchObject({ allocated: 3 });
  });

  it('for what nobody has counted waits, and that is told apart until it is', () => {
    const blind = claimOf(1, 2, 0, { untracked: true });
    expect(given(nothing('COAT'), [], want(1, 2))).toStrictEqual({
      changed: [blind],
      allocated: 0,
      waiting: 2,
    });
    expect(given(coats(0), [blind], want(1, 2))).toStrictEqual({
      changed: [claimOf(1, 2, 0)],
      allocated: 0,
      waiting: 2,
    });
    expect([changeOf(blind).lacking, changeOf(claimOf(1, 2, 0)).lacking]).toEqual([0, 2]);
  });
});

describe('giving out anew', () => {
  const anew = (stock: Stock, claims: readonly ClaimEntry[], most?: number) => {
    const { changed, allocated, waiting } = redistribute(withSums(stock, claims), claims, most);
    return { changed, allocated, waiting };
  };
  const missing = (found: number) => coats(3, {}, { drift: driftOf(found, { phase: 'confirmed' }) });

  it('takes what is confirmed to be missing from the newest', () => {
    const claims = [claimOf(2, 2, 2), claimOf(1, 1, 1), claimOf(3, 1, 0)];
    expect(anew(missing(1), claims)).toStrictEqual({
      changed: [claimOf(2, 2, 0)],
      allocated: 1,
      waiting: 3,
    });
    expect(anew(missing(2), claims)).toStrictEqual({
      changed: [claimOf(2, 2, 1)],
      allocated: 2,
      waiting: 2,
    });
    expect(anew(missing(0), claims)).toStrictEqual({
      changed: [claimOf(2, 2, 0), claimOf(1, 1, 0)],
      allocated: 0,
      waiting: 4,
    });
    expect(anew(missing(0), claims, 1)).toStrictEqual({
      changed: [claimOf(2, 2, 0)],
      allocated: 1,
      waiting: 3,
    });
  });

  it('takes nothing for a difference that nobody has confirmed, and gives none of it', () => {
    const claims = [claimOf(1, 2, 2), claimOf(2, 1, 0)];
    expect(anew(coats(3, {}, { drift: driftOf(0) }), claims)).toStrictEqual(unchanged(2, 1));
  });

  it('gives what is free to the oldest that lack', () => {
    const claims = [claimOf(3, 1, 0), claimOf(2, 2, 1), claimOf(1, 2, 0)];
    expect(anew(coats(4), claims)).toStrictEqual({
      changed: [claimOf(1, 2, 2), claimOf(2, 2, 2)],
      allocated: 4,
      waiting: 1,
    });
    expect(anew(coats(4), claims, 1)).toStrictEqual({
      changed: [claimOf(1, 2, 2)],
      allocated: 3,
      waiting: 2,
    });
    expect(anew(coats(1), claims)).toStrictEqual(unchanged(1, 4));
  });

  it('says of every claim that its article is known by now', () => {
    const blind = { untracked: true } as const;
    expect(anew(coats(1), [claimOf(1, 2, 0, blind), claimOf(2, 1, 0, blind)])).toStrictEqual({
      changed: [claimOf(1, 2, 1), claimOf(2, 1, 0)],
      allocated: 1,
      waiting: 2,
    });
    expect(anew(nothing('COAT'), [claimOf(1, 2, 0, blind)])).toStrictEqual(unchanged(0, 2));
  });
});

describe('a claim', () => {
  it('has had the greater of what was picked and shipped, and lacks the rest', () => {
    expect([takenOf({ picked: 2, shipped: 1 }), takenOf({ picked: 1, shipped: 3 })]).toEqual([2, 3]);
    expect(lackingOf(claimOf(1, 5, 1, { picked: 2 }))).toBe(2);
    expect(lackingOf(claimOf(1, 1, 1, { picked: 2 }))).toBe(0);
    expect(changeOf(claimOf(1, 5, 1, { picked: 2 }))).toEqual({
      owner: 'order/FP-1',
      line: '1',
      quantity: 5,
      got: 1,
      lacking: 2,
    });
  });

  it('comes by age, and by name where that is the same', () => {
    const same = { since: instant(1) };
    const all = [claimOf(3, 1, 0), claimOf(2, 1, 0, same), claimOf(1, 1, 0)];
    expect([...all].sort(older).map(({ owner }) => owner)).toEqual([
      'order/FP-1',
      'order/FP-2',
      'order/FP-3',
    ]);
    expect(older(all[2]!, all[1]!)).toBe(-1);
    expect(older(all[1]!, all[2]!)).toBe(1);
  });

  it('is read with all others of its article, or of its owner, page by page, the oldest first', async () => {
    const key = stockKey('shop', 'COAT');
    const asked: unknown[] = [];
    const pages = [[claimOf(3, 1, 0), claimOf(1, 1, 0)], [claimOf(2, 1, 0)]];
    const heads = {
      partsBetween: async (of: unknown, from: string, to: string, { cursor }: { cursor?: string }) => {
        asked.push([of, from, to, cursor]);
        const items = pages[Number(cursor ?? 0)]!.map((claim) => ({ name: '', body: JSON.stringify(claim) }));
        return { items, next: cursor === undefined ? '1' : null };
      },
    } as unknown as Pick<HeadStore, 'partsBetween'>;
    const all = [claimOf(1, 1, 0), claimOf(2, 1, 0), claimOf(3, 1, 0)];
    expect(await claimsOn(heads, key)).toEqual(all);
    expect(asked.splice(0)).toEqual([
      [key, 'claim#', 'claim#~', undefined],
      [key, 'claim#', 'claim#~', '1'],
    ]);
    await claimsOn(heads, key, 'order/FP-1');
    expect(asked.splice(0)[0]).toEqual([key, 'claim#order/FP-1#', 'claim#order/FP-1#~', undefined]);
    expect(await endedOf(heads, key, 'order/FP-1')).toEqual(all);
    expect(asked[0]).toEqual([key, 'ended#order/FP-1#', 'ended#order/FP-1#~', undefined]);
  });

  it('is kept while it asks for more than it has had, then remembered for 120 days, if it has had any', () => {
    const [name, ended] = ['claim#order/FP-1#1', 'ended#order/FP-1#1'];
    expect([claimName(claimOf(1, 0, 0)), endedName(claimOf(1, 0, 0))]).toEqual([name, ended]);
    const open = claimOf(1, 3, 1);
    expect(writtenClaim(open, mon10)).toEqual([{ put: { name, body: JSON.stringify(open) } }]);
    const more = claimOf(1, 3, 1, { picked: 2 });
    expect(writtenClaim(more, mon10)).toEqual([
      { put: { name, body: JSON.stringify(more) } },
      { remove: ended },
    ]);
    const over = claimOf(1, 2, 0, { shipped: 2 });
    expect(writtenClaim(over, mon10)).toEqual([
      { remove: name },
      { put: { name: ended, body: JSON.stringify(over) }, expires: plus(mon10, days(120)) },
    ]);
    expect(writtenClaim(claimOf(1, 0, 0), mon10)).toEqual([{ remove: name }]);
  });
});
