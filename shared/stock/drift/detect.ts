import type { Instant } from '../../time/instant.ts';
import type { StockEvent } from '../level/events.ts';
import { driftId, type Stock, type Trigger } from '../level/state.ts';

/** What somebody has found on a shelf. */
export interface Finding {
  readonly location: string;
  /** Pieces that are there, carried forward to now. */
  readonly found: number;
  /** When they were seen. */
  readonly foundAt: Instant;
  readonly trigger: Trigger;
  readonly orderId?: string;
}

/**
 * Compares what was found with the book of now. Within the tolerance nothing is said but that it was counted; beyond it
 * a drift is opened at once, or the one that is open here is brought up to date: there is one per article and location.
 */
export function detect(
  stock: Stock,
  { location, found, foundAt, trigger, orderId }: Finding,
  context: {
    readonly at: Instant;
    readonly actor: string;
    readonly tolerance: number;
    readonly until: Instant;
  },
): StockEvent[] {
  const { sku } = stock;
  const place = stock.places[location];
  if (!place) return [];
  const { at, actor } = context;
  const seen: StockEvent = {
    type: 'stock.counted',
    data: { sku, location, counted: found, countedAt: foundAt, at },
  };
  const { drift, book } = place;
  if (drift) {
    // An older look says nothing of what was seen after it.
    if (foundAt < drift.foundAt) return [];
    const id = driftId(sku, location, drift.n);
    if (found === drift.found) return [seen];
    const data = { driftId: id, location, found, foundAt, trigger, by: actor, at };
    return [seen, { type: 'stock.drift-updated', data }];
  }
  if (Math.abs(found - book) <= context.tolerance) return [seen];
  const n = stock.drifts + 1;
  return [
    seen,
    {
      type: 'stock.drift-detected',
      data: {
        sku,
        driftId: driftId(sku, location, n),
        location,
        at,
        ...(orderId === undefined ? {} : { orderId }),
        drift: {
          n,
          trigger,
          openedAt: at,
          then: { book, ...(stock.published ? { published: stock.published.quantity } : {}) },
          found,
          foundAt,
          by: actor,
          ...(orderId === undefined ? {} : { orderId }),
          phase: 'second-look',
          until: context.until,
          looks: 1,
        },
      },
    },
  ];
}
