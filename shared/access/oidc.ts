import * as z from 'zod/mini';
import { safeParse } from 'zod/v4/core';
import { type Aggregate, change } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { digest } from '../kernel/receipts.ts';
import type { Profile } from '../stores/profile.ts';
import { type Instant, minutes, plus } from '../time/instant.ts';
import { accessKey, type AccessPorts } from './access-store.ts';
import { type Identity, readIdentity } from './oidc-token.ts';
import { plainEmail } from './person.ts';
import { isReserved } from './principal.ts';
import { readSecret } from './secrets.ts';

/** The way to an issuer: over https, to public addresses alone, bounded in time and size. Throws where it fails. */
export interface IssuerCalls {
  get(url: string): Promise<unknown>;
  post(url: string, fields: Readonly<Record<string, string>>, basic: string | undefined): Promise<unknown>;
}

export interface OidcPorts extends AccessPorts {
  readonly random: (bits: number) => string;
  readonly publicUrl: string;
  readonly issuers: IssuerCalls;
}

const discovered = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  token_endpoint_auth_methods_supported: z.optional(z.array(z.string())),
});
const answered = z.object({ id_token: z.string() });

/** A way to the issuer and back lives so long. */
const wayLife = minutes(10);

interface Way {
  readonly nonce: string;
  readonly verifier: string;
  readonly issuer: string;
  readonly next: string | null;
  readonly until: Instant;
  readonly usedAt?: Instant;
}
type WayEvent =
  | { readonly type: 'oidc.begun'; readonly data: Way & Readonly<Record<string, unknown>> }
  | { readonly type: 'oidc.returned'; readonly data: { readonly at: Instant } };

const aggregate: Aggregate<Way, WayEvent> = {
  kind: 'oidc',
  evolve(state, event) {
    if (event.type === 'oidc.begun') return event.data;
    if (!state) throw new Error('somebody returned who had not gone');
    return { ...state, usedAt: event.data.at };
  },
  due: () => undefined,
  indexes: () => ({}),
  expires: ({ until }) => until,
};

const form = /^([a-z][a-z0-9-]{1,29})\.([A-Za-z0-9]{32,64})$/;
const wayKey = (store: string, state: string) => accessKey(store, 'oidc', digest(state, 32));
const redirectUri = (publicUrl: string): string => `${publicUrl}/v1/session/oidc`;

type SignIn = NonNullable<Profile['signIn']>;

/** What the issuer says of itself; it must call itself what the profile calls it, and keep to https. */
async function discover(
  issuers: IssuerCalls,
  issuer: string,
): Promise<z.infer<typeof discovered> | undefined> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = safeParse(discovered, await issuers.get(url));
  if (!found.success || found.data.issuer !== issuer) return undefined;
  const { authorization_endpoint: door, token_endpoint: tokens, jwks_uri: keys } = found.data;
  return [door, tokens, keys].every((endpoint) => endpoint.startsWith('https://')) ? found.data : undefined;
}

export type Begun =
  | { readonly done: true; readonly state: string; readonly location: string }
  | { readonly done: false; readonly refusal: { readonly is: 'no-issuer' } };

/** Where to send the browser, and the state that it must bring back. `challengeOf` is S256 of PKCE. */
export async function beginOidc(ports: OidcPorts, store: string, next: string | undefined): Promise<Begun> {
  const signIn = (await ports.profiles.of(store))?.profile.signIn;
  const known = signIn && (await discover(ports.issuers, signIn.issuer));
  if (!signIn || !known) return { done: false, refusal: { is: 'no-issuer' } };
  const [state, nonce, verifier] = [`${store}.${ports.random(190)}`, ports.random(190), ports.random(300)];
  const until = plus(ports.clock(), wayLife);
  const data = { nonce, verifier, issuer: signIn.issuer, next: next ?? null, until };
  await change<Way, WayEvent, never>(
    { heads: ports.access, clock: ports.clock },
    aggregate,
    wayKey(store, state),
    { actor: 'system' },
    { decide: () => accept([{ type: 'oidc.begun', data }], 'begun') },
  );
  const location = new URL(known.authorization_endpoint);
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: signIn.clientId,
    redirect_uri: redirectUri(ports.publicUrl),
    scope: 'openid email',
    state,
    nonce,
    code_challenge: digest(verifier, 43),
    code_challenge_method: 'S256',
  }))
    location.searchParams.set(name, value);
  return { done: true, state, location: location.href };
}

