import type { HeadStore } from '../kernel/head.ts';
import type { Profiles } from '../stores/profiles.ts';
import type { Clock } from '../time/instant.ts';
import type { Facts } from './check.ts';
import type { Message } from './written-message.ts';
import type { LetterMatter, NoticeChannel } from './notice.ts';

/** As what a letter is written: `links` makes the links in it, which a message that stays here does without. */
export interface LetterTo {
  readonly channel: NoticeChannel;
  readonly links: boolean;
}

/** Writes it when it goes. */
export type Letter = (to: LetterTo) => Promise<Message>;

/** What a letter is written from, beside the order. */
export interface LetterPorts {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
  readonly random: (bits: number) => string;
  readonly publicUrl: string;
}

/**
 * Whether the customer of an order is being asked something, or is about to be: then a delay is told with the question, and
 * not beside it.
 */
export type Questions = (
  ports: Pick<LetterPorts, 'heads' | 'profiles' | 'clock'>,
  store: string,
  orderId: string,
) => Promise<'asked' | 'about-to-be' | undefined>;

/** The letter, if what it is about is still so: asked when it goes, not when it was opened. */
export type Letters = (
  ports: LetterPorts,
  store: string,
  letter: LetterMatter,
  facts: Facts,
) => Promise<Letter | undefined>;
