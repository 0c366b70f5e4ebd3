import { createHmac } from 'node:crypto';
import { type Clock, days, type Instant, plus } from '../time/instant.ts';
import { accessKey, type AccessStore, noStore } from './access-store.ts';

interface Ports {
  readonly access: AccessStore;
  readonly clock: Clock;
  readonly random: (bits: number) => string;
}

/**
 * Names what is counted without saying what it is: a hash under a key of the day. The first to need the key makes it, and
 * the table forgets it the day after, with what it hid.
 */
export function hidden({ access, clock, random }: Ports): (text: string, at: Instant) => Promise<string> {
  let known: { readonly day: string; readonly key: string } | undefined;

  async function keyOf(day: string): Promise<string> {
    if (known?.day === day) return known.key;
    const place = accessKey(noStore, 'guess', `key-${day}`);
    const made = random(256);
    const mine = await access.putPartIfAbsent(place, { name: 'key', body: made }, plus(clock(), days(2)));
    known = { day, key: mine ? made : ((await access.part(place, 'key')) ?? made) };
    return known.key;
  }

  return async (text, at) => {
    const key = await keyOf(new Date(at).toISOString().slice(0, 10));
    return createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);
  };
}
