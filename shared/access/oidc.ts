import { type Aggregate, change } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { digest } from '../kernel/receipts.ts';
import { type Instant, minutes, plus } from '../time/instant.ts';
import { accessKey, type AccessPorts } from './access-store.ts';
import { discover, identify, type IssuerCalls, redirectUri } from './oidc-exchange.ts';
import { personOf } from './oidc-person.ts';

export interface OidcPorts extends AccessPorts {
  readonly random: (bits: number) => string;
  readonly publicUrl: string;
  readonly issuers: IssuerCalls;
}

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
