import type { AggregateKey, Beside, HeadStore } from '../../kernel/head.ts';
import { days, type Instant, plus } from '../../time/instant.ts';
import type { ClaimChange } from './events.ts';

/** Whose pieces: `order/<id>`, `amendment/<id>`, `backorder/<id>`; and which of its lines. */
export interface Claim {
  readonly owner: string;
  readonly line: string;
}

/** What somebody asks for of an article, and has of it; an entry beside the article's head. */
export interface ClaimEntry extends Claim {
  /** Pieces asked for in all, and of them those that are set aside and still on the shelf. */
  readonly quantity: number;
  readonly got: number;
  /** Pieces reported as picked, and as shipped: whichever is more has left the shelf. */
  readonly picked: number;
  readonly shipped: number;
  /** Age: older is served first. */
  readonly since: Instant;
  /** The version of the owner that was seen: an older view never overwrites a newer. */
  readonly seen: number;
  /** Nothing was known of the article yet: it waits, but nobody calls it lacking. */
  readonly untracked?: true;
}

export const takenOf = ({ picked, shipped }: Pick<ClaimEntry, 'picked' | 'shipped'>): number =>
  Math.max(picked, shipped);

/** Pieces that it still waits for. */
export const lackingOf = (claim: ClaimEntry): number =>
  Math.max(0, claim.quantity - takenOf(claim) - claim.got);

/** What is missing as far as anybody can say. */
export const changeOf = (entry: ClaimEntry): ClaimChange => ({
  owner: entry.owner,
  line: entry.line,
  quantity: entry.quantity,
  got: entry.got,
  lacking: entry.untracked ? 0 : lackingOf(entry),
});

/** A late word of an order's pieces is known for what it is this long after its claim has ended. */
const endedFor = days(120);

/**
 * A claim that has had all it asked for is over. It is remembered for a while: a late shipment is not taken twice, and
 * an order that asks for more goes on from there.
 */
export function writtenClaim(entry: ClaimEntry, at: Instant): Beside[] {
  const [name, ended] = [claimName(entry), endedName(entry)];
  const body = JSON.stringify(entry);
  const taken = takenOf(entry) > 0;
  if (entry.quantity > takenOf(entry))
    return [{ put: { name, body } }, ...(taken ? [{ remove: ended }] : [])];
  return [{ remove: name }, ...(taken ? [{ put: { name: ended, body }, expires: plus(at, endedFor) }] : [])];
}

const prefix = 'claim#';
export const claimName = ({ owner, line }: Claim): string => `${prefix}${owner}#${line}`;
export const endedName = ({ owner, line }: Claim): string => `ended#${owner}#${line}`;

/** First come, first served: by age, then by name, so that everybody reckons alike. */
export const older = (a: ClaimEntry, b: ClaimEntry): number =>
  a.since - b.since || (claimName(a) < claimName(b) ? -1 : 1);

/** All claims on an article, the oldest first. Claims end with their orders: there are as many as are open. */
export const claimsOn = (heads: Parts, key: AggregateKey, owner?: string): Promise<ClaimEntry[]> =>
  entries(heads, key, owner === undefined ? prefix : `${prefix}${owner}#`);

/** The claims of one owner that have ended, as long as they are remembered. */
export const endedOf = (heads: Parts, key: AggregateKey, owner: string): Promise<ClaimEntry[]> =>
  entries(heads, key, `ended#${owner}#`);

type Parts = Pick<HeadStore, 'partsBetween'>;

async function entries(heads: Parts, key: AggregateKey, from: string): Promise<ClaimEntry[]> {
  const found: ClaimEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await heads.partsBetween(key, from, `${from}~`, { limit: 500, cursor });
    for (const { body } of page.items) found.push(JSON.parse(body) as ClaimEntry);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found.sort(older);
}
