import { scryptSync, timingSafeEqual } from 'node:crypto';
import { digest } from '../kernel/receipts.ts';
import { accessKey, type AccessStore } from './access-store.ts';

/** Six digits that a person chose himself; a badge is what its code says, eight characters or more. */
export const pinForm = /^\d{6}$/;
export const badgeForm = /^[\x21-\x7e]{8,64}$/;

const name = 'code';
const pinKey = (store: string, actor: string) => accessKey(store, 'pin', actor);
const badgeKey = (store: string, code: string) => accessKey(store, 'badge', digest(`${store} ${code}`, 32));

/** Slow on purpose: six digits are soon tried by whoever gets hold of their hash. */
const hashOfPin = (pin: string, salt: string): Buffer => scryptSync(pin, salt, 32);

/** A person sets his own PIN, from his own session; nobody sets another's. */
export const setPin = (
  access: AccessStore,
  store: string,
  actor: string,
  { pin, salt }: { readonly pin: string; readonly salt: string },
): Promise<void> =>
  access.putPart(pinKey(store, actor), {
    name,
    body: `${salt} ${hashOfPin(pin, salt).toString('base64url')}`,
  });

export async function isPin(
  access: AccessStore,
  store: string,
  actor: string,
  pin: string,
): Promise<boolean> {
  const [salt = '', hash = ''] = ((await access.part(pinKey(store, actor), name)) ?? '').split(' ');
  // As long where nobody has one.
  const given = hashOfPin(pin, salt === '' ? 'nobody' : salt);
  const kept = Buffer.from(hash, 'base64url');
  return kept.length === given.length && timingSafeEqual(given, kept);
}

/** A person takes a badge for himself; false where it is another's. */
export async function setBadge(
  access: AccessStore,
  store: string,
  actor: string,
  code: string,
): Promise<boolean> {
  const key = badgeKey(store, code);
  if (await access.putPartIfAbsent(key, { name, body: actor })) return true;
  return (await access.part(key, name)) === actor;
}

export const ownerOf = (access: AccessStore, store: string, code: string): Promise<string | undefined> =>
  access.part(badgeKey(store, code), name);
