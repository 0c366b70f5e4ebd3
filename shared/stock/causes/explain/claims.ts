import { type ClaimEntry, takenOf } from '../../level/claim.ts';
import { storefront } from '../../level/state.ts';
import { minus, plus } from '../../../time/instant.ts';
import type { DriftCase, Evidence, Explanation } from '../evidence.ts';
import { parameters as p } from '../parameters.ts';

/** The same pieces promised twice, and pieces that left with an order unbooked. */
export const explainClaims = (of: DriftCase): Explanation[] =>
  of.location === storefront ? claimedTwice(of) : [...overClaimed(of), ...leftUnbooked(of)];

const idOf = ({ owner }: Pick<ClaimEntry, 'owner'>): string => owner.slice(owner.indexOf('/') + 1);

/** One line of one order under two names: fewer can be sold than there are. */
function claimedTwice({ claims }: DriftCase): Explanation[] {
  return claims.flatMap((claim, at): Explanation[] => {
    const first = claims
      .slice(0, at)
      .find((one) => idOf(one) === idOf(claim) && one.line === claim.line && one.got > 0 && claim.got > 0);
    if (!first) return [];
    const evidence: Evidence = {
      fact: 'claimed-twice',
      ref: idOf(claim),
      at: claim.since,
      quantity: claim.got,
    };
    return [{ cause: 'double-allocation', pieces: claim.got, weight: p.claimedTwice, evidence: [evidence] }];
  });
}

/** More is promised than the book has: who came first has taken it, and the book does not know yet. */
function overClaimed({ claims, articleBook, orderId }: DriftCase): Explanation[] {
  const got = claims.reduce((sum, claim) => sum + claim.got, 0);
  if (got <= articleBook) return [];
  const over: Evidence = { fact: 'more-claimed-than-booked', quantity: got, against: articleBook };
  const holding = claims.filter((claim) => claim.got > 0);
  return holding.flatMap((claim): Explanation[] => {
    // Who stands before the empty shelf has not taken from it.
    if (orderId !== undefined && idOf(claim) === orderId) return [];
    const twin = holding.find((one) => one !== claim && Math.abs(one.since - claim.since) <= p.sameMoment);
    const together: Evidence[] = twin
      ? [{ fact: 'claimed-together', ref: idOf(claim), at: claim.since, quantity: claim.got }]
      : [];
    return [
      {
        cause: 'double-allocation',
        pieces: -claim.got,
        weight: p.overClaimed + (twin ? p.claimedTogether : 0),
        evidence: [over, ...together],
      },
    ];
  });
}

/** Orders that are under way while their claims say that nothing was taken. */
function leftUnbooked(of: DriftCase): Explanation[] {
  const unnamed = of.ledger.filter(
    ({ kind, reference, location }) =>
      (kind === 'pick' || kind === 'shipment') && reference === undefined && location === of.location,
  );
  return of.claims.flatMap((claim): Explanation[] => {
    const left = of.left.find(({ owner }) => owner === claim.owner);
    const open = claim.quantity - takenOf(claim);
    if (!left || open <= 0) return [];
    const from = minus(claim.since, p.skew);
    const to = left.at === undefined ? of.foundAt : plus(left.at, p.skew);
    const fits = unnamed.findIndex(
      ({ quantity, occurredAt }) =>
        quantity === open &&
        occurredAt >= from &&
        occurredAt <= to &&
        occurredAt >= minus(to, p.beforeLeaving),
    );
    const [booking] = fits < 0 ? [] : unnamed.splice(fits, 1);
    const ref = idOf(claim);
    const evidence: Evidence[] = [
      { fact: 'left-unbooked', ref, quantity: open, ...(left.at === undefined ? {} : { at: left.at }) },
      ...(booking
        ? [
            {
              fact: 'taken-without-reference' as const,
              ref: booking.movementId,
              at: booking.occurredAt,
              quantity: open,
            },
          ]
        : []),
    ];
    const weight = p.leftUnbooked + (booking ? p.takenWithoutReference - p.leftUnbooked : 0);
    return [{ cause: 'late-booking', pieces: -open, weight, evidence }];
  });
}
