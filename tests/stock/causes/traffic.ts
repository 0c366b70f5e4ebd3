import type { ReturnEntry } from '../../../shared/stock/causes/evidence.ts';
import { days, hours, plus } from '../../../shared/time/instant.ts';
import { Records } from './records.ts';

/** One article's life in a shop, everything done right. Nothing here knows of causes. */
export class Traffic extends Records {
  /** An order that is taken from the shelf and leaves. Booked without a reference its claim stays for some days. */
  sale(): void {
    const quantity = this.chance.of([1, 1, 1, 1, 2, 2, 3]);
    if (this.shelf < quantity + 4) return;
    const claim = this.claim(quantity);
    this.pass(6);
    this.shelf -= quantity;
    const { owner } = claim;
    this.book(this.chance.of(['pick', 'pick', 'shipment']), -quantity, owner.slice('order/'.length));
    const named = this.ledger.at(-1)?.reference !== undefined;
    if (named) this.claims.splice(this.claims.indexOf(claim), 1);
    else this.left.push({ owner, at: plus(this.skewed(), hours(this.chance.below(20))) });
  }

  /** A delivery, a third with rejected pieces, booked as accepted. */
  receipt(): void {
    const { chance } = this;
    const expected = this.pack * (1 + chance.below(4));
    const received = chance.happens(0.15) ? Math.max(1, expected - 1 - chance.below(3)) : expected;
    const rejected = chance.happens(0.3) ? Math.min(received - 1, 1 + chance.below(3)) : 0;
    this.delivery({ expected, received, rejected, accepted: received - rejected }, received - rejected);
  }

  /** A parcel that comes back: some are still on their way at the end, some lie on the desk, some are written off. */
  comeback(ends: ReturnEntry['status']): void {
    const entry = this.returned(ends, this.chance.of([1, 1, 1, 2]));
    if (ends !== 'restocked') return;
    this.shelf += entry.quantity;
    this.book('return', entry.quantity, this.chance.of([entry.returnId, entry.orderId ?? entry.returnId]));
  }

  /** A piece breaks and is booked out, or one more is found and booked in. */
  breakage(): void {
    const by = this.shelf > 4 && this.chance.happens(0.8) ? -1 : 1;
    this.shelf += by;
    this.book('adjustment', by);
  }

  /** So many days of it. */
  live(length: number): void {
    const until = plus(this.now, days(length));
    while (this.now < until) {
      this.pass(20);
      const draw = this.chance.next();
      if (this.shelf < 8 || draw < 0.08) this.receipt();
      else if (draw < 0.78) this.sale();
      else if (draw < 0.92)
        this.comeback(this.chance.of(['restocked', 'restocked', 'restocked', 'written-off']));
      else if (draw < 0.97) this.count();
      else if (draw < 0.98) this.breakage();
      // Who miscounts by one and looks again at once finds it right.
      else {
        this.count(this.shelf + 1);
        this.pass(1);
        this.count();
      }
    }
    this.#forget();
  }

  /** Claims of orders that left long ago have been given up by hand. */
  #forget(): void {
    const kept = this.claims.filter(({ since }) => since > plus(this.now, hours(-72)));
    this.claims.splice(0, this.claims.length, ...kept);
  }
}
