import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import { plus } from '../time/instant.ts';
import type { AccessPorts } from './access-store.ts';
import { personOf } from './people.ts';
import { tell } from './audit.ts';
import { readSession010, sessionOf010 } from './of-0-1-0.ts';
import type { Principal } from './principal.ts';
import {
  isLiving,
  type Session,
  sessionAggregate,
  type SessionEvent,
  sessionId,
  sessionKey,
  sessionsOf,
  storeOf,
  wholeLife,
} from './session.ts';
import { lastUsed, noteUse, usedEvery } from './used.ts';
import type { Credentials } from './verify.ts';

/** Opens a session; the cookie's value, kept as a hash alone. `secret` is random, 190 bits or more. */
export async function openSession(
  ports: Pick<AccessPorts, 'access' | 'clock'>,
  who: Pick<Principal, 'store' | 'actor' | 'credentialId' | 'issuer'>,
  secret: string,
): Promise<string> {
  const token = `${who.store}.${secret}`;
  const { actor, credentialId, issuer } = who;
  await keepSession(ports, who.store, sessionId(token), {
    actor,
    openedAt: ports.clock(),
    ...(credentialId === '' ? {} : { credentialId }),
    ...(issuer === undefined ? {} : { issuer }),
  });
  return token;
}

/** Puts a session into the access table, beside its person's others. One that is there stays as it is. */
export async function keepSession(
  { access, clock }: Pick<AccessPorts, 'access' | 'clock'>,
  store: string,
  id: string,
  session: Session,
): Promise<void> {
  const { actor, openedAt } = session;
  await change<Session, SessionEvent, never>(
    { heads: access, clock },
    sessionAggregate,
    sessionKey(store, id),
    { actor },
    {
      decide: (head) =>
        head ? accept([], 'repeated') : accept([{ type: 'session.opened', data: { ...session } }], 'opened'),
      beside: () => [
        {
          put: { name: id, body: '' },
          of: sessionsOf(store, actor),
          expires: plus(openedAt, wholeLife),
        },
      ],
    },
  );
}

/**
 * Lets a session begin anew under its token; false for one that is unknown or was ended. Only the local runtime asks for it, whose clock
 * is moved by days between two clicks.
 */
export async function renewSession(
  { access, clock }: Pick<AccessPorts, 'access' | 'clock'>,
  token: string,
): Promise<boolean> {
  const store = storeOf(token);
  const head = store && (await access.load<Session>(sessionKey(store, sessionId(token))));
  if (!head || head.state.endedAt !== undefined) return false;
  await change<Session, SessionEvent, never>(
    { heads: access, clock },
    sessionAggregate,
    head.key,
    { actor: head.state.actor },
    {
      decide: (now, at) =>
        now && now.state.endedAt === undefined
          ? accept([{ type: 'session.opened', data: { ...now.state, openedAt: at } }], 'renewed')
          : accept([], 'repeated'),
    },
  );
  return true;
}

async function endSession(
  { access, clock }: Pick<AccessPorts, 'access' | 'clock'>,
  store: string,
  id: string,
) {
  const head = await access.load<Session>(sessionKey(store, id));
  if (!head) return;
  await change<Session, SessionEvent, never>(
    { heads: access, clock },
    sessionAggregate,
    head.key,
    { actor: head.state.actor },
    {
      decide: (now, at) =>
        now?.state.endedAt === undefined
          ? accept([{ type: 'session.ended', data: { at } }], 'ended')
          : accept([], 'repeated'),
    },
  );
}

/** Ends the session of this cookie, also one of 0.1.0 that has not been moved. */
export async function closeSession(ports: AccessPorts, token: string): Promise<void> {
  const store = storeOf(token);
  if (store === undefined) return;
  const id = sessionId(token);
  // Where it has not been moved it is moved first: what is ended must be there to be ended.
  const found = await find(ports, store, id);
  if (found) await keepSession(ports, store, id, found);
  await endSession(ports, store, id);
}

/** Ends every session of a person, on whatever device. */
export async function closeAllSessions(
  ports: Pick<AccessPorts, 'heads' | 'access' | 'clock'>,
  store: string,
  actor: string,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await ports.access.partsBetween(sessionsOf(store, actor), ' ', '~', { limit: 50, cursor });
    for (const { name } of page.items) await endSession(ports, store, name);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  await tell(
    ports,
    { store, kind: 'access', id: actor },
    { type: 'access.signed-out-everywhere', data: { person: actor, at: ports.clock() } },
    actor,
  );
}

/** The session as it lies in the access table, or of 0.1.0 in the state table. */
async function find(ports: AccessPorts, store: string, id: string): Promise<Session | undefined> {
  const head = await ports.access.load<Session>(sessionKey(store, id));
  if (head) return head.state;
  const body = await sessionOf010(ports, store, `session#${id}`);
  if (body === undefined) return undefined;
  const { until, credentialId } = readSession010(body);
  return { actor: credentialId, credentialId, openedAt: ports.clock(), until };
}

export interface SessionPorts extends AccessPorts {
  readonly credentials: Credentials;
}

export interface FoundSession {
  readonly who: Principal | undefined;
  /** There was such a session; it has ended, or its person has gone. */
  readonly known: boolean;
}

/**
 * Whose session it is; nobody's for a forged, ended or lapsed one, where its credential died, or where its person is no
 * longer of the staff. `only010` takes sessions of 0.1.0 alone: they keep their old cookie for as long as they live.
 */
export async function findSession(
  ports: SessionPorts,
  token: string,
  only010: boolean,
): Promise<FoundSession> {
  const store = storeOf(token);
  if (store === undefined) return { who: undefined, known: false };
  const id = sessionId(token);
  const [session, usedAt] = await Promise.all([find(ports, store, id), lastUsed(ports, store, id)]);
  if (!session || (only010 && session.until === undefined)) return { who: undefined, known: false };
  if (!isLiving(session, usedAt, ports.clock())) return { who: undefined, known: true };
  const who = await principalOf(ports, store, session);
  const recent = usedAt !== undefined && ports.clock() < plus(usedAt, usedEvery);
  if (who && session.until === undefined && !recent) await noteUse(ports, store, id);
  return { who, known: true };
}

async function principalOf(
  ports: SessionPorts,
  store: string,
  { actor, credentialId, issuer }: Session,
): Promise<Principal | undefined> {
  if (credentialId !== undefined) return ports.credentials.byId(store, credentialId);
  const { loaded, person } = await personOf(ports, store, actor);
  if (!person || (issuer !== undefined && issuer !== loaded?.profile.signIn?.issuer)) return undefined;
  const who = { store, actor, roles: person.roles, credentialId: '', kind: 'person' } as const;
  return issuer === undefined ? who : { ...who, issuer };
}
