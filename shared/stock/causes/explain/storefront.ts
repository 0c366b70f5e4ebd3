import { minus, plus } from '../../../time/instant.ts';
import { storefront } from '../../level/state.ts';
import type { DriftCase, Evidence, Explanation } from '../evidence.ts';
import { parameters as p } from '../parameters.ts';

/** The storefront shows what was true once. At a shelf it explains nothing, and is named last. */
export function explainStorefront(of: DriftCase): Explanation[] {
  const { difference, location } = of;
  if (location !== storefront)
    return [
      {
        cause: 'sync-stale',
        pieces: difference,
        weight: p.syncOfShelf,
        evidence: [{ fact: 'shelf-not-page' }],
      },
    ];
  const signals = signalsOf(of);
  return [
    {
      cause: 'sync-stale',
      pieces: difference,
      weight: signals.reduce<number>((sum, [, weight]) => sum + weight, p.syncOfPage),
      evidence: signals.map(([evidence]) => evidence),
    },
  ];
}

function signalsOf({
  storefront: page,
  ledger,
  claims,
  found,
  book,
  foundAt,
}: DriftCase): [Evidence, number][] {
  if (!page) return [];
  const changes = [
    ...ledger.map(({ delta, occurredAt }) => ({ by: delta, at: occurredAt })),
    ...claims.map(({ got, since }) => ({ by: -got, at: since })),
  ].sort((a, b) => b.at - a.at);
  const last = changes[0]?.at;
  const { asOf, quantity, heardAt } = page;
  const signals: [Evidence, number][] = [];
  if (last !== undefined && plus(asOf, p.skew) < last)
    signals.push([{ fact: 'published-older', at: asOf, quantity }, p.publishedOlder]);
  else if (last !== undefined && asOf > plus(last, p.skew))
    signals.push([{ fact: 'published-newer', at: asOf, quantity }, p.publishedNewer]);
  let before = book;
  for (const { by, at } of changes.slice(0, 5)) {
    before -= by;
    if (by === 0 || before !== found) continue;
    signals.push([{ fact: 'published-as-before', at, quantity: found, against: book }, p.publishedAsBefore]);
    break;
  }
  if (heardAt !== undefined && heardAt < minus(foundAt, p.silentFor))
    signals.push([{ fact: 'storefront-silent', at: heardAt }, p.storefrontSilent]);
  return signals;
}
