import { own } from '../kernel/own.ts';
import type { Envelope } from './envelope.ts';

/**
 * The fields of events that somebody typed, by type: THE list. A name may stand in any of them, so they are committed to
 * with a salt, stay in the timelines of what they are about, leave the house on no bus, and go with an erasure. Everything
 * else in an event is an id, a code, a time, a sum or the name of a text. `*` stands for every key of an object.
 */
const typed: Readonly<Record<string, readonly string[]>> = {
  'order.placed': ['attributes.*'],
  'order.revised': ['attributes.*'],
  'order.customer-corrected': ['reason'],
  'order.stage-changed': ['reason'],
  'order.status-noted': ['reason'],
  'order.corrected': ['reason'],
  'order.promise-revised': ['reason'],
  'order.held': ['hold.reason'],
  'order.hold-review-due': ['reason'],
  'order.stall-acknowledged': ['quiet.cause'],
  'amendment.withdrawn': ['why'],
};

/** The number of the invoice is the accounts’ own. */
export const keptAttribute = 'invoice';

type Data = Readonly<Record<string, unknown>>;

/** What somebody typed into an event, by its place in `data`. */
export function typedIn({ type, data }: Pick<Envelope, 'type' | 'data'>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const path of own(typed, type) ?? []) gather(data, path.split('.'), [], found);
  found.delete(`attributes.${keptAttribute}`);
  return found;
}

function gather(data: unknown, path: readonly string[], at: readonly string[], found: Map<string, string>) {
  const [name, ...rest] = path;
  if (name === undefined) {
    if (typeof data === 'string') found.set(at.join('.'), data);
  } else if (isObject(data))
    for (const key of name === '*' ? Object.keys(data) : [name])
      gather(own(data, key), rest, [...at, key], found);
}

/** The same event without what somebody typed: as it goes over the bus, and as it is left by an erasure. */
export function withoutTyped(envelope: Envelope): Envelope {
  const places = [...typedIn(envelope).keys()].map((place) => place.split('.'));
  return places.length === 0 ? envelope : { ...envelope, data: places.reduce(without, envelope.data) };
}

function without(data: Data, [name = '', ...rest]: readonly string[]): Data {
  const { [name]: gone, ...left } = data;
  return rest.length > 0 && isObject(gone) ? { ...left, [name]: without(gone, rest) } : left;
}

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
