import { formatInstant, type Instant } from '../../time/instant.ts';
import { bookOf, driftId, isDrifting, sellableOf, type Stock } from './state.ts';

/** What is known of an article's pieces, as a call answers it. */
export function stockView(stock: Stock, version: number) {
  const { sku, published, allocated, waiting, buffer, places } = stock;
  const available = sellableOf(stock);
  const counts = Object.entries(places).flatMap(([location, { counted }]) =>
    counted ? [{ ...counted, location }] : [],
  );
  const last = counts.sort((a, b) => b.at - a.at)[0];
  return {
    sku,
    published: published ? { quantity: published.quantity, asOf: formatInstant(published.asOf) } : null,
    book: bookOf(stock),
    allocated,
    waiting,
    available,
    buffer,
    stopped: isDrifting(stock) && available === 0,
    lastCounted: last
      ? { quantity: last.quantity, at: formatInstant(last.at), location: last.location }
      : null,
    locations: Object.entries(places).map(([location, { book, at, counted, drift }]) => ({
      location,
      book,
      lastMovementAt: formatInstant(at),
      lastCounted: counted ? { quantity: counted.quantity, at: formatInstant(counted.at) } : null,
      driftId: drift ? driftId(sku, location, drift.n) : null,
    })),
    version,
  };
}

export const timeOf = (at: Instant | undefined): string | null =>
  at === undefined ? null : formatInstant(at);
