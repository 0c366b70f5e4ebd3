import { createHash } from 'node:crypto';
import type { Envelope } from './envelope.ts';
import { typedIn, withoutTyped } from './typed.ts';

/** What an event of a chain is kept with, in the timeline of what it happened to and nowhere else. */
export interface Seal {
  /** The link before it; empty where the chain begins. */
  readonly before: string;
  /** Its own, as it was made. */
  readonly link: string;
  /** How many events the change had that made it. */
  readonly of: number;
  /** Of the change, and unguessable; only where somebody typed something. It goes with what he typed. */
  readonly salt?: string;
  /** What is left of what somebody typed: its commitments, by place. */
  readonly erased?: Readonly<Record<string, string>>;
}

/** An event with its seal. */
export interface Sealed {
  readonly envelope: Envelope;
  readonly seal: Seal;
}

/** The first 192 bits of SHA-256 (FIPS 180-4) over a JSON array, in base64url: 32 characters. */
const hash = (...said: readonly unknown[]): string =>
  createHash('sha256').update(orderly(said)).digest('base64url').slice(0, 32);

/** JSON as it reads after a table: keys sorted, and half a character (a lone surrogate) as U+FFFD. */
const orderly = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string'
      ? part.toWellFormed()
      : part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
  );

/** What a salt has at least: nobody tries so many. */
export const saltBits = 112;

/** Without the salt nobody can try guesses of what was typed against it. */
const typedCommitment = (salt: string, place: string, text: string): string => hash(salt, place, text);

/**
 * What an event is bound to: all it says, and for what somebody typed its salted commitment instead. So a text can go
 * and the rest is still bound.
 */
export function commitment(
  envelope: Envelope,
  { salt = '', erased = {} }: Pick<Seal, 'salt' | 'erased'>,
): string {
  const texts: Record<string, string> = { ...erased };
  for (const [place, text] of typedIn(envelope)) texts[place] = typedCommitment(salt, place, text);
  return hash(withoutTyped(envelope), texts);
}

/** The link that an event makes: of the one before it, of its name (which holds key, version, place), and of what it says. */
export const linkOf = (envelope: Envelope, seal: Omit<Seal, 'link'>): string =>
  hash(seal.before, envelope.id, envelope.type, envelope.occurredAt, seal.of, commitment(envelope, seal));

/** Seals the events of one change one after the other; answers them with the link of the last. */
export function sealed(
  events: readonly Envelope[],
  before: string,
  salt: string,
): { readonly entries: readonly Sealed[]; readonly link: string } {
  const entries: Sealed[] = [];
  let link = before;
  for (const envelope of events) {
    const salted = typedIn(envelope).size > 0 ? { salt } : {};
    const seal = { before: link, of: events.length, ...salted };
    link = linkOf(envelope, seal);
    entries.push({ envelope, seal: { ...seal, link } });
  }
  return { entries, link };
}

/** Takes out what somebody typed, and the salt. The commitments stay, so the chain does. */
export function erased({ envelope, seal }: Sealed): Sealed {
  const { salt = '', erased: before = {}, ...rest } = seal;
  const texts = { ...before };
  for (const [place, text] of typedIn(envelope)) texts[place] = typedCommitment(salt, place, text);
  const left = Object.keys(texts).length > 0 ? { erased: texts } : {};
  return { envelope: withoutTyped(envelope), seal: { ...rest, ...left } };
}
