import { accept, refuse } from '../kernel/decision.ts';
import { promiseFault } from '../orders/decide/context.ts';
import type { Instant } from '../time/instant.ts';
import { parseInstant } from '../time/instant.ts';
import type { QuoteBody } from './bodies.ts';
import type { Answer } from './decide/answer.ts';
import type { Speaker } from './decide/persons.ts';
import { type Amendment, isEnded } from './state.ts';

/** Which of the unpriced items a quote is for; one needs no name. */
export function quotedLine(
  unlisted: readonly string[],
  { lineId }: QuoteBody,
): string | { readonly refused: { is: 'rule'; path: string; message: string } } {
  if (lineId !== undefined)
    return unlisted.includes(lineId)
      ? lineId
      : refuse({
          is: 'rule',
          path: 'lineId',
          message: `must be an unlisted item: ${unlisted.join(', ') || 'there is none'}`,
        });
  const [only, ...others] = unlisted;
  if (only === undefined) return refuse({ is: 'rule', path: 'lineId', message: 'there is no unlisted item' });
  return others.length === 0
    ? only
    : refuse({ is: 'rule', path: 'lineId', message: `must say which item: ${unlisted.join(', ')}` });
}

/** What a quote says must still hold: a date and a validity that lie ahead, in the shop's currency. */
export function quoteFault(
  quote: QuoteBody,
  currency: string,
  at: Instant,
): { path: string; message: string } | undefined {
  for (const [path, money] of [
    ['cost', quote.cost],
    ['price', quote.price],
  ] as const)
    if (money && money.currency !== currency)
      return { path: `${path}.currency`, message: `the store sells in ${currency}, not ${money.currency}` };
  if ((parseInstant(quote.validUntil) ?? at) <= at)
    return { path: 'validUntil', message: 'must lie in the future' };
  for (const path of ['readyAt', 'validUntil'] as const) {
    const fault = promiseFault(parseInstant(quote[path]) ?? at, at);
    if (fault !== undefined) return { path, message: fault };
  }
  return undefined;
}

/**
 * Procurement's quote: the change is assessed with it. Another quote for the same item takes the place of the first, and
 * what was agreed to meanwhile is asked for anew; not once all have agreed.
 */
export function quote(
  amendment: Amendment | undefined,
  { actor }: Speaker,
  given: { readonly lineId: string; readonly quotes: string },
  at: Instant,
): Answer {
  if (!amendment) return refuse({ is: 'amendment-unknown' });
  const { status, orderId } = amendment;
  if (isEnded(amendment) || amendment.agreed !== undefined) return refuse({ is: 'amendment-over', status });
  if (amendment.quotes === given.quotes) return accept([], 'repeated');
  return accept([{ type: 'amendment.quoted', data: { orderId, at, by: actor, ...given } }], 'quoted');
}
