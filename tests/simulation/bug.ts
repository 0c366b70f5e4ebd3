import type { Envelope } from '../../shared/events/envelope.ts';
import type { Mail } from '../../shared/notices/channels.ts';
import type { MemoryHeadStore } from '../support/memory-store.ts';

/** A switch for a fault of ours, in tests alone: what of the house is built wrongly. */
export interface Bug {
  /** A store that does not keep its promises. */
  readonly store?: () => MemoryHeadStore;
  /** How often an e-mail leaves for one that is sent. */
  readonly mails?: number;
  /** An e-mail that leaves otherwise than it was made. */
  readonly redirects?: (mail: Mail) => Mail;
  /** E-mails go past the circuit. */
  readonly ungated?: true;
  /** Events that do not get there. */
  readonly loses?: (event: Envelope, on: 'timeline' | 'queue') => boolean;
  /** A message comes once, also where its consumer failed. */
  readonly forgets?: true;
  /** An erasure finds nothing in the timelines. */
  readonly remembers?: true;
  /** Messages go through clients of the SDK as it makes them: text as it is, used again whatever happened. */
  readonly bareClients?: true;
  /** Milliseconds by which the clock that fires deadlines is ahead. */
  readonly ahead?: number;
}

export const sound: Bug = {};
