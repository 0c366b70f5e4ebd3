import { type Aggregate, change } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { Head } from '../kernel/head.ts';
import { digest } from '../kernel/receipts.ts';
import type { Person } from '../stores/profile.ts';
import { days, hours, type Instant, minutes, plus } from '../time/instant.ts';
import { accessKey, type AccessPorts } from './access-store.ts';
import { shopsKnowing } from './people.ts';
import { plainEmail } from './person.ts';
import { isReserved } from './principal.ts';

/** A link lives ten minutes: as long as it takes to open a mailbox. */
export const signInLife = minutes(10);
/** Links that one person of one shop may ask for within an hour. */
const mostAnHour = 10;

interface SignIn {
  readonly actor: string;
  /** The address it was made for: a link of an address that was replaced meanwhile is worth nothing. */
  readonly email: string | null;
  readonly until: Instant;
  readonly usedAt?: Instant;
}
type SignInEvent =
  | { readonly type: 'sign-in.asked'; readonly data: SignIn & Readonly<Record<string, unknown>> }
  | { readonly type: 'sign-in.used'; readonly data: { readonly at: Instant } };

const aggregate: Aggregate<SignIn, SignInEvent> = {
  kind: 'sign-in',
  evolve(state, event) {
    if (event.type === 'sign-in.asked') return event.data;
    if (!state) throw new Error('a sign-in link was used before it was made');
    return { ...state, usedAt: event.data.at };
  },
  due: () => undefined,
  indexes: () => ({}),
  // Kept a while after it ended: who comes late is told so, and not that there never was one.
  expires: ({ until }) => plus(until, days(1)),
};

const form = /^([a-z][a-z0-9-]{1,29})\.([A-Za-z0-9]{32,64})$/;

/** The shop that a token names; undefined for what is none. */
export const storeOfLink = (token: string): string | undefined => form.exec(token)?.[1];

const keyOf = (store: string, token: string) => accessKey(store, 'sign-in', digest(token, 32));

type Ports = Pick<AccessPorts, 'access' | 'profiles' | 'clock'> & {
  readonly random: (bits: number) => string;
  readonly publicUrl: string;
};

export interface MadeLink {
  readonly actor: string;
  readonly url: string;
  readonly until: Instant;
}

/** A new link for a person; its address is answered once and kept nowhere. */
export async function makeSignInLink(
  { access, profiles, clock, random, publicUrl }: Ports,
  store: string,
  actor: string,
  next?: string,
): Promise<MadeLink> {
  const token = `${store}.${random(190)}`;
  const person = (await profiles.fresh(store))?.profile.staff.find(({ id }) => id === actor);
  const until = plus(clock(), signInLife);
  const email = person?.email === undefined ? null : plainEmail(person.email);
  await change<SignIn, SignInEvent, never>(
    { heads: access, clock },
    aggregate,
    keyOf(store, token),
    { actor },
    { decide: () => accept([{ type: 'sign-in.asked', data: { actor, email, until } }], 'made') },
  );
  const query = new URLSearchParams({ link: token, ...(next === undefined ? {} : { next }) });
  return { actor, url: `${publicUrl}/v1/session?${query.toString()}`, until };
}

export interface Asked {
  readonly store: string;
  readonly person: Person;
  readonly link: MadeLink;
}

/**
 * Makes links for everybody of the staff who has this address, in every shop or in the one that is named, and hands each
 * to `send`. Beyond ten an hour for one person nothing is made. The caller answers the same whatever came of it.
 */
export async function askSignIn(
  ports: Ports,
  { email, store, next }: { readonly email: string; readonly store?: string; readonly next?: string },
  send: (asked: Asked) => Promise<void>,
): Promise<void> {
  const wanted = plainEmail(email);
  const shops = store === undefined ? await shopsKnowing(ports, wanted) : [store];
  for (const shop of shops) {
    // Somebody may have been added a moment ago.
    const staff = (await ports.profiles.fresh(shop))?.profile.staff ?? [];
    for (const person of staff) {
      if (person.email === undefined || plainEmail(person.email) !== wanted || isReserved(person.id))
        continue;
      if (await isTooOften(ports, shop, person.id)) continue;
      await send({ store: shop, person, link: await makeSignInLink(ports, shop, person.id, next) });
    }
  }
}

async function isTooOften({ access, clock }: Ports, store: string, actor: string): Promise<boolean> {
  const slot = String(Math.floor(clock() / hours(1)));
  const key = accessKey(store, 'guess', `link-${digest(actor)}`);
  return (await access.add(key, slot, 1, plus(clock(), hours(2)))) > mostAnHour;
}

export type SignInRefusal = { readonly is: 'link-unknown' } | { readonly is: 'link-over' };

const useLink = (link: SignIn | undefined, at: Instant): Decision<SignInEvent, SignInRefusal> => {
  if (!link) return refuse({ is: 'link-unknown' });
  if (link.usedAt !== undefined || at >= link.until) return refuse({ is: 'link-over' });
  return accept([{ type: 'sign-in.used', data: { at } }], 'used');
};

export type SignInResult =
  | { readonly done: true; readonly store: string; readonly actor: string }
  | { readonly done: false; readonly refusal: SignInRefusal };

/** Whom a link would sign in; nothing is consumed, for mail scanners open links. */
export async function lookAtLink(
  ports: Omit<Ports, 'random' | 'publicUrl'>,
  token: string,
): Promise<SignInResult> {
  const head = await find(ports, token);
  const used = useLink(head?.state, ports.clock());
  if ('refused' in used) return { done: false, refusal: used.refused };
  return head ? resultOf(ports, head) : { done: false, refusal: { is: 'link-unknown' } };
}

/** Signs in, once: the person must still be of the staff, at the address that the link went to. */
export async function followLink(
  ports: Omit<Ports, 'random' | 'publicUrl'>,
  token: string,
): Promise<SignInResult> {
  const store = storeOfLink(token);
  if (store === undefined) return { done: false, refusal: { is: 'link-unknown' } };
  const before = await lookAtLink(ports, token);
  if (!before.done) return before;
  const done = await change<SignIn, SignInEvent, SignInRefusal>(
    { heads: ports.access, clock: ports.clock },
    aggregate,
    keyOf(store, token),
    { actor: before.actor },
    { decide: (head, at) => useLink(head?.state, at) },
  );
  if (done.done) return before;
  return { done: false, refusal: { is: done.refusal.is === 'link-unknown' ? 'link-unknown' : 'link-over' } };
}

const find = async ({ access }: Pick<Ports, 'access'>, token: string): Promise<Head<SignIn> | undefined> => {
  const store = storeOfLink(token);
  return store === undefined ? undefined : access.load<SignIn>(keyOf(store, token));
};

async function resultOf(
  { profiles }: Pick<Ports, 'profiles'>,
  { key, state }: Head<SignIn>,
): Promise<SignInResult> {
  const person = (await profiles.fresh(key.store))?.profile.staff.find(({ id }) => id === state.actor);
  const email = person?.email === undefined ? null : plainEmail(person.email);
  return person && email === state.email
    ? { done: true, store: key.store, actor: state.actor }
    : { done: false, refusal: { is: 'link-over' } };
}
