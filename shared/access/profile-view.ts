import type { Profile } from '../stores/profile.ts';
import type { Principal } from './principal.ts';
import { withoutSecrets } from './put-profile.ts';

/**
 * The profile as this caller sees it. Nobody reads a secret back. How to reach the staff is for admin and supervisor, and
 * each person's own; where events go, for who looks after the shop or receives them.
 */
export function profileFor({ actor, roles }: Pick<Principal, 'actor' | 'roles'>, profile: Profile): Profile {
  const { kept } = withoutSecrets(profile);
  const has = (...wanted: readonly string[]) => roles.some((role) => wanted.includes(role));
  const { webhook, signIn, ...rest } = kept;
  const staff = kept.staff.map((person) => {
    if (has('admin', 'supervisor') || person.id === actor) return person;
    const { phone: _, email: __, ...seen } = person;
    return seen;
  });
  return {
    ...rest,
    staff,
    ...(webhook && has('admin', 'storefront') ? { webhook } : {}),
    ...(signIn && has('admin') ? { signIn } : {}),
  };
}
