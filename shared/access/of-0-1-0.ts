import { storeId } from '../kernel/brand.ts';
import { type Aggregate, change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { jobKind } from '../stores/job.ts';
import type { Profile } from '../stores/profile.ts';
import type { Role } from '../stores/roles.ts';
import { type Clock, type Instant } from '../time/instant.ts';
import { accessKey, type AccessPorts } from './access-store.ts';
import type { Credential } from './credential.ts';
import { machineActor } from './principal.ts';

/**
 * What the release 0.1.0 kept in the state table. It is valid there until it has been moved: the first use of a shop asks
 * for the move of all it has (`move.ts`), and from then on nothing of it is read there any more.
 */
interface Credential010 {
  readonly actor: string;
  readonly roles: readonly Role[];
  readonly secretHash?: string;
  readonly revokedAt?: Instant;
}

export const credentialKey010 = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: 'credential',
  id,
});
export const sessionKey010 = (store: string): AggregateKey => ({
  store: storeId(store),
  kind: 'session',
  id: 'browser',
});

const markKey = (store: string) => accessKey(store, 'moved', '0.1.0');
const mark = 'mark';

/** Has everything been moved? A shop opened by a later release has nothing to move. */
export const isMoved = async ({ access }: Pick<AccessPorts, 'access'>, store: string): Promise<boolean> =>
  (await access.part(markKey(store), mark)) !== undefined;

export const markMoved = ({ access }: Pick<AccessPorts, 'access'>, store: string): Promise<void> =>
  access.putPart(markKey(store), { name: mark, body: '' });

/** A credential of 0.1.0 as it is from now on; undefined for a revoked one, or where there is none. */
export async function readCredential010(
  { heads, localFace = false }: Pick<AccessPorts, 'heads' | 'localFace'>,
  store: string,
  id: string,
  { staff }: Pick<Profile, 'staff'>,
  expiresAt?: Instant,
): Promise<Credential | undefined> {
  const head = await heads.load<Credential010>(credentialKey010(store, id));
  const kept = head?.state;
  if (kept?.secretHash === undefined || kept.revokedAt !== undefined) return undefined;
  const personal = staff.some((person) => person.id === kept.actor);
  const other = localFace ? ('stand-in' as const) : ('machine' as const);
  return {
    kind: personal ? 'person' : other,
    actor: personal || localFace ? kept.actor : machineActor(kept.actor),
    roles: kept.roles,
    secrets: [{ hash: kept.secretHash }],
    issuedAt: 0 as Instant,
    issuedBy: 'system',
    old: true,
    // On one machine the people of the samples keep theirs.
    ...(personal && !localFace && expiresAt !== undefined ? { expiresAt } : {}),
  };
}

/** The same for who is asked about one that the access table does not know. */
export async function credentialOf010(
  ports: AccessPorts,
  store: string,
  id: string,
): Promise<Credential | undefined> {
  // What nobody ever had costs this one read; whether it is still believed is asked of what is there.
  if (!(await ports.heads.load(credentialKey010(store, id))) || (await isMoved(ports, store)))
    return undefined;
  const loaded = await ports.profiles.of(store);
  if (!loaded) return undefined;
  const found = await readCredential010(ports, store, id, loaded.profile);
  if (found) await askMove(ports, store);
  return found;
}

/** A session of 0.1.0: when it ends, and by which credential it was opened. */
export function readSession010(body: string): { readonly until: Instant; readonly credentialId: string } {
  const [until = '', credentialId = ''] = body.split(' ');
  return { until: Number(until) as Instant, credentialId };
}

/** The body of a living session of 0.1.0 that has not been moved. */
export async function sessionOf010(
  ports: AccessPorts,
  store: string,
  name: string,
): Promise<string | undefined> {
  if (await isMoved(ports, store)) return undefined;
  const body = await ports.heads.part(sessionKey010(store), name);
  if (body !== undefined) await askMove(ports, store);
  return body;
}

interface Moving {
  readonly status: 'running' | 'done';
  readonly dueAt: Instant;
}
type MoveEvent =
  | { readonly type: 'access.move-asked'; readonly data: { readonly dueAt: Instant } }
  | { readonly type: 'access.moved'; readonly data: { readonly at: Instant } };

/** The job's id among the shop's. */
export const moveId = 'access';

const moveAggregate: Aggregate<Moving, MoveEvent> = {
  kind: jobKind,
  evolve: (job, event) =>
    event.type === 'access.move-asked'
      ? { status: 'running', dueAt: event.data.dueAt }
      : { status: 'done', dueAt: job?.dueAt ?? event.data.at },
  due: (job) => (job.status === 'running' ? { kind: jobKind, at: job.dueAt } : undefined),
  indexes: () => ({}),
};

const step = (ports: { heads: AccessPorts['heads']; clock: Clock }, store: string, last: MoveEvent['type']) =>
  change<Moving, MoveEvent, never>(
    ports,
    moveAggregate,
    { store: storeId(store), kind: jobKind, id: moveId },
    { actor: 'system' },
    {
      decide: (head, at) => {
        if (last === 'access.moved') return accept([{ type: last, data: { at } }], 'moved');
        return head ? accept([], 'repeated') : accept([{ type: last, data: { dueAt: at } }], 'asked');
      },
    },
  );

/** Whoever checks callers may not write the access table: it asks the job to. */
const askMove = (ports: AccessPorts, store: string) => step(ports, store, 'access.move-asked');
export const moveDone = (ports: AccessPorts, store: string) => step(ports, store, 'access.moved');
