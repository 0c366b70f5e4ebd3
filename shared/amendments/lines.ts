import { type Content, type Line, withQuantity } from '../orders/content.ts';
import type { Change, QuoteBody } from './bodies.ts';
import { type Catalogue, type Changed, rule, type Step } from './changed.ts';
import { times } from '../orders/money.ts';

/** A line more: at the catalogue's price, at the quoted one, or unpriced until procurement has quoted. */
export function addLine(
  now: Changed,
  change: Extract<Change, { op: 'add-line' }>,
  path: string,
  catalogue: Catalogue,
): Step {
  const { lines } = now.content;
  const lineId = change.lineId ?? nextId(lines);
  if (lines.some((line) => line.lineId === lineId))
    return rule(`${path}.lineId`, `the order has a line ${lineId} already`);
  if (change.into !== undefined && !lines.some((line) => line.lineId === change.into))
    return rule(`${path}.into`, `the order has no line ${change.into}`);
  const known = change.unlisted ? undefined : catalogue.products.get(change.sku);
  const quote = catalogue.quotes.get(lineId);
  const vatRate = quote?.vatRate ?? catalogue.products.get(change.sku)?.vatRate ?? catalogue.defaultVat;
  const price = quote ? priceOf(quote, vatRate, now.content, catalogue) : known?.price?.amount;
  const line: Line = {
    lineId,
    sku: change.sku,
    name: change.name ?? catalogue.products.get(change.sku)?.name ?? change.sku,
    quantity: change.quantity,
    unitPrice: { amount: price ?? 0, currency: catalogue.currency },
    ...(now.content.abroad && quote?.vatRate === undefined ? {} : { vatRate }),
  };
  const unlisted = quote !== undefined || known?.price === undefined;
  return {
    next: {
      ...now,
      content: { ...now.content, lines: [...lines, line] },
      unpriced: price === undefined ? [...now.unpriced, lineId] : now.unpriced,
      touched: [
        ...now.touched,
        {
          line,
          before: 0,
          after: 0,
          was: 0,
          is: 0,
          unlisted,
          ...(change.into === undefined ? {} : { into: change.into }),
        },
      ],
    },
  };
}

/** A discount is off the whole line: of fewer pieces it is their share, rounded down; of more it stays. */
export function setQuantity(
  now: Changed,
  lineId: string,
  quantity: number,
  path: string,
  catalogue: Catalogue,
): Step {
  const { lines } = now.content;
  const line = lines.find((one) => one.lineId === lineId);
  if (!line)
    return rule(
      `${path}.lineId`,
      `the order has no line ${lineId}; it has ${lines.map((one) => one.lineId).join(', ')}`,
    );
  if (line.quantity === quantity) return rule(`${path}.quantity`, 'changes nothing: it is so many already');
  const packed = catalogue.inParcels.get(lineId) ?? 0;
  if (quantity < packed)
    return rule(path, `${String(packed)} pieces of line ${lineId} lie in parcels already`);
  const next = withQuantity(line, quantity);
  return {
    next: {
      ...now,
      content: {
        ...now.content,
        lines: lines.flatMap((one) => (one.lineId !== lineId ? one : quantity === 0 ? [] : next)),
      },
    },
  };
}

/** What the piece is sold for: as quoted, else its cost and the shop's markup, as the order's prices are given. */
function priceOf(quote: QuoteBody, vatRate: number, content: Content, { markupPercent }: Catalogue): number {
  if (quote.price) return quote.price.amount;
  const net = times(quote.cost.amount, 100 + markupPercent, 100);
  return content.pricesIncludeVat === false ? net : times(net, 10_000 + Math.round(vatRate * 100), 10_000);
}

/** Lines are numbered by the intake; a new one takes the next number. */
export function nextId(lines: readonly Pick<Line, 'lineId'>[]): string {
  const numbers = lines.map(({ lineId }) => (/^\d{1,9}$/.test(lineId) ? Number(lineId) : 0));
  return String(Math.max(lines.length, ...numbers) + 1);
}
