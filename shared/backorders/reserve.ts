import type { HeadStore } from '../kernel/head.ts';
import type { Order } from '../orders/state.ts';
import { claimStock } from '../stock/claims.ts';
import { stockRules } from '../stock/drift/rules.ts';
import type { Profile } from '../stores/profile.ts';
import type { Clock } from '../time/instant.ts';
import { caseKey } from './case.ts';
import { substituteLine } from './content.ts';
import type { LineOffer, Offer } from './offer.ts';

interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
}

/** Who holds what a customer could choose: the case, and which of its questions. Also what a revision of the order comes from. */
export const caseOwner = (id: string, round: number): string => `backorder/${id}.${String(round)}`;

interface Reserved {
  readonly owner: string;
  readonly sku: string;
  readonly line: string;
}

const partName = 'reserved';

async function reservedBy(heads: HeadStore, store: string, id: string): Promise<Reserved[]> {
  const body = await heads.part(caseKey(store, id), partName);
  return body === undefined ? [] : (JSON.parse(body) as Reserved[]);
}

/**
 * Sets aside what a customer could choose, as long as he decides: a substitute is really there, or it is not offered.
 * Claimed under the name that its line would have, so that the order takes it over as it is. What is going to be claimed
 * is written down first: whoever dies in between leaves nothing that nobody gives back.
 */
export async function reserveSubstitutes(
  ports: Ports,
  store: string,
  profile: Profile,
  { id, round }: { readonly id: string; readonly round: number },
  order: Order,
  offer: Offer,
): Promise<Offer> {
  const owner = caseOwner(id, round);
  const wanted = offer.lines.flatMap(({ lineId, substitutes }) =>
    substitutes.map(({ sku }) => ({ owner, sku, line: substituteLine(lineId) })),
  );
  if (wanted.length === 0) return offer;
  const all = [...(await reservedBy(ports.heads, store, id)), ...wanted];
  const once = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
  await ports.heads.putPart(caseKey(store, id), { name: partName, body: JSON.stringify(once) });
  const lines: LineOffer[] = [];
  for (const line of offer.lines) {
    const substitutes = [];
    for (const substitute of line.substitutes)
      if (await reserve(ports, store, profile, owner, order, line, substitute.sku))
        substitutes.push(substitute);
    lines.push({ ...line, substitutes });
  }
  return { ...offer, lines };
}

/** All of the pieces that lack, or none. */
async function reserve(
  ports: Ports,
  store: string,
  profile: Profile,
  owner: string,
  { placedAt }: Order,
  { lineId, lacking }: LineOffer,
  sku: string,
): Promise<boolean> {
  const rules = stockRules(profile);
  const claim = { owner, line: substituteLine(lineId) };
  const want = { claim, quantity: lacking, since: placedAt, seen: 1 };
  const { got } = await claimStock(ports, store, rules, sku, want, 'system');
  if (got < lacking) await claimStock(ports, store, rules, sku, { ...want, quantity: 0 }, 'system');
  return got >= lacking;
}

/** Gives back whatever the case still holds: after its end nothing is set aside for it. */
export async function releaseSubstitutes(
  ports: Ports,
  store: string,
  profile: Profile,
  id: string,
): Promise<void> {
  const rules = stockRules(profile);
  const reserved = await reservedBy(ports.heads, store, id);
  for (const { owner, sku, line } of reserved) {
    const want = { claim: { owner, line }, quantity: 0, since: ports.clock(), seen: 2 };
    await claimStock(ports, store, rules, sku, want, 'system');
  }
  if (reserved.length > 0) await ports.heads.deletePart(caseKey(store, id), partName);
}
