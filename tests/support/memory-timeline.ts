import {
  entriesOf,
  type KeptEntry,
  placeOf,
  type Timeline,
  type TimelineEntry,
} from '../../shared/events/timeline.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import type { Page, PageRequest } from '../../shared/kernel/head.ts';
import { frozen } from './frozen.ts';
import type { MemoryHeadStore } from './memory-store.ts';

/** The timelines in this process: an entry lies under its subject and place, and the same again changes nothing. */
export class MemoryTimeline implements Timeline {
  readonly kept = new Map<string, KeptEntry & { readonly store: string }>();

  async write(entries: readonly TimelineEntry[]): Promise<void> {
    for (const entry of entries) {
      const place = entry.place ?? placeOf(entry);
      const store = entry.envelope.storeId;
      this.kept.set(`${store}#${entry.subject} ${place}`, frozen({ ...entry, store, place }));
    }
  }

  async entries(store: string, subject: string, { limit, cursor }: PageRequest): Promise<Page<KeptEntry>> {
    const all = this.of(store, subject);
    const from = Number(cursor ?? 0);
    const next = from + limit < all.length ? String(from + limit) : null;
    return { items: all.slice(from, from + limit), next };
  }

  async read(store: string, subject: string, page: PageRequest): Promise<Page<Envelope>> {
    const found = await this.entries(store, subject, page);
    return { ...found, items: found.items.map(({ envelope }) => envelope) };
  }

  /** Everything that lies under a subject, in order. */
  of(store: string, subject: string): KeptEntry[] {
    return [...this.kept.values()]
      .filter((entry) => entry.store === store && entry.subject === subject)
      .map(({ store: _, ...entry }) => entry)
      .sort((a, b) => (a.place < b.place ? -1 : 1));
  }

  /** What the relay does with a change. */
  async relay({ sealed }: MemoryHeadStore['log'][number]): Promise<void> {
    await this.write(sealed.flatMap(({ envelope, seal }) => entriesOf(envelope, seal)));
  }
}
