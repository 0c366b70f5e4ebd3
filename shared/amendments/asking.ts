import type { Profile, Role } from '../stores/profile.ts';
import type { Instant } from '../time/instant.ts';
import type { AskFor } from './ask.ts';
import { hasSpoken, isRequester, placesOf } from './decide/persons.ts';
import { roleOf } from './decide/task.ts';
import { type Amendment, isEnded, waiting } from './state.ts';

/**
 * Everybody who must be written to now: whoever may speak for a role whose word is waited for (nobody who asked for the
 * change, nor who has spoken for another role), procurement for a quote, departments for their tasks. Who was asked and did
 * not answer is written to once more. Level-based: what was opened before has the same name.
 */
export function asksOf(amendment: Amendment, profile: Profile, at: Instant): AskFor[] {
  const { id: amendmentId, orderId, terms, status, tasks } = amendment;
  if (isEnded(amendment) || !terms) return [];
  const about = (person: string, what: string, again: boolean): AskFor => ({
    amendmentId,
    orderId,
    person,
    about: what,
    hash: terms.hash,
    again,
  });
  const people = (role: Role) =>
    profile.staff
      .filter((person) => placesOf({ actor: person.id, roles: person.roles }, role, profile, at).length > 0)
      .map(({ id }) => id);
  if (status === 'awaiting-quote')
    return people('procurement').map((person) => about(person, 'quote', amendment.escalated === true));
  if (status === 'awaiting-departments')
    return tasks
      .filter(({ state }) => state === 'open')
      .flatMap(({ department, escalated }) =>
        people(roleOf(department)).map((person) => about(person, department, escalated === true)),
      );
  return waiting(amendment).flatMap(({ party, reminded }) =>
    party === 'customer'
      ? []
      : people(party)
          .filter((person) => !isRequester(amendment, person) && hasSpoken(amendment, person) === undefined)
          .map((person) => about(person, party, reminded === true)),
  );
}
