import { own } from '../../kernel/own.ts';
import type { Instant } from '../../time/instant.ts';
import type { StockEvent } from '../level/events.ts';
import { driftId, type Place, type Stock, type Trigger } from '../level/state.ts';

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

/** Does what was found agree with the book? An open difference ends where the figures meet, not within the tolerance. */
export const agrees = ({ book, drift }: Place, found: number, tolerance: number): boolean =>
  Math.abs(found - book) <= (drift ? 0 : tolerance);

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
  const place = own(stock.places, location);
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
    // Who finds the same has looked once more; it is the finding of whoever found it first.
    const mine = found === drift.found ? drift : { trigger, by: actor };
    // What an inventory has found, before or now, wants a second person, whoever looks besides.
    const why = trigger === 'inventory' || drift.trigger === 'inventory' ? 'inventory' : mine.trigger;
    const data = {
      driftId: driftId(sku, location, drift.n),
      location,
      found,
      foundAt,
      trigger: why,
      by: mine.by,
      at,
    } as const;
    return [seen, { type: 'stock.drift-updated', data }];
  }
  if (agrees(place, found, context.tolerance)) return [seen];
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
