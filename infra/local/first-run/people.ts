/** Who of the sample shops reads an address: their links sign them in, since no key is to be pasted here. */
import { electrosmart, fashionpoint, giftexpress } from '../samples/shops.ts';

const people = new Map(
  [electrosmart, fashionpoint, giftexpress].flatMap(({ storeId, staff = [] }) =>
    staff.flatMap(({ id, email, phone }) =>
      [email, phone].flatMap((address) =>
        address === undefined ? [] : [[address, { store: storeId, actor: id }] as const],
      ),
    ),
  ),
);

/** Is it an address of the sample shops' staff? */
export const isStaff = (address: string): boolean => people.has(address);

/** A page of ours that a message links to, opened as whoever the message was for; as it stands for who is no sample. */
export function asReader(path: string, address: string): string {
  const person = people.get(address);
  return person === undefined || safeNext(path) === undefined
    ? path
    : `/_local/signin/${person.store}/${person.actor}?next=${encodeURIComponent(path)}`;
}

/** A place to land on after signing in: pages of staff alone, never another site. */
export function safeNext(path: string): string | undefined {
  return /^\/(?:staff|v1\/reports)(?:[/?][\w\-.~%/?=&:]*)?$/.test(path) && !path.includes('//')
    ? path
    : undefined;
}
