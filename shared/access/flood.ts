import { type Clock, instant, minutes, plus } from '../time/instant.ts';
import { accessKey, type AccessStore, noStore } from './access-store.ts';
import { hidden } from './hidden-address.ts';

/** Requests without a valid credential that one address may make in ten seconds: 30 a second. */
export const mostAnonymous = 300;
const window = 10_000;
/** Each instance reports in lumps: one write for so many requests, so the bound is met to within them. */
const lump = 20;
/** So many addresses an instance counts; beyond that the first of them are counted anew. */
const mostKnown = 5_000;

interface Count {
  readonly window: number;
  unreported: number;
  total: number;
}

/** Seconds to wait where an address has asked for too much; undefined where not. */
export type Flood = (address: string) => Promise<number | undefined>;

/**
 * What comes without a valid credential is counted by address, never by shop, so that nobody uses up a shop's share by
 * naming it. Whoever shows a valid one is not counted here at all.
 */
export function floodOf(ports: {
  readonly access: AccessStore;
  readonly clock: Clock;
  readonly random: (bits: number) => string;
}): Flood {
  const { access, clock } = ports;
  const name = hidden(ports);
  const counts = new Map<string, Count>();

  return async (address) => {
    const now = clock();
    const current = Math.floor(now / window);
    let count = counts.get(address);
    if (count?.window !== current) {
      count = { window: current, unreported: 0, total: 0 };
      counts.delete(address);
      counts.set(address, count);
      const [first] = counts.keys();
      if (counts.size > mostKnown && first !== undefined) counts.delete(first);
    }
    count.unreported++;
    // Over the bound nothing more is written: the window ends by itself.
    if (count.unreported >= lump && count.total <= mostAnonymous) {
      const by = count.unreported;
      count.unreported = 0;
      const key = accessKey(noStore, 'guess', await name(`flood ${address}`, now));
      count.total = await access.add(key, `f${String(current)}`, by, plus(instant(now), minutes(5)));
    }
    if (count.total + count.unreported <= mostAnonymous) return undefined;
    return Math.ceil(((current + 1) * window - now) / 1_000);
  };
}
