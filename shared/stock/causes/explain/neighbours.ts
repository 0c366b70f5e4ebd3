import type { DriftCase, Evidence, Explanation } from '../evidence.ts';
import { parameters as p } from '../parameters.ts';

/** What one article lacks another has too many of: they were taken, or put away, for each other. */
export const explainNeighbours = ({ sku, drifts }: DriftCase): Explanation[] =>
  drifts
    .filter((other) => other.sku !== sku && other.difference !== 0)
    .map((other) => {
      const similar = isSimilar(sku, other.sku);
      const evidence: Evidence = {
        fact: 'other-article-opposite',
        ref: other.sku,
        at: other.at,
        quantity: other.difference,
      };
      return {
        cause: 'sku-swap',
        pieces: -other.difference,
        weight: p.opposite + (similar ? p.similarName : 0),
        evidence: [evidence, ...(similar ? [{ fact: 'similar-name' as const, ref: other.sku }] : [])],
      };
    });

/** Do two names begin alike, as the sizes and colours of one model do? */
function isSimilar(a: string, b: string): boolean {
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++;
  return same >= p.similarFrom * Math.max(a.length, b.length);
}
