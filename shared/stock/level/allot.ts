import { type Claim, type ClaimEntry, claimName, lackingOf, older, takenOf } from './claim.ts';
import { firmOf, isTracked, soundOf, type Stock } from './state.ts';

/** What an owner asks for of an article. */
export interface Want {
  readonly claim: Claim;
  /** Pieces in all, those that were taken from the shelf already included; 0 gives the claim up. */
  readonly quantity: number;
  /** Age: older is served first. */
  readonly since: ClaimEntry['since'];
  /** The version of the owner's head: an older view never overwrites a newer. */
  readonly seen: number;
  /** The owner has left with what he has: what nobody has booked yet stays claimed, until somebody does. */
  readonly left?: true;
  /** Takes over what this claim holds, in the same write. */
  readonly from?: Claim;
}

/** Claims as they become, of which only `changed` are to be written, and the sums that go with them. */
export interface Allotment {
  readonly claims: ReadonlyMap<string, ClaimEntry>;
  readonly changed: readonly ClaimEntry[];
  readonly allocated: number;
  readonly waiting: number;
}

/** Keeps the sums while claims change. */
class Sums {
  readonly claims: Map<string, ClaimEntry>;
  readonly #changed = new Set<string>();
  allocated: number;
  waiting: number;

  constructor({ allocated, waiting }: Stock, claims: Iterable<ClaimEntry>) {
    this.claims = new Map([...claims].map((entry) => [claimName(entry), entry]));
    this.allocated = allocated;
    this.waiting = waiting;
  }

  put(entry: ClaimEntry): void {
    const name = claimName(entry);
    const old = this.claims.get(name);
    this.allocated += entry.got - (old?.got ?? 0);
    this.waiting += lackingOf(entry) - (old ? lackingOf(old) : 0);
    this.claims.set(name, entry);
    this.#changed.add(name);
  }

  get changed(): ClaimEntry[] {
    return [...this.#changed].flatMap((name) => this.claims.get(name) ?? []);
  }
}

/**
 * Sets pieces aside for what is asked, one after the other: never more than one may count on, and none before those who
 * wait already. Who asks for less keeps the rest of what he has; who takes over another's claim has all of it.
 */
export function allot(stock: Stock, before: Iterable<ClaimEntry>, wants: readonly Want[]): Allotment {
  const sums = new Sums(stock, before);
  const tracked = isTracked(stock);
  const sound = soundOf(stock);
  for (const want of wants) {
    const old = sums.claims.get(claimName(want.claim));
    if (old && (old.seen > want.seen || (want.left && old.got > 0))) continue;
    const source = want.from && sums.claims.get(claimName(want.from));
    const handed = source?.got ?? 0;
    if (source) sums.put({ ...source, quantity: 0, got: 0 });
    const open = Math.max(0, want.quantity - (old ? takenOf(old) : 0));
    const has = old?.got ?? 0;
    const others = sums.waiting - (old ? lackingOf(old) : 0);
    const free = Math.max(0, sound - sums.allocated - handed - others);
    const next: ClaimEntry = {
      ...want.claim,
      quantity: want.quantity,
      got: Math.min(open, has + handed + free),
      picked: old?.picked ?? 0,
      shipped: old?.shipped ?? 0,
      since: old?.since ?? want.since,
      seen: want.seen,
      ...(tracked ? {} : { untracked: true }),
    };
    if (old ? same(old, next) : next.quantity === 0) continue;
    sums.put(next);
  }
  return sums;
}

const same = (a: ClaimEntry, b: ClaimEntry): boolean =>
  a.quantity === b.quantity && a.got === b.got && a.untracked === b.untracked;

/**
 * Gives out anew what there is, by one rule: the oldest order first. Where a second look has confirmed that pieces are
 * missing, the newest claims give theirs up; what is free goes to the oldest that lack. A difference that nobody has
 * confirmed yet takes nothing from anybody. Stops after `most` claims; called again it goes on.
 */
export function redistribute(stock: Stock, before: readonly ClaimEntry[], most = Infinity): Allotment {
  const sums = new Sums(stock, before);
  const byAge = [...before].sort(older);
  for (const entry of [...byAge].reverse()) {
    const over = sums.allocated - firmOf(stock);
    if (over <= 0 || sums.changed.length >= most) break;
    if (entry.got > 0) sums.put({ ...entry, got: Math.max(0, entry.got - over) });
  }
  const tracked = isTracked(stock);
  for (const entry of byAge) {
    if (sums.changed.length >= most) break;
    const now = sums.claims.get(claimName(entry)) ?? entry;
    const give = Math.min(lackingOf(now), Math.max(0, soundOf(stock) - sums.allocated));
    const known = tracked && now.untracked === true;
    if (give === 0 && !known) continue;
    const { untracked: _, ...rest } = now;
    sums.put({ ...rest, got: now.got + give });
  }
  return sums;
}
