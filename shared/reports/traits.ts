import type { Content } from '../orders/content.ts';
import type { Order } from '../orders/state.ts';
import { timeOfDay } from '../time/zone.ts';
import type { Trait } from './causes.ts';

/** Hours of the day are compared in stretches of three: narrow enough to mean a shift, wide enough to hold orders. */
const stretch = 3;

/** The stretch of the shop's day in which an instant lies: `09–12`. */
export function hourBucket(at: Parameters<typeof timeOfDay>[0], timeZone: string): string {
  const from = Math.floor(timeOfDay(at, timeZone) / 3_600_000 / stretch) * stretch;
  const two = (hour: number) => String(hour).padStart(2, '0');
  return `${two(from)}–${two(from + stretch)}`;
}

/**
 * Everything in which orders are compared: the shop's own attributes, articles, payment method, carrier, and the hours
 * in which they were placed. Of an order whose texts were erased, what its head says.
 */
export function traitsOf(order: Order, content: Content | undefined, timeZone: string): Trait[] {
  const traits = new Map<string, Trait>();
  const add = (attribute: string, value: string | undefined) => {
    if (value !== undefined) traits.set(`${attribute}=${value}`, { attribute, value });
  };
  for (const [attribute, value] of Object.entries(order.attributes ?? {})) add(attribute, value);
  for (const { sku } of content?.lines ?? []) add('sku', sku);
  for (const { carrier } of order.parcels ?? []) add('carrier', carrier);
  add('payment', content?.paymentMethod);
  add('hour', hourBucket(order.placedAt, timeZone));
  return [...traits.values()];
}
