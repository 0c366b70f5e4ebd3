import { own } from '../../kernel/own.ts';
import { never } from '../../kernel/brand.ts';
import { latest } from '../../time/instant.ts';
import type { Moved, StockEvent } from './events.ts';
import { type Drift, nothing, type Place, sellableOf, type Stock } from './state.ts';

/** What an event makes of an article's stock. Decides nothing: every figure is in the event. */
export function evolve(stock: Stock | undefined, event: StockEvent): Stock {
  const before = stock ?? nothing(String(event.data['sku']));
  return watched(step(before, event), event);
}

function step(stock: Stock, event: StockEvent): Stock {
  switch (event.type) {
    case 'stock.moved':
      return moved(stock, event.data);
    case 'stock.counted': {
      const { location, counted, countedAt } = event.data;
      return placed(stock, location, (place) => ({
        ...place,
        ...(place.counted && place.counted.at > countedAt
          ? {}
          : { counted: { quantity: counted, at: countedAt } }),
      }));
    }
    case 'stock.published': {
      const { unheard: _, ...rest } = stock;
      return { ...rest, published: { quantity: event.data.quantity, asOf: event.data.asOf } };
    }
    case 'stock.sync-unheard':
      return { ...stock, unheard: true };
    case 'stock.claimed':
      return { ...stock, allocated: event.data.allocated, waiting: event.data.waiting };
    case 'stock.drift-detected': {
      const { location, drift } = event.data;
      return { ...placed(stock, location, (place) => ({ ...place, drift })), drifts: drift.n };
    }
    case 'stock.drift-updated': {
      const { location, found, foundAt, trigger, by } = event.data;
      return drifting(stock, location, (drift) => ({
        ...drift,
        found,
        foundAt,
        trigger,
        by,
        looks: drift.looks + 1,
      }));
    }
    case 'stock.drift-confirmed': {
      const { location, found } = event.data;
      return drifting(stock, location, ({ until: _, ...drift }) => ({ ...drift, found, phase: 'confirmed' }));
    }
    case 'stock.drift-closed':
      return placed(stock, event.data.location, ({ drift: _, ...place }) => place);
    case 'stock.resolution-proposed':
      return drifting(stock, event.data.location, (drift) => ({ ...drift, proposal: event.data.proposal }));
    case 'stock.resolution-declined':
      return drifting(stock, event.data.location, ({ proposal: _, ...drift }) => drift);
    case 'stock.buffer-changed': {
      const { agreed: _, ...rest } = stock;
      const { buffer, agreed } = event.data;
      return { ...rest, buffer, ...(agreed > 0 ? { agreed } : {}) };
    }
    case 'stock.sync-drifted': {
      const { n, published, sellable, at } = event.data;
      return { ...stock, drifts: n, front: { n, openedAt: at, then: { published, sellable } } };
    }
    case 'stock.sync-mended': {
      const { front: _, ...rest } = stock;
      return rest;
    }
    case 'stock.quantity-corrected':
    case 'stock.overdrawn':
    case 'stock.replenished':
      return stock;
    default:
      return never(event);
  }
}

/** Since when the storefront shows another quantity than can be sold: from the change that parted them. */
function watched({ off, ...stock }: Stock, { data }: StockEvent): Stock {
  const right = stock.published?.quantity === sellableOf(stock);
  if (!stock.published || stock.unheard || right) return stock;
  return { ...stock, off: off ?? data.at };
}

function moved(stock: Stock, { entry, places, taken = 0, waited = 0 }: Moved): Stock {
  const next = { ...stock.places };
  for (const [location, { by, shelf = 0, at }] of Object.entries(places)) {
    const { book = 0, at: last = at, ...place }: Partial<Place> = own(next, location) ?? {};
    const drift = place.drift && { ...place.drift, found: Math.max(0, place.drift.found + shelf) };
    next[location] = { ...place, book: book + by, at: latest(last, at), ...(drift ? { drift } : {}) };
  }
  return {
    ...stock,
    entries: entry,
    places: next,
    allocated: stock.allocated - taken,
    waiting: stock.waiting - waited,
  };
}

function placed(stock: Stock, location: string, change: (place: Place) => Place): Stock {
  const place = own(stock.places, location);
  if (!place) throw new Error(`${stock.sku} has no ${location}`);
  return { ...stock, places: { ...stock.places, [location]: change(place) } };
}

const drifting = (stock: Stock, location: string, change: (drift: Drift) => Drift): Stock =>
  placed(stock, location, (place) => (place.drift ? { ...place, drift: change(place.drift) } : place));
