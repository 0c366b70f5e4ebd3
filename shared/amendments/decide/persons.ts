import type { Party } from '../../stores/amendments.ts';
import type { Profile, Role } from '../../stores/profile.ts';
import { dateNumber, localDate } from '../../time/business.ts';
import type { Instant } from '../../time/instant.ts';
import type { Amendment } from '../state.ts';

/** Who speaks: the authenticated actor with the roles of his credential. */
export interface Speaker {
  readonly actor: string;
  readonly roles: readonly Role[];
}

/** In whose place somebody may speak for a role: his own, or that of a colleague he stands in for today. */
export function placesOf(
  { actor, roles }: Speaker,
  party: Party,
  profile: Pick<Profile, 'amendments' | 'staff' | 'timeZone'>,
  at: Instant,
): readonly string[] {
  if (party === 'customer') return [];
  const own = roles.includes(party) ? [actor] : [];
  const today = localDate(at, profile.timeZone);
  const others = profile.amendments.deputies
    .filter(
      ({ deputy, from, to }) =>
        deputy === actor &&
        (from === undefined || dateNumber(from) <= today) &&
        (to === undefined || today <= dateNumber(to)),
    )
    .map((one) => one.for)
    .filter((id) =>
      profile.staff.some((person) => person.id === id && person.roles.some((role) => role === party)),
    );
  return [...own, ...others];
}

/** Whoever asked for the change, or wanted it, decides nothing on it: neither himself nor through somebody who stands in for him. */
export const isRequester = ({ requestedBy, onBehalfOf }: Amendment, person: string): boolean =>
  person === requestedBy || person === onBehalfOf;

/** Has this person, or somebody in his place, spoken for another role already? */
export const hasSpoken = ({ approvals }: Amendment, person: string): string | undefined =>
  approvals.find(({ by, standsFor }) => by === person || standsFor === person)?.party;
