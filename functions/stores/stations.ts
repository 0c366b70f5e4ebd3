import type { accessApi } from '../../shared/access/api.ts';
import { pairingLife, type Station } from '../../shared/access/station.ts';
import { listStations, openStation, revokeStation } from '../../shared/access/stations.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { ok } from '../../shared/http/request.ts';
import { formatInstant, plus } from '../../shared/time/instant.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { HttpPorts } from '../pipelines/ports.ts';

type Stations = Pick<
  Handlers<typeof accessApi>,
  'GET /v1/stations' | 'POST /v1/stations' | 'DELETE /v1/stations/{stationId}'
>;

/** Warehouse stations, as an admin opens and revokes them. */
export function stationHandlers(ports: HttpPorts): Stations {
  return {
    'GET /v1/stations': async ({ who }) => {
      const items = await listStations(ports, who.store);
      return ok({ items: items.map(({ id, station }) => stationView(id, station)), next: null });
    },

    'POST /v1/stations': async ({ who, body }) => {
      const [id, secret] = [ports.random(64), ports.random(64)];
      await openStation(ports, { store: who.store, id, code: secret, ...body }, who.actor);
      const code = `${who.store}.${id}.${secret}`;
      const until = formatInstant(plus(ports.clock(), pairingLife));
      return { status: 201, json: { stationId: id, code, path: `/v1/station?code=${code}`, until } };
    },

    'DELETE /v1/stations/{stationId}': async ({ who, params: { stationId } }) => {
      if (!(await revokeStation(ports, who.store, stationId, who.actor)))
        throw new ProblemError(problem('not-found', { detail: 'There is no such station.' }));
      return { status: 204 };
    },
  };
}

const stationView = (stationId: string, { name, roles, by, pairedAt }: Station) => ({
  stationId,
  name,
  roles,
  openedBy: by,
  pairedAt: pairedAt === undefined ? null : formatInstant(pairedAt),
});
