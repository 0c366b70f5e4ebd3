import { describe, expect, it } from 'vitest';
import { causesOf, type Compared, type Pile } from '../../shared/reports/causes.ts';
import { pileOf, plantedTrait, shadowTrait } from './generated.ts';

/** Orders written as "3 zone=B sku=CASTI": so many that have these traits. */
function orders(name: string, ...groups: string[]): Compared[] {
  const all = groups.flatMap((group) => {
    const [count = '', ...pairs] = group.split(' ');
    const traits = pairs.map((pair) => {
      const [attribute = '', value = ''] = pair.split('=');
      return { attribute, value };
    });
    return Array.from({ length: Number(count) }, () => traits);
  });
  return all.map((traits, at) => ({ orderId: `${name}${String(at + 1)}`, traits }));
}

const pile = (stalled: string[], passed: string[]): Pile => ({
  stage: 'preparing',
  stalled: orders('s', ...stalled),
  passed: orders('p', ...passed),
});

const names = (one: Pile) =>
  (causesOf([one]).get(one.stage) ?? []).map((cause) => ({
    is: `${cause.attribute}=${cause.value}`,
    with: cause.with.map(({ attribute, value }) => `${attribute}=${value}`),
  }));

describe('the causes of a pile', () => {
  it('name the zone that ten of twelve share, with the figures behind it', () => {
    const [cause, ...more] =
      causesOf([
        pile(['10 zone=B pay=card', '2 zone=A pay=card'], ['6 zone=B pay=card', '54 zone=A pay=card']),
      ]).get('preparing') ?? [];
    expect(more).toEqual([]);
    expect(cause).toMatchObject({
      attribute: 'zone',
      value: 'B',
      stalledShare: 10 / 12,
      passedShare: 0.1,
      orders: ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9', 's10'],
      with: [],
    });
    expect(cause?.lift).toBeCloseTo(25 / 3, 12);
    // One-sided Fisher, in exact integers; zone A and the cards could not have shown anything, so it is one test.
    expect(cause?.pValue).toBeCloseTo(8.18753838904608e-7, 15);
  });

  it('are none where the stalled are as all the others', () => {
    expect(names(pile(['10 zone=B', '10 zone=A'], ['30 zone=B', '30 zone=A']))).toEqual([]);
  });

  it('are none where nothing has passed, or next to nothing is stuck', () => {
    expect(names(pile(['20 zone=B'], []))).toEqual([]);
    expect(names(pile(['2 zone=B'], ['500 zone=A']))).toEqual([]);
    expect(names(pile([], ['20 zone=A']))).toEqual([]);
  });

  it('are not what all orders have, however many are stuck', () => {
    expect(names(pile(['200 country=RO'], ['400 country=RO']))).toEqual([]);
  });

  it('are not a difference that is certain and small', () => {
    // 60 % against 45 %: p below 1e-6, and still no explanation.
    expect(names(pile(['300 pay=card', '200 pay=cash'], ['225 pay=card', '275 pay=cash']))).toEqual([]);
  });

  it('that no passed order has are told without a ratio', () => {
    expect(causesOf([pile(['12 zone=B', '3 zone=A'], ['60 zone=A'])]).get('preparing')?.[0]).toMatchObject({
      value: 'B',
      passedShare: 0,
      lift: null,
    });
  });

  it('on the same orders are named together', () => {
    expect(names(pile(['10 zone=B sku=X', '2 zone=A sku=Y'], ['6 zone=B sku=X', '54 zone=A sku=Y']))).toEqual(
      [{ is: 'sku=X', with: ['zone=B'] }],
    );
  });

  it('of their own are named apart', () => {
    expect(
      names(
        pile(
          ['20 zone=B pay=card', '20 zone=A pay=transfer', '4 zone=A pay=card'],
          ['5 zone=B pay=card', '5 zone=A pay=transfer', '90 zone=A pay=card'],
        ),
      ),
    ).toEqual([
      { is: 'pay=transfer', with: [] },
      { is: 'zone=B', with: [] },
    ]);
  });

  it('leave out what a stronger one explains', () => {
    // Half of zone B's orders go with Fan, whether stuck or not: Fan is commoner among the stalled through B alone.
    expect(
      names(
        pile(
          ['40 zone=B by=fan', '40 zone=B by=same', '2 zone=A by=fan', '18 zone=A by=same'],
          ['4 zone=B by=fan', '4 zone=B by=same', '20 zone=A by=fan', '172 zone=A by=same'],
        ),
      ),
    ).toEqual([{ is: 'zone=B', with: [] }]);
  });

  it('of two stages are corrected together', () => {
    // p = 1/252: enough among the two traits of one stage, not among the four of two.
    const small = (stage: string): Pile => ({ ...pile(['5 zone=B'], ['5 zone=A']), stage });
    expect([...(causesOf([small('a')]).get('a') ?? [])]).toHaveLength(1);
    expect([...(causesOf([small('a'), small('b')]).get('a') ?? [])]).toHaveLength(0);
  });
});

describe('by the dozen (npm run bench -- bottlenecks has the thousands)', () => {
  const seeds = Array.from({ length: 60 }, (_, at) => at + 1);
  const first = (made: Pile) => causesOf([made]).get(made.stage)?.[0];

  it('a planted cause is first', () => {
    for (const seed of seeds)
      expect(
        first(pileOf({ seed, stalled: 20, passed: 60, candidates: 500, planted: 1 })),
        `seed ${String(seed)}`,
      ).toMatchObject(plantedTrait);
  });

  it('noise has no cause, but for one time in a hundred', () => {
    const named = seeds.filter(
      (seed) => first(pileOf({ seed, stalled: 20, passed: 60, candidates: 500, planted: 0 })) !== undefined,
    );
    expect(named.length).toBeLessThanOrEqual(2);
  });

  it('two on the same orders are one line', () => {
    const lines = seeds.map((seed) => {
      const cause = first(pileOf({ seed, stalled: 20, passed: 60, candidates: 500, planted: 2 }));
      return [cause, ...(cause?.with ?? [])].map((one) => one?.value);
    });
    const whole = lines.filter(
      (line) => line.includes(plantedTrait.value) && line.includes(shadowTrait.value),
    );
    expect(whole.length).toBeGreaterThanOrEqual(57);
  });
});
