import { never } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { Role } from '../stores/roles.ts';
import { days, type Instant, minutes, plus } from '../time/instant.ts';
import { accessKey } from './access-store.ts';

/** Roles that a warehouse station may give to whoever has his turn at it. */
export const stationRoles = ['warehouse', 'packing'] as const satisfies readonly Role[];
export type StationRole = (typeof stationRoles)[number];

export const isStationRole = (role: Role): role is StationRole =>
  (stationRoles as readonly Role[]).includes(role);

/** An admin reads the code to whoever stands at the device. */
export const pairingLife = minutes(10);
/** A device that stays paired: until it is revoked, a year at the most. */
export const stationLife = days(365);
/** A turn that nobody uses for so long is over. */
export const turnIdle = minutes(5);

export interface Station {
  readonly name: string;
  readonly roles: readonly StationRole[];
  readonly by: string;
  readonly at: Instant;
  /** Hashes: of the code that pairs it, and from then on of the device's own secret. */
  readonly codeHash: string;
  readonly secretHash?: string;
  readonly pairedAt?: Instant;
  readonly revokedAt?: Instant;
}

export type StationEvent =
  | { readonly type: 'station.opened'; readonly data: Station & Readonly<Record<string, unknown>> }
  | { readonly type: 'station.paired'; readonly data: { readonly secretHash: string; readonly at: Instant } }
  | { readonly type: 'station.revoked'; readonly data: { readonly at: Instant } };

export type StationRefusal = { readonly is: 'station-unknown' } | { readonly is: 'code-over' };

export const stationAggregate: Aggregate<Station, StationEvent> = {
  kind: 'station',
  evolve(state, event) {
    if (event.type === 'station.opened') return event.data;
    if (!state) throw new Error(`${event.type} before station.opened`);
    switch (event.type) {
      case 'station.paired':
        return { ...state, secretHash: event.data.secretHash, pairedAt: event.data.at };
      case 'station.revoked':
        return { ...state, revokedAt: event.data.at };
      default:
        return never(event);
    }
  },
  due: () => undefined,
  indexes: () => ({}),
  expires: ({ at }) => plus(at, stationLife),
};

export const stationKey = (store: string, id: string) => accessKey(store, 'station', id);

/** A code pairs one device, once, while it lives. */
export function pair(
  station: Station | undefined,
  codeHash: string,
  secretHash: string,
  at: Instant,
): Decision<StationEvent, StationRefusal> {
  if (!station || station.codeHash !== codeHash) return refuse({ is: 'station-unknown' });
  const over =
    station.secretHash !== undefined ||
    station.revokedAt !== undefined ||
    at >= plus(station.at, pairingLife);
  if (over) return refuse({ is: 'code-over' });
  return accept([{ type: 'station.paired', data: { secretHash, at } }], 'paired');
}

export const isPaired = ({ secretHash, revokedAt, at }: Station, shownHash: string, now: Instant): boolean =>
  secretHash === shownHash && revokedAt === undefined && now < plus(at, stationLife);

/** Whose turn it is at a station. */
export interface Turn {
  readonly actor: string;
  readonly at: Instant;
  readonly endedAt?: Instant;
}

export type TurnEvent =
  | { readonly type: 'turn.taken'; readonly data: { readonly actor: string; readonly at: Instant } }
  | { readonly type: 'turn.ended'; readonly data: { readonly at: Instant } };

export const turnAggregate: Aggregate<Turn, TurnEvent> = {
  kind: 'turn',
  evolve(state, event) {
    if (event.type === 'turn.taken') return event.data;
    if (!state) throw new Error('a turn ended that nobody had taken');
    return { ...state, endedAt: event.data.at };
  },
  due: () => undefined,
  indexes: () => ({}),
  expires: ({ at }) => plus(at, days(7)),
};

export const turnKey = (store: string, id: string) => accessKey(store, 'turn', id);

/** It locks five minutes after its last use. */
export const hasTurn = (turn: Turn, usedAt: Instant | undefined, now: Instant): boolean =>
  turn.endedAt === undefined &&
  now < plus(usedAt !== undefined && usedAt > turn.at ? usedAt : turn.at, turnIdle);
