import { readLink } from '../../shared/events/links.ts';
import { placeOf, type TimelineEntry } from '../../shared/events/timeline.ts';
import { verify } from '../../shared/events/verify.ts';
import type { House } from './house.ts';

/** In the end every chain verifies: what the timelines keep is what was committed, whoever died and whatever came twice. */
export function unchained(house: House): string[] {
  const bySubject = new Map<string, TimelineEntry[]>();
  for (const entry of house.timeline.kept.values()) {
    const partition = `${entry.envelope.storeId}#${entry.subject}`;
    bySubject.set(partition, [...(bySubject.get(partition) ?? []), entry]);
  }
  return [...house.store.rows.values()].flatMap(({ key, version, link, change }) => {
    const erased =
      (change.state as { readonly erased?: unknown }).erased !== undefined && key.kind === 'order';
    const name = `${key.store}.${key.kind}.${key.id}`;
    const own = (bySubject.get(`${key.store}#${key.kind}/${key.id}`) ?? []).flatMap(
      (entry) => readLink({ ...entry, place: placeOf(entry) }, name) ?? [],
    );
    // What an erasure took is said of it, and no fault.
    return verify(own, { name, version, link, erased }).flatMap(({ is, entry }) =>
      is === 'erased' ? [] : [`the chain of ${key.kind} ${key.id}: ${entry} is ${is}`],
    );
  });
}
