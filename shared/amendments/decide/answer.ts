import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { Profile } from '../../stores/profile.ts';
import { between, type Instant } from '../../time/instant.ts';
import type { AmendmentEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import type { AmendmentRefusal } from '../refusals.ts';
import { type Amendment, type Approval, isEnded, waiting } from '../state.ts';
import { hasSpoken, isRequester, placesOf, type Speaker } from './persons.ts';

export type Answer = Decision<AmendmentEvent, AmendmentRefusal>;

export interface Word {
  readonly decision: 'approve' | 'decline';
  /** The name of the text that says why. */
  readonly note?: string;
  /** The terms that were shown; others are not agreed to. */
  readonly hash?: string;
  /** The role that the question was put to, where it was put to one. */
  readonly party?: string;
}

/**
 * A word of the staff on an amendment. The first counts: the same again is a repeat, another one is refused. Refuses who
 * is not asked, who asked for the change himself, who has spoken for another role, and a word on terms that have changed.
 */
export function answer(
  amendment: Amendment | undefined,
  speaker: Speaker,
  word: Word,
  profile: Pick<Profile, 'amendments' | 'staff' | 'timeZone'>,
  at: Instant,
): Answer {
  if (!amendment) return refuse({ is: 'amendment-unknown' });
  const said = again(amendment, speaker, word);
  if (isEnded(amendment)) return said ?? refuse({ is: 'amendment-over', status: amendment.status });
  if (word.hash !== undefined && word.hash !== amendment.terms?.hash) return refuse({ is: 'terms-changed' });
  const asked = waiting(amendment).filter(({ party }) => word.party === undefined || word.party === party);
  const found = seatOf(amendment, asked, speaker, profile, at);
  if ('refused' in found) return found.refused.is === 'not-awaited' && said ? said : found;
  const { one, place } = found;
  const { orderId } = amendment;
  const text = word.note === undefined ? {} : { note: word.note };
  const by = speaker.actor;
  if (word.decision === 'decline')
    return accept(
      [
        {
          type: 'amendment.declined',
          data: {
            orderId,
            at,
            party: one.party,
            by,
            why: 'declined',
            took: between(amendment.at, at),
            ...(place === by ? {} : { standsFor: place }),
            ...text,
          },
        },
      ],
      'declined',
    );
  const approved: AmendmentEvent = {
    type: 'amendment.approved',
    data: {
      orderId,
      at,
      party: one.party,
      by,
      hash: amendment.terms?.hash ?? '',
      waited: between(one.asked ?? at, at),
      ...(place === by ? {} : { standsFor: place }),
      ...text,
    },
  };
  return accept([approved, ...afterwards(evolve(amendment, approved), at)], 'approved');
}

/** For which of those that are asked may he speak, and in whose place? */
function seatOf(
  amendment: Amendment,
  asked: readonly Approval[],
  speaker: Speaker,
  profile: Pick<Profile, 'amendments' | 'staff' | 'timeZone'>,
  at: Instant,
): { readonly one: Approval; readonly place: string } | { readonly refused: AmendmentRefusal } {
  const seats = asked.flatMap((one) =>
    placesOf(speaker, one.party, profile, at).map((place) => ({ one, place })),
  );
  if (seats.length === 0)
    return refuse({
      is: 'not-awaited',
      status: amendment.status,
      awaited: waiting(amendment).map(({ party }) => party),
    });
  const others = seats.filter(({ place }) => !isRequester(amendment, place));
  if (isRequester(amendment, speaker.actor)) return refuse({ is: 'own-request' });
  const spoken = ({ place }: { readonly place: string }) =>
    hasSpoken(amendment, speaker.actor) ?? hasSpoken(amendment, place);
  const free = others.find((seat) => spoken(seat) === undefined);
  if (free) return free;
  const [role] = others.map(spoken);
  return refuse(role === undefined ? { is: 'own-request' } : { is: 'second-role', role });
}

/** Who has spoken already and is asked nothing else: the same again is a repeat, another word comes too late. */
function again(amendment: Amendment, { actor }: Speaker, { decision, party }: Word): Answer | undefined {
  if (isEnded(amendment) && amendment.status === 'declined' && amendment.by === actor)
    return decision === 'decline' ? accept([], 'repeated') : refuse({ is: 'answered-otherwise', by: actor });
  const mine = amendment.approvals.find((one) => one.by === actor && (party ?? one.party) === one.party);
  if (!mine || (isEnded(amendment) && amendment.status !== 'applied')) return undefined;
  return decision === 'approve' ? accept([], 'repeated') : refuse({ is: 'answered-otherwise', by: actor });
}

/**
 * What follows of a word: where only the customer's is missing he is asked; when the last has agreed the departments get
 * their tasks; without any, all is agreed.
 */
export function afterwards(amendment: Amendment, at: Instant): AmendmentEvent[] {
  const { orderId, terms } = amendment;
  if (isEnded(amendment) || !terms) return [];
  const missing = waiting(amendment);
  if (missing.some(({ party }) => party === 'customer'))
    return amendment.askedOf === terms.hash
      ? []
      : [{ type: 'amendment.customer-asked', data: { orderId, at, hash: terms.hash } }];
  if (missing.length > 0) return [];
  const tasks = terms.departments.map((department) => ({ department, state: 'open' as const }));
  return tasks.length > 0
    ? [{ type: 'amendment.tasks-opened', data: { orderId, at, tasks } }]
    : [{ type: 'amendment.agreed', data: { orderId, at } }];
}
