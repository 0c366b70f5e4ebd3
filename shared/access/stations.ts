import { change, type Outcome } from '../kernel/commit.ts';
import { accept, refuse } from '../kernel/decision.ts';
import { digest } from '../kernel/receipts.ts';
import { duration, plus } from '../time/instant.ts';
import { accessKey, type AccessPorts } from './access-store.ts';
import { tell } from './audit.ts';
import type { Principal } from './principal.ts';
import {
  hasTurn,
  isPaired,
  pair,
  type Station,
  stationAggregate,
  type StationEvent,
  stationKey,
  type StationRefusal,
  type StationRole,
  type Turn,
  turnKey,
} from './station.ts';
import { lastUsed, noteUse } from './used.ts';

type Ports = Pick<AccessPorts, 'heads' | 'access' | 'clock'>;

const listOf = (store: string) => accessKey(store, 'stations', 'all');
const hashOf = (secret: string): string => digest(`station ${secret}`, 32);
/** A turn's use is noted finely, for it locks after five minutes. */
const usedId = (id: string): string => `turn-${id}`;
const usedFinely = duration(10_000);

/** `<store>.<station>.<secret>`: the cookie of a paired device. */
const form = /^([a-z][a-z0-9-]{1,29})\.([A-Za-z0-9]{8,40})\.([A-Za-z0-9]{32,64})$/;

/** An admin opens a station; whoever stands at the device pairs it with the code, within ten minutes. */
export async function openStation(
  { heads, access, clock }: Ports,
  {
    store,
    id,
    code,
    name,
    roles,
  }: {
    readonly store: string;
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly roles: readonly StationRole[];
  },
  by: string,
): Promise<void> {
  const data = { name, roles, by, at: clock(), codeHash: hashOf(code) };
  await change<Station, StationEvent, never>(
    { heads: access, clock },
    stationAggregate,
    stationKey(store, id),
    { actor: by },
    {
      decide: () => accept([{ type: 'station.opened', data }], 'opened'),
      beside: () => [{ put: { name: id, body: '' }, of: listOf(store) }],
    },
  );
  await tell(
    { heads, clock },
    { store, kind: 'access', id: `station.${id}` },
    { type: 'access.station-opened', data: { station: id, roles } },
    by,
  );
}

export type StationOutcome = Outcome<Station, StationRefusal>;

/** Pairs the device; its cookie's value, kept as a hash alone. */
export async function pairStation(
  { access, clock }: Ports,
  {
    store,
    id,
    code,
    secret,
  }: {
    readonly store: string;
    readonly id: string;
    readonly code: string;
    readonly secret: string;
  },
): Promise<StationOutcome & { readonly token: string }> {
  const done = await change<Station, StationEvent, StationRefusal>(
    { heads: access, clock },
    stationAggregate,
    stationKey(store, id),
    { actor: `station.${id}` },
    { decide: (head, at) => pair(head?.state, hashOf(code), hashOf(secret), at) },
  );
  return { ...done, token: `${store}.${id}.${secret}` };
}

export async function revokeStation(
  { heads, access, clock }: Ports,
  store: string,
  id: string,
  by: string,
): Promise<boolean> {
  const done = await change<Station, StationEvent, StationRefusal>(
    { heads: access, clock },
    stationAggregate,
    stationKey(store, id),
    { actor: by },
    {
      decide: (head, at) => {
        if (!head) return refuse({ is: 'station-unknown' });
        return head.state.revokedAt === undefined
          ? accept([{ type: 'station.revoked', data: { at } }], 'revoked')
          : accept([], 'repeated');
      },
    },
  );
  if (!done.done) return false;
  const event = { type: 'access.station-revoked', data: { station: id } } as const;
  await tell({ heads, clock }, { store, kind: 'access', id: `station.${id}` }, event, by, done.version);
  return true;
}

export async function listStations({ access }: Pick<Ports, 'access'>, store: string) {
  const found = await access.partsBetween(listOf(store), ' ', '~', { limit: 200 });
  const heads = await Promise.all(
    found.items.map(({ name }) => access.load<Station>(stationKey(store, name))),
  );
  return heads.flatMap((head) =>
    head && head.state.revokedAt === undefined ? [{ id: head.key.id, station: head.state }] : [],
  );
}

export interface FoundStation {
  readonly store: string;
  readonly id: string;
  readonly station: Station;
  /** Whoever has his turn, in the roles that both he and the station have. */
  readonly who: Principal | undefined;
}

/** The station of a device's cookie, and whose turn it is; undefined where it is not paired, or no longer. */
export async function findStation(ports: AccessPorts, token: string): Promise<FoundStation | undefined> {
  const [, store, id, secret] = form.exec(token) ?? [];
  if (store === undefined || id === undefined || secret === undefined) return undefined;
  const [station, turn, usedAt] = await Promise.all([
    ports.access.load<Station>(stationKey(store, id)),
    ports.access.load<Turn>(turnKey(store, id)),
    lastUsed(ports, store, usedId(id)),
  ]);
  const now = ports.clock();
  if (!station || !isPaired(station.state, hashOf(secret), now)) return undefined;
  const found = { store, id, station: station.state };
  if (!turn || !hasTurn(turn.state, usedAt, now)) return { ...found, who: undefined };
  const staff = (await ports.profiles.of(store))?.profile.staff ?? [];
  const person = staff.find((one) => one.id === turn.state.actor);
  const roles = station.state.roles.filter((role) => person?.roles.includes(role));
  if (!person || roles.length === 0) return { ...found, who: undefined };
  if (usedAt === undefined || now >= plus(usedAt, usedFinely))
    await noteUse(ports, store, usedId(id), usedFinely);
  return { ...found, who: { store, actor: person.id, roles, credentialId: '', kind: 'person', station: id } };
}
