import { durationsGroup } from '../durations/count.ts';
import { newsOfDurations } from '../durations/learn.ts';
import { admit } from '../durations/segments.ts';
import type { Envelope } from '../events/envelope.ts';
import type { HeadStore } from '../kernel/head.ts';
import type { Countable, Tallies } from '../kernel/tally/tally.ts';
import type { Profiles } from '../stores/profiles.ts';
import { type Clock, days, instant, plus } from '../time/instant.ts';
import { counters } from './counters.ts';

interface Ports {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly tallies: Tallies;
  readonly clock: Clock;
}

/** An event is known as counted longer than it can lie in the stream (a day), a queue or its dead letters (14 days each). */
const markerLife = days(90);

/** Counts events of any shops, all that each adds or nothing. Counting them again changes nothing. */
export async function countEvents(ports: Ports, events: readonly Envelope[]): Promise<void> {
  const entries: Countable[] = [];
  for (const [store, own] of Map.groupBy(events, ({ storeId }) => storeId)) {
    const loaded = await ports.profiles.of(store);
    // A shop that was removed has nobody to read its counters.
    if (!loaded) continue;
    const segments = await admit(ports.heads, store, own.flatMap(segmentIn));
    const shop = { profile: loaded.profile, segments };
    for (const event of own) {
      const adds = counters.flatMap((counter) => counter(event, shop));
      const until = plus(instant(Date.parse(event.occurredAt)), markerLife);
      if (adds.length > 0) entries.push({ store, marker: event.id, until, adds });
    }
  }
  await ports.tallies.count(entries);
  const taught = entries.filter(({ adds }) => adds.some(({ group }) => group === durationsGroup));
  for (const store of new Set(taught.map((entry) => entry.store))) await newsOfDurations(ports, store);
}

const segmentIn = ({ data }: Envelope): string[] =>
  typeof data['segment'] === 'string' ? [data['segment']] : [];
