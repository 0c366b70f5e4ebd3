import type { Purpose } from '../links/link.ts';
import { endQuestion, questionLink } from '../links/question.ts';
import type { Order } from '../orders/state.ts';
import type { Instant } from '../time/instant.ts';
import type { LetterPorts, LetterTo } from './letter.ts';

/**
 * The address of what a letter asks; a message that stays here shows where it would stand. Whoever was asked to keep or cancel
 * a late order is asked this instead: the older link ends.
 */
export async function linkIn(
  ports: LetterPorts,
  store: string,
  { links, order }: Pick<LetterTo, 'links'> & { readonly order: Order },
  purpose: Purpose,
  until: Instant,
): Promise<string> {
  if (!links) return `${ports.publicUrl}/l/…`;
  await endDelays(ports, store, order);
  return (await questionLink(ports, store, purpose, until)).url;
}

/** Ends the links of the words of delay so far, but for those of `from` on. */
export async function endDelays(
  ports: Pick<LetterPorts, 'heads' | 'clock'>,
  store: string,
  { id, late }: Order,
  from = Infinity,
): Promise<void> {
  for (let n = Math.min(late?.told?.n ?? 0, from - 1); n > 0; n--)
    await endQuestion(ports, store, { kind: 'delay', orderId: id, n });
}
