import { digest } from '../kernel/receipts.ts';
import type { Profile } from '../stores/profile.ts';
import { accessKey, type AccessPorts } from './access-store.ts';
import type { Identity } from './oidc-token.ts';
import { plainEmail } from './person.ts';
import { isReserved } from './principal.ts';

/**
 * Whose identity it is. The first time by the verified address; from then on by the issuer's subject, which is pinned: an
 * address that the issuer gives to somebody else later signs nobody in.
 */
export async function personOf(
  { access }: Pick<AccessPorts, 'access'>,
  store: string,
  { staff }: Pick<Profile, 'staff'>,
  { issuer, identity }: { readonly issuer: string; readonly identity: Identity },
): Promise<string | undefined> {
  const { subject, email } = identity;
  const pin = accessKey(store, 'subject', digest(`${issuer} ${subject}`, 32));
  const isStaff = (actor: string) => staff.some(({ id }) => id === actor) && !isReserved(actor);
  const pinned = await access.part(pin, 'actor');
  if (pinned !== undefined) return isStaff(pinned) ? pinned : undefined;
  const wanted = plainEmail(email);
  const people = staff.filter((one) => one.email !== undefined && plainEmail(one.email) === wanted);
  const [person] = people;
  // An address that two people share is nobody's own.
  if (!person || people.length > 1 || !isStaff(person.id)) return undefined;
  const own = accessKey(store, 'subject', digest(`${issuer} of ${person.id}`, 32));
  if (!(await access.putPartIfAbsent(own, { name: 'subject', body: digest(subject, 32) }))) {
    // He has another subject already, or died between the two writes.
    if ((await access.part(own, 'subject')) !== digest(subject, 32)) return undefined;
  }
  await access.putPartIfAbsent(pin, { name: 'actor', body: person.id });
  return (await access.part(pin, 'actor')) === person.id ? person.id : undefined;
}
