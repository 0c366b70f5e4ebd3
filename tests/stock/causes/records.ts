import type { CountEntry, ReceiptEntry, ReturnEntry } from '../../../shared/stock/causes/evidence.ts';
import type { ClaimEntry } from '../../../shared/stock/level/claim.ts';
import type { Booked, Kind } from '../../../shared/stock/level/movement.ts';
import { hours, type Instant, instant, minutes, plus } from '../../../shared/time/instant.ts';
import type { Chance } from '../../simulation/scheduler.ts';

export const here = 'A1';
const begin = instant(Date.UTC(2026, 7, 3, 6));
/** How carelessly a shop keeps its records. */
export interface Habits {
  /** The share of movements without a reference, and of papers without the number that they belong to. */
  readonly unreferenced: number;
  /** Minutes that a clock may be off, each way. */
  readonly skew: number;
}

/** A movement in seven has no reference. */
export const usual: Habits = { unreferenced: 0.15, skew: 5 };

/** What is really on a shelf, and what people and scanners write down of it. */
export class Records {
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
  #made = 0;
  readonly #habits: Habits;

  constructor(chance: Chance, habits: Habits) {
    this.#habits = habits;
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
    const named = reference !== undefined && !chance.happens(this.#habits.unreferenced);
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
    const { skew } = this.#habits;
    return plus(this.now, minutes(this.chance.below(2 * skew + 1) - skew));
  }

  pass(most: number): void {
    this.now = plus(this.now, minutes(1 + this.chance.below(most * 60)));
  }

  claim(quantity: number, owner = `order/${this.id('O')}`, since = this.skewed()): ClaimEntry {
    const claim = { owner, line: '1', quantity, got: quantity, picked: 0, shipped: 0, since, seen: 1 };
    this.claims.push(claim);
    return claim;
  }

  /** A delivery as it is inspected, as it is booked, and as it really is. */
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
      ...(this.chance.happens(this.#habits.unreferenced) ? {} : { purchaseOrder }),
    });
    this.pass(4);
    this.shelf += really;
    this.book('receipt', booked, purchaseOrder);
  }
  returned(status: ReturnEntry['status'], quantity: number): ReturnEntry {
    const arrivedAt = this.skewed();
    if (status !== 'expected') this.pass(40);
    const entry: ReturnEntry = {
      returnId: this.id('RET'),
      quantity,
      status,
      ...(this.chance.happens(this.#habits.unreferenced) ? {} : { orderId: this.id('O') }),
      ...(status === 'expected' ? {} : { arrivedAt }),
      ...(status === 'restocked' || status === 'written-off' ? { doneAt: this.skewed() } : {}),
    };
    this.returns.push(entry);
    return entry;
  }

  count(quantity = this.shelf): void {
    this.counts.push({ location: here, quantity, at: this.skewed(), by: this.chance.of(['ana', 'ion']) });
  }
}
