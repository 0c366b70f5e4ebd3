import type {
  CountEntry,
  DriftCase,
  ReceiptEntry,
  ReturnEntry,
} from '../../../shared/stock/causes/evidence.ts';
import type { ClaimEntry } from '../../../shared/stock/level/claim.ts';
import type { Booked, Kind } from '../../../shared/stock/level/movement.ts';
import { days, hours, type Instant, instant, minutes, plus } from '../../../shared/time/instant.ts';
import type { Chance } from '../../simulation/scheduler.ts';

export const here = 'A1';
const begin = instant(Date.UTC(2026, 7, 3, 6));
/** A movement in seven comes without a reference. */
const unreferenced = 0.15;

/** One article's life in a shop: what is really on the shelf, and what the records say. Nothing here knows of causes. */
export class Traffic {
  readonly chance: Chance;
  readonly sku = 'PALTON-GRI-M';
  readonly ledger: Booked[] = [];
  readonly claims: ClaimEntry[] = [];
  readonly left: { owner: string; at?: Instant }[] = [];
  readonly receipts: ReceiptEntry[] = [];
  readonly returns: ReturnEntry[] = [];
  readonly counts: CountEntry[] = [];
  readonly pack: number;
  now: Instant = begin;
  /** Pieces that are really there. */
  shelf = 0;
  /** When book and shelf were last found to agree. */
  #made = 0;

  constructor(chance: Chance) {
    this.chance = chance;
    this.pack = chance.of([6, 6, 12]);
    const first = this.pack * (2 + chance.below(4));
    this.book('opening', first);
    this.shelf = first;
  }

  id(prefix: string): string {
    return `${prefix}${String(++this.#made)}`;
  }

  bookOf(): number {
    return this.ledger.reduce((sum, { delta }) => sum + delta, 0);
  }

  /** What a scanner writes down: five minutes off each way, now and then hours late, now and then without a reference. */
  book(kind: Kind, delta: number, reference?: string): void {
    const { chance } = this;
    const occurredAt = this.skewed();
    const late = chance.happens(0.1) ? hours(1 + chance.below(20)) : minutes(chance.below(10));
    const named = reference !== undefined && !chance.happens(unreferenced);
    this.ledger.push({
      movementId: this.id('m'),
      sku: this.sku,
      location: here,
      kind,
      quantity: kind === 'adjustment' ? delta : Math.abs(delta),
      delta,
      occurredAt,
      recordedAt: plus(occurredAt, late),
      actor: chance.of(['ana', 'ion', 'dan']),
      ...(named ? { reference } : {}),
    });
  }

  skewed(): Instant {
    return plus(this.now, minutes(this.chance.below(11) - 5));
  }

  pass(most: number): void {
    this.now = plus(this.now, minutes(1 + this.chance.below(most * 60)));
  }

  claim(quantity: number, owner = `order/${this.id('O')}`, since = this.skewed()): ClaimEntry {
    const claim = { owner, line: '1', quantity, got: quantity, picked: 0, shipped: 0, since, seen: 1 };
    this.claims.push(claim);
    return claim;
  }

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

  delivery(
    paper: Pick<ReceiptEntry, 'expected' | 'received' | 'rejected' | 'accepted'>,
    booked: number,
    really = paper.accepted,
  ): void {
    const purchaseOrder = this.id('PO');
    const receiptId = this.id('R');
    const at = this.skewed();
    this.receipts.push({
      receiptId,
      location: here,
      at,
      ...paper,
      ...(this.chance.happens(unreferenced) ? {} : { purchaseOrder }),
    });
    this.pass(4);
    this.shelf += really;
    this.book('receipt', booked, purchaseOrder);
  }

  /** A parcel that comes back: some are still on their way at the end, some lie on the desk, some are written off. */
  comeback(ends: ReturnEntry['status']): void {
    const entry = this.returned(ends, this.chance.of([1, 1, 1, 2]));
    if (ends !== 'restocked') return;
    this.shelf += entry.quantity;
    this.book('return', entry.quantity, this.chance.of([entry.returnId, entry.orderId ?? entry.returnId]));
  }

  returned(status: ReturnEntry['status'], quantity: number): ReturnEntry {
    const arrivedAt = this.skewed();
    if (status !== 'expected') this.pass(40);
    const entry: ReturnEntry = {
      returnId: this.id('RET'),
      quantity,
      status,
      ...(this.chance.happens(unreferenced) ? {} : { orderId: this.id('O') }),
      ...(status === 'expected' ? {} : { arrivedAt }),
      ...(status === 'restocked' || status === 'written-off' ? { doneAt: this.skewed() } : {}),
    };
    this.returns.push(entry);
    return entry;
  }

  count(quantity = this.shelf): void {
    this.counts.push({ location: here, quantity, at: this.skewed(), by: this.chance.of(['ana', 'ion']) });
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

  records(): Pick<
    DriftCase,
    'sku' | 'ledger' | 'claims' | 'left' | 'receipts' | 'returns' | 'counts' | 'tolerance'
  > {
    const { sku, ledger, claims, left, receipts, returns, counts } = this;
    return { sku, ledger, claims, left, receipts, returns, counts, tolerance: 0 };
  }
}
