import { accept, refuse } from '../../kernel/decision.ts';
import { between, type Instant } from '../../time/instant.ts';
import type { AlternativeId } from '../assessment.ts';
import type { AmendmentEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import { type Amendment, isEnded, waiting } from '../state.ts';
import { afterwards, type Answer } from './answer.ts';

export type CustomerWord =
  | { readonly choice: 'accept' | 'decline'; readonly note?: string }
  | {
      readonly choice: 'alternative';
      readonly id: AlternativeId;
      /** The text with the changes that the alternative is, and what it was shown to cost. */
      readonly changes: string;
      readonly gross: number;
      readonly promisedAt?: Instant;
    };

/**
 * The customer's word on what he pays more: on exactly these terms, once. An alternative is assessed and agreed to anew by
 * the shop; his own word on it holds as long as cost and date stay what he was shown.
 */
export function customerAnswer(
  amendment: Amendment | undefined,
  word: CustomerWord,
  hash: string,
  at: Instant,
): Answer {
  if (!amendment) return refuse({ is: 'amendment-unknown' });
  const { orderId, terms } = amendment;
  if (isEnded(amendment)) return refuse({ is: 'amendment-over', status: amendment.status });
  if (terms?.hash !== hash) return refuse({ is: 'terms-changed' });
  const awaited = waiting(amendment).map(({ party }) => party);
  if (!awaited.includes('customer'))
    return amendment.customer === 'accepted' && word.choice === 'accept'
      ? accept([], 'repeated')
      : refuse({ is: 'not-awaited', status: amendment.status, awaited });
  const by = 'customer';
  const asked = amendment.approvals.find(({ party }) => party === by)?.asked ?? at;
  const waited = between(asked, at);
  switch (word.choice) {
    case 'decline':
      return accept(
        [
          {
            type: 'amendment.declined',
            data: {
              orderId,
              at,
              party: by,
              by,
              why: 'declined',
              took: between(amendment.at, at),
              ...(word.note === undefined ? {} : { note: word.note }),
            },
          },
        ],
        'declined',
      );
    case 'alternative': {
      const { id: alternative, changes, gross, promisedAt } = word;
      const date = promisedAt === undefined ? {} : { promisedAt };
      return accept(
        [
          {
            type: 'amendment.alternative-chosen',
            data: { orderId, at, alternative, changes, gross, ...date },
          },
        ],
        'chosen',
      );
    }
    case 'accept': {
      const note = word.note === undefined ? {} : { note: word.note };
      const approved: AmendmentEvent = {
        type: 'amendment.approved',
        data: { orderId, at, party: by, by, hash, waited, ...note },
      };
      return accept([approved, ...afterwards(evolve(amendment, approved), at)], 'accepted');
    }
  }
}