export type Returned =
  | {
      readonly done: true;
      readonly store: string;
      readonly actor: string;
      readonly issuer: string;
      readonly next: string | undefined;
    }
  | {
      readonly done: false;
      readonly refusal: { readonly is: 'state-unknown' | 'state-over' | 'not-identified' | 'nobody' };
    };

const failed = (is: 'state-unknown' | 'state-over' | 'not-identified' | 'nobody'): Returned => ({
  done: false,
  refusal: { is },
});

/** The browser is back: with the state that it was sent away with, once, and a code that is worth an identity. */
export async function finishOidc(
  ports: OidcPorts,
  { state, code }: { readonly state: string; readonly code: string },
): Promise<Returned> {
  const store = form.exec(state)?.[1];
  if (store === undefined) return failed('state-unknown');
  const back = await change<Way, WayEvent, { readonly is: 'state-unknown' | 'state-over' }>(
    { heads: ports.access, clock: ports.clock },
    aggregate,
    wayKey(store, state),
    { actor: 'system' },
    {
      decide: (head, at): Decision<WayEvent, { is: 'state-unknown' | 'state-over' }> => {
        if (!head) return refuse({ is: 'state-unknown' });
        if (head.state.usedAt !== undefined || at >= head.state.until) return refuse({ is: 'state-over' });
        return accept([{ type: 'oidc.returned', data: { at } }], 'returned');
      },
    },
  );
  if (!back.done) return failed(back.refusal.is === 'state-unknown' ? 'state-unknown' : 'state-over');
  const loaded = await ports.profiles.fresh(store);
  const signIn = loaded?.profile.signIn;
  // The shop names another issuer by now.
  if (!loaded || signIn?.issuer !== back.state.issuer) return failed('state-over');
  const identity = await identify(ports, store, signIn, { code, way: back.state });
  if (!identity) return failed('not-identified');
  const actor = await personOf(ports, store, loaded.profile, { issuer: signIn.issuer, identity });
  if (actor === undefined) return failed('nobody');
  return { done: true, store, actor, issuer: signIn.issuer, next: back.state.next ?? undefined };
}

/** Exchanges the code, and reads what it is worth. */
async function identify(
  { access, issuers, publicUrl, clock }: OidcPorts,
  store: string,
  { issuer, clientId }: SignIn,
  { code, way }: { readonly code: string; readonly way: Way },
): Promise<Identity | undefined> {
  const known = await discover(issuers, issuer);
  if (!known) return undefined;
  const secret = await readSecret(access, store, 'oidc');
  const inBody = known.token_endpoint_auth_methods_supported?.includes('client_secret_basic') === false;
  const basic =
    secret === undefined || inBody
      ? undefined
      : Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64');
  const given = await issuers.post(
    known.token_endpoint,
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri(publicUrl),
      client_id: clientId,
      code_verifier: way.verifier,
      ...(secret !== undefined && inBody ? { client_secret: secret } : {}),
    },
    basic,
  );
  const answer = safeParse(answered, given);
  if (!answer.success) return undefined;
  const expected = { issuer, clientId, nonce: way.nonce, at: clock() };
  return readIdentity(answer.data.id_token, await issuers.get(known.jwks_uri), expected);
}

/**
 * Whose identity it is. The first time by the verified address; from then on by the issuer's subject, which is pinned: an
 * address that the issuer gives to somebody else later signs nobody in.
 */
async function personOf(
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
