import { type Cause, causes } from '../../../shared/stock/level/state.ts';
import { hours, minutes, plus } from '../../../shared/time/instant.ts';
import type { Traffic } from './traffic.ts';

/** What a planted fault leaves for the moment of its finding. */
export interface Planted {
  readonly cause: Cause;
  /** A sibling that was found to be off by as much the other way. */
  readonly sibling?: number;
  /** By how much whoever found it was wrong; the next look is right. */
  readonly misread?: number;
  /** The count was of packs. */
  readonly inPacks?: true;
  readonly orderId?: string;
  /** The storefront shows what it should not. */
  readonly page?: 'stale' | 'silent' | 'lost' | 'twice';
}

/** All of them, each as often as another. */
export const planted: readonly Cause[] = causes;
/** Those of which two can meet at one shelf: a page is no shelf, and a wrong figure hides another fault until the next look. */
export const shelfFaults = causes.filter((cause) => cause !== 'sync-stale' && cause !== 'miscount');

/** Does one thing wrong, in the records or at the shelf. */
export function plant(traffic: Traffic, cause: Cause): Planted {
  const { chance } = traffic;
  const few = () => 1 + chance.below(3);
  switch (cause) {
    case 'return-booked-early': {
      const entry = traffic.returned(chance.happens(0.8) ? 'expected' : 'arrived', few());
      traffic.book('return', entry.quantity, entry.returnId);
      return { cause };
    }
    case 'return-not-booked': {
      const entry = traffic.returned(chance.happens(0.6) ? 'restocked' : 'arrived', few());
      traffic.shelf += entry.quantity;
      return { cause };
    }
    case 'receipt-error': {
      const expected = traffic.pack * (1 + chance.below(3));
      const rejected = 1 + chance.below(4);
      const accepted = expected - rejected;
      // Mostly what came is booked, and not what was accepted; else a figure is mistyped.
      const booked = chance.happens(0.75) ? expected : Math.max(1, accepted + chance.of([-2, -1, 1, 2]));
      traffic.delivery({ expected, received: expected, rejected, accepted }, booked);
      return { cause };
    }
    case 'sync-stale':
      return { cause, page: chance.of(['stale', 'silent', 'lost']) };
    case 'miscount': {
      const off = chance.of([-3, -2, -1, -1, 1, 1, 2, 10]);
      if (chance.happens(0.6)) return { cause, misread: off };
      // The book was put right by a wrong figure.
      traffic.book('adjustment', off);
      return { cause };
    }
    case 'double-allocation': {
      if (chance.happens(0.2)) return { cause, page: 'twice' };
      // The twins want more than is left: the first takes it, the second finds the gap.
      const held = traffic.claims.reduce((sum, { got }) => sum + got, 0);
      const free = Math.max(2, traffic.bookOf() - held);
      const first = Math.min(traffic.shelf, free);
      const since = traffic.skewed();
      traffic.claim(first, undefined, since);
      const second = traffic.claim(
        1 + chance.below(free),
        undefined,
        plus(since, minutes(chance.next() / 4)),
      );
      traffic.shelf -= first;
      return { cause, orderId: second.owner.slice('order/'.length) };
    }
    case 'sku-swap': {
      const off = chance.of([-3, -2, -1, 1, 2, 3]);
      const by = traffic.shelf + off < 0 ? -off : off;
      traffic.shelf += by;
      return { cause, sibling: -by };
    }
    case 'unit-error': {
      const { pack } = traffic;
      if (chance.happens(0.2) && traffic.shelf % pack === 0 && traffic.shelf > 0)
        return { cause, inPacks: true };
      const packs = 1 + chance.below(3);
      const pieces = packs * pack;
      const [booked, really] = chance.happens(0.5) ? [packs, pieces] : [pieces * pack, pieces];
      // Whoever received it wrote what he booked, or the booking alone slipped.
      const seen = chance.happens(0.6) ? booked : pieces;
      traffic.delivery({ expected: pieces, received: seen, rejected: 0, accepted: seen }, booked, really);
      return { cause };
    }
    case 'late-booking': {
      const { owner, quantity } = traffic.claim(chance.of([1, 1, 1, 2, 3]));
      traffic.pass(6);
      traffic.shelf -= quantity;
      traffic.left.push({ owner, at: plus(traffic.skewed(), hours(chance.below(12))) });
      return { cause };
    }
    case 'loss':
      traffic.shelf -= chance.of([1, 1, 1, 2, 2, 3, 4]);
      return { cause };
  }
}
