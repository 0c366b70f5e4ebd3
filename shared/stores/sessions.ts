import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { digest } from '../kernel/receipts.ts';
import { type Clock, hours, instant, plus } from '../time/instant.ts';
import type { Credentials, Principal } from './credentials.ts';

/** A browser's session lives a working day; the credential behind it can be revoked at any time. */
export const sessionLife = hours(12);
export const sessionCookie = 'veghe_session';

const form = /^([a-z][a-z0-9-]{1,29})\.([A-Za-z0-9_-]{32,64})$/;
const keyOf = (store: string): AggregateKey => ({ store: storeId(store), kind: 'session', id: 'browser' });
const nameOf = (token: string): string => `session#${digest(token, 32)}`;

/** Proves that a form came from our own page: only who has the cookie can make it. */
export const csrfToken = (token: string): string => digest(`csrf ${token}`, 32);

/** Opens a session for who has shown a credential; the cookie's value, kept as a hash alone. */
export async function openSession(
  ports: { heads: HeadStore; clock: Clock },
  who: Principal,
  secret: string,
): Promise<string> {
  const token = `${who.store}.${secret}`;
  const until = plus(ports.clock(), sessionLife);
  await ports.heads.putPart(
    keyOf(who.store),
    { name: nameOf(token), body: `${String(until)} ${who.credentialId}` },
    until,
  );
  return token;
}

export async function closeSession(heads: HeadStore, token: string): Promise<void> {
  const store = form.exec(token)?.[1];
  if (store !== undefined) await heads.deletePart(keyOf(store), nameOf(token));
}

/** Whose session it is; undefined for a forged, ended or lapsed one, or where the credential was revoked. */
export async function sessionPrincipal(
  ports: { heads: HeadStore; clock: Clock; credentials: Credentials },
  token: string,
): Promise<Principal | undefined> {
  const store = form.exec(token)?.[1];
  if (store === undefined) return undefined;
  const body = await ports.heads.part(keyOf(store), nameOf(token));
  if (body === undefined) return undefined;
  const [until = '', credentialId = ''] = body.split(' ');
  return instant(Number(until)) > ports.clock() ? ports.credentials.byId(store, credentialId) : undefined;
}
