import type { DriftCase, Evidence } from '../../../shared/stock/causes/evidence.ts';
import type { Cause } from '../../../shared/stock/level/state.ts';
import type { ClaimEntry } from '../../../shared/stock/level/claim.ts';
import type { Booked, Kind } from '../../../shared/stock/level/movement.ts';
import { hours, instant, minus } from '../../../shared/time/instant.ts';

export const now = instant(Date.parse('2026-11-16T10:00:00Z'));
export const ago = (h: number) => minus(now, hours(h));

/** A shelf where two pieces are missing of ten, and nothing is known. */
export const drift = (more: Partial<DriftCase> = {}): DriftCase => {
  const [book, found] = [more.book ?? 10, more.found ?? 8];
  return {
    sku: 'PALTON-M',
    location: 'A1',
    foundAt: now,
    trigger: 'count',
    looks: 2,
    articleBook: book,
    ledger: [],
    claims: [],
    left: [],
    receipts: [],
    returns: [],
    counts: [],
    drifts: [],
    tolerance: 0,
    ...more,
    book,
    found,
    difference: found - book,
  };
};

/** Two days ago, at the shelf. */
export const moved = (kind: Kind, delta: number, more: Partial<Booked> = {}): Booked => ({
  movementId: `${kind}-1`,
  sku: 'PALTON-M',
  location: 'A1',
  kind,
  quantity: Math.abs(delta),
  delta,
  occurredAt: ago(48),
  recordedAt: ago(48),
  actor: 'ana',
  ...more,
});
export const claim = (order: string, quantity: number, more: Partial<ClaimEntry> = {}): ClaimEntry => ({
  owner: `order/${order}`,
  line: '1',
  quantity,
  got: quantity,
  picked: 0,
  shipped: 0,
  since: ago(24),
  seen: 1,
  ...more,
});
/** Quality control's paper, an hour before the booking. */
export const paper = (accepted: number, more: Partial<DriftCase['receipts'][number]> = {}) => ({
  receiptId: 'R-1',
  purchaseOrder: 'PO-1',
  location: 'A1',
  at: ago(49),
  received: 5,
  rejected: 5 - accepted,
  accepted,
  ...more,
});
export const explained = (cause: Cause, pieces: number, weight: number, ...evidence: Evidence[]) => ({
  cause,
  pieces,
  weight,
  evidence,
});
