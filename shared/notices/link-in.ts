import type { Purpose } from '../links/link.ts';
import { questionLink } from '../links/question.ts';
import type { Instant } from '../time/instant.ts';
import type { LetterPorts, LetterTo } from './letter.ts';

/** The address of what a letter asks; a message that stays here shows where it would stand. */
export async function linkIn(
  ports: LetterPorts,
  store: string,
  { links }: Pick<LetterTo, 'links'>,
  purpose: Purpose,
  until: Instant,
): Promise<string> {
  return links ? (await questionLink(ports, store, purpose, until)).url : `${ports.publicUrl}/l/…`;
}
