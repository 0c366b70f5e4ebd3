import type { Compared, Pile, Trait } from '../../shared/reports/causes.ts';
import { Chance } from '../simulation/scheduler.ts';

/** A stage of a made-up shop: how many orders are stuck, how many passed, and what they differ in. */
export interface Made {
  readonly seed: number;
  readonly stalled: number;
  readonly passed: number;
  /** How many different traits there are at the most. */
  readonly candidates: number;
  /** Traits that 90 % of the stalled have and 20 % of the passed: none, one, or two on nearly the same orders. */
  readonly planted: 0 | 1 | 2;
}

export const plantedTrait: Trait = { attribute: 'zone', value: 'planted' };
export const shadowTrait: Trait = { attribute: 'sku', value: 'shadow' };

/** How often the second of two confounded traits differs from the first. */
const slip = 0.03;

/**
 * Nearly everybody pays by card and buys on the web, two carriers share the parcels, and most articles are rare: so
 * it is in shops, and so the commonest value says nothing.
 */
export function pileOf({ seed, stalled, passed, candidates, planted }: Made): Pile {
  const chance = new Chance(seed);
  const skus = Math.max(1, candidates - 16);
  const traits = (): Trait[] => [
    { attribute: 'payment', value: chance.next() < 0.93 ? 'card' : 'on-delivery' },
    { attribute: 'channel', value: chance.next() < 0.85 ? 'web' : 'app' },
    { attribute: 'carrier', value: chance.of(['fan', 'sameday']) },
    { attribute: 'hour', value: String(chance.below(8)) },
    // The square makes the first articles common and the last ones rare.
    ...Array.from({ length: 1 + chance.below(3) }, () => ({
      attribute: 'sku',
      value: `A${String(Math.floor(chance.next() ** 2 * skus))}`,
    })),
  ];
  const orders = (count: number, share: number, name: string): Compared[] => {
    const having = Math.floor(count * share);
    return Array.from({ length: count }, (_, at) => {
      const first = at < having;
      const second = chance.next() < slip ? !first : first;
      return {
        orderId: `${name}${String(at)}`,
        traits: [
          ...traits(),
          ...(planted > 0 && first ? [plantedTrait] : []),
          ...(planted > 1 && second ? [shadowTrait] : []),
        ],
      };
    });
  };
  return { stage: 'preparing', stalled: orders(stalled, 0.9, 's'), passed: orders(passed, 0.2, 'p') };
}

/** The obvious alternative: what most of the stalled have. */
export function commonest({ stalled }: Pile): Trait {
  const counts = new Map<string, { trait: Trait; count: number }>();
  for (const { traits } of stalled)
    for (const trait of traits) {
      const key = `${trait.attribute}=${trait.value}`;
      counts.set(key, { trait, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  const [first] = [...counts.values()].sort((a, b) => b.count - a.count);
  if (!first) throw new Error('a pile without orders has no commonest trait');
  return first.trait;
}
