import type { HeadStore } from '../kernel/head.ts';
import type { Profiles } from '../stores/profiles.ts';
import { type Clock, days, hours, type Instant, instant, plus } from '../time/instant.ts';
import { accessKey, type AccessStore, noStore } from './access-store.ts';
import { tell } from './audit.ts';
import { hidden } from './hidden-address.ts';

/** Failures within an hour after which an address, or what was guessed at, is answered 429. */
export const mostFailures = { address: 120, subject: 30, pin: 5 } as const;
const window = hours(1);
/** What is known of an address is known for a day, under a key that is gone the day after. */
const keptFor = days(1);
/** So many counters over their bound an instance remembers, to spare the writes. */
const mostKnown = 2_000;

/** What is short enough to be guessed is refused beyond its bound even when it is right. */
export type Bound = 'subject' | 'pin';

export interface Failure {
  /** Where it came from: an address as `sourceAddress` gives it. */
  readonly address: string;
  /** What was guessed at, as far as it can be told: a credential's id, a person. */
  readonly subject?: string | undefined;
  /** The shop that it was about, if it names one. */
  readonly store?: string | undefined;
}

export interface Guesses {
  /** Counts a failure; seconds to wait where there have been too many, undefined where not. */
  failed(failure: Failure, bound?: Bound): Promise<number | undefined>;
  /** Counts what is no failure but may not be asked without end; seconds to wait beyond `most` within an hour. */
  asked(address: string, most: number): Promise<number | undefined>;
  /** Is it over its bound already? For what is short enough to be guessed, asked before it is looked at. */
  isOver(subject: string, bound: Bound): Promise<number | undefined>;
}

interface Ports {
  readonly heads: HeadStore;
  readonly access: AccessStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
  readonly random: (bits: number) => string;
}

/**
 * Failures alone are counted, in the table, so that many instances share one bound. Whoever shows what is right is never
 * asked: a valid link, session or credential passes whatever others at the same address have tried.
 */
export function guessesOf(ports: Ports): Guesses {
  const { access, clock } = ports;
  const over = new Map<string, Instant>();
  const name = hidden(ports);

  async function counterOf(kind: keyof typeof mostFailures | 'asked', text: string, at: Instant) {
    const id = await name(`${kind} ${text}`, at);
    const slot = Math.floor(at / window);
    return {
      key: accessKey(noStore, 'guess', id),
      slot: String(slot),
      ends: instant((slot + 1) * window),
      id,
    };
  }

  const wait = (ends: Instant, at: Instant): number => Math.max(1, Math.ceil((ends - at) / 1_000));

  async function count(
    kind: keyof typeof mostFailures | 'asked',
    text: string,
    most: number,
  ): Promise<number | undefined> {
    const at = clock();
    const { key, slot, ends, id } = await counterOf(kind, text, at);
    const known = over.get(`${id} ${slot}`);
    if (known !== undefined) return wait(known, at);
    const sum = await access.add(key, slot, 1, plus(at, keptFor));
    if (sum <= most) return undefined;
    if (over.size >= mostKnown) over.clear();
    over.set(`${id} ${slot}`, ends);
    return wait(ends, at);
  }

  return {
    async failed({ address, subject, store }, bound = 'subject') {
      const waits = [
        await count('address', address, mostFailures.address),
        subject === undefined ? undefined : await count(bound, subject, mostFailures[bound]),
      ].filter((seconds) => seconds !== undefined);
      if (waits.length === 0) return undefined;
      if (store !== undefined) await report(ports, store);
      return Math.max(...waits);
    },
    asked: (address, most) => count('asked', address, most),
    async isOver(subject, bound) {
      const at = clock();
      const { key, slot, ends } = await counterOf(bound, subject, at);
      return (await access.sum(key, slot)) >= mostFailures[bound] ? wait(ends, at) : undefined;
    },
  };
}

/** Told to the shop's admin, at most once a day. */
async function report(ports: Ports, store: string): Promise<void> {
  if (!(await ports.profiles.of(store))) return;
  const at = ports.clock();
  const day = new Date(at).toISOString().slice(0, 10);
  await tell(
    ports,
    { store, kind: 'access', id: 'guesses' },
    { type: 'access.guessed', data: { day } },
    'system',
    Math.floor(at / days(1)),
  );
}
