import type { Cause } from '../level/state.ts';
import type { Fact } from './evidence.ts';

/** What a sentence about a fact is made of. */
interface Figures {
  /** What the fact is about, `?` where it has no name. */
  readonly ref: string;
  /** Pieces, with their noun. */
  readonly pieces: string;
  readonly n: string;
  readonly against: string;
}

export type FactWords = Readonly<Record<Fact, (of: Figures) => string>>;
export type CauseNames = Readonly<Record<Cause, string>>;
