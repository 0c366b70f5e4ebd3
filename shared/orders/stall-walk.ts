import { BadCursor, decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, Bounds, HeadStore, Page, PageRequest } from '../kernel/head.ts';
import { type Clock, hours, plus } from '../time/instant.ts';
import { orderKey, workList } from './aggregate.ts';

interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
  readonly random: (bits: number) => string;
}

/** So many orders a walk remembers: about 150 KB. Behind them it goes on by place, as the list is by then. */
const mostRemembered = 4_000;
const read = 1_000;
/** How long somebody may take from page to page. */
const keptFor = hours(24);

interface Walk {
  readonly ids: readonly string[];
  /** Where the list goes on behind them. */
  readonly next: string | null;
}

const walkKey = (store: string, id: string): AggregateKey => ({ store: storeId(store), kind: 'walk', id });

/**
 * One page of the work list, most severe first. Orders change their place while somebody reads on, so the first page of
 * several remembers the order of the list, and the following ones go by that: whoever was stalled all the time stands on
 * one page, and on one only.
 */
export async function stallPage(
  ports: Ports,
  store: string,
  range: Bounds,
  { limit, cursor }: PageRequest,
): Promise<Page<AggregateKey>> {
  const { heads } = ports;
  const list = workList(store);
  const name = `${list}#walk#${range.from ?? ''}`;
  const cursorOf = (...place: [walk: string, at: string]) => encodeCursor(name, place);
  if (cursor === undefined) {
    const first = await heads.worklist(list, range, { limit });
    if (first.next === null) return first;
    const walk = await remember(heads, list, range, first);
    const id = ports.random(100);
    const part = { name: 'ids', body: JSON.stringify(walk) };
    await heads.putPart(walkKey(store, id), part, plus(ports.clock(), keptFor));
    return { items: first.items, next: cursorOf(id, String(first.items.length)) };
  }
  const [id = '', place = ''] = decodeCursor(name, cursor, 2);
  if (id === '') {
    const found = await heads.worklist(list, range, { limit, cursor: place });
    return { items: found.items, next: found.next === null ? null : cursorOf('', found.next) };
  }
  const kept = await heads.part(walkKey(store, id), 'ids');
  if (kept === undefined) throw new BadCursor();
  const walk = JSON.parse(kept) as Walk;
  const end = Number(place) + limit;
  const items = walk.ids.slice(Number(place), end).map((one) => orderKey(store, one));
  if (end < walk.ids.length) return { items, next: cursorOf(id, String(end)) };
  return { items, next: walk.next === null ? null : cursorOf('', walk.next) };
}

/** The order of the list from its first page on, each order once. */
async function remember(
  heads: HeadStore,
  list: string,
  range: Bounds,
  first: Page<AggregateKey>,
): Promise<Walk> {
  const ids = new Set(first.items.map(({ id }) => id));
  let { next } = first;
  while (next !== null && ids.size < mostRemembered) {
    const found: Page<AggregateKey> = await heads.worklist(list, range, { limit: read, cursor: next });
    for (const { id } of found.items) ids.add(id);
    next = found.next;
  }
  return { ids: [...ids], next };
}
