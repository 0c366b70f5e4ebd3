import { randomBytes } from 'node:crypto';
import type { accessApi } from '../../shared/access/api.ts';
import { claim, type Fresh } from '../../shared/access/claims.ts';
import {
  issueCredential,
  listCredentials,
  type Listed,
  revokeCredential,
  rotateCredential,
} from '../../shared/access/credentials.ts';
import { confirmIssuer } from '../../shared/access/issuer.ts';
import { confirmAddress } from '../../shared/access/people.ts';
import { machineActor, machineNameFault } from '../../shared/access/principal.ts';
import { accessProblem } from '../../shared/access/problems.ts';
import { unseal } from '../../shared/access/sealed.ts';
import { commitProblem } from '../../shared/http/commit-problem.ts';
import { pageRequest } from '../../shared/http/paging.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { type Answer, ok, type Request } from '../../shared/http/request.ts';
import { stationHandlers } from './stations.ts';
import { storeId } from '../../shared/kernel/brand.ts';
import { storeProblem } from '../../shared/stores/problems.ts';
import { days, formatInstant, type Instant, parseDuration, parseInstant } from '../../shared/time/instant.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { HttpPorts } from '../pipelines/ports.ts';

const replayed = { 'idempotent-replayed': 'true' };

/** Credentials of machines, and the confirmation of a person's changed address. */
export function accessHandlers(ports: HttpPorts): Handlers<typeof accessApi> {
  return {
    ...stationHandlers(ports),

    'GET /v1/credentials': async ({ who, query }) => {
      const { items, next } = await listCredentials(ports, who.store, pageRequest(query));
      return ok({ items: items.map(view), next });
    },

    'POST /v1/credentials': async (request) => {
      const { who, body } = request;
      const loaded = await ports.profiles.of(who.store);
      if (!loaded) throw new ProblemError(storeProblem({ is: 'store-unknown' }));
      const old = await answerOf010(ports, request);
      if (old) return old;
      const fault = machineNameFault(body.actor, loaded.profile.staff);
      if (fault !== undefined) throw unfit('actor', fault);
      const expiresAt = body.expiresAt === undefined ? undefined : parseInstant(body.expiresAt);
      if (expiresAt !== undefined && expiresAt <= ports.clock()) throw unfit('expiresAt', 'must lie ahead');
      const { fresh, repeated } = await freshFor(ports, request);
      const actor = machineActor(body.actor);
      const { roles } = body;
      const credential = await issueCredential(ports, who.actor, {
        ...fresh,
        store: who.store,
        kind: 'machine',
        actor,
        roles,
        expiresAt,
      });
      return {
        status: 201,
        json: {
          ...{ credentialId: fresh.id, store: who.store, actor, roles },
          ...{ expiresAt: textOf(expiresAt), credential },
        },
        ...(repeated ? { headers: replayed } : {}),
      };
    },

    'POST /v1/credentials/{credentialId}/rotation': async (request) => {
      const { who, params, body } = request;
      const previousLives =
        body?.previousLivesFor === undefined ? days(1) : (parseDuration(body.previousLivesFor) ?? days(1));
      if (previousLives > days(30)) throw unfit('previousLivesFor', 'must be 30 days at most');
      const { fresh, repeated } = await freshFor(ports, request);
      const id = params.credentialId;
      const wanted = { store: who.store, id, secret: fresh.secret };
      const done = await rotateCredential(ports, who.actor, wanted, previousLives);
      if (!done.done) throw new ProblemError(accessProblem(done.refusal));
      const previousUntil = formatInstant(done.previousUntil);
      return {
        status: 201,
        json: { credentialId: id, credential: done.credential, previousUntil },
        ...(repeated ? { headers: replayed } : {}),
      };
    },

    'DELETE /v1/credentials/{credentialId}': async ({ who, params }) => {
      if (!(await revokeCredential(ports, who.actor, who.store, params.credentialId)))
        throw new ProblemError(accessProblem({ is: 'credential-unknown' }));
      return { status: 204 };
    },

    'POST /v1/issuer/confirmation': async ({ who }) => {
      const done = await confirmIssuer(ports, who.store, who.actor);
      if (!done.done) throw new ProblemError(accessProblem(done.refusal));
      return ok({ outcome: done.outcome });
    },

    'POST /v1/staff/{personId}/confirmation': async ({ who, params: { personId } }) => {
      const done = await confirmAddress(ports, who.store, { person: personId, by: who.actor });
      if (!done.done) throw new ProblemError(accessProblem(done.refusal));
      return ok({ personId, outcome: done.outcome });
    },
  };
}

const textOf = (at: Instant | undefined): string | null => (at === undefined ? null : formatInstant(at));

function view({ id, credential, lastUsedAt }: Listed) {
  const { kind, actor, roles, issuedAt, issuedBy, expiresAt, secrets, old } = credential;
  return {
    credentialId: id,
    kind: kind === 'machine' ? kind : 'person',
    actor,
    roles,
    createdAt: old ? null : formatInstant(issuedAt),
    createdBy: old ? null : issuedBy,
    lastUsedAt: textOf(lastUsedAt),
    expiresAt: textOf(expiresAt),
    previousUntil: textOf(secrets[1]?.until),
  };
}

const unfit = (path: string, message: string): ProblemError =>
  new ProblemError(
    problem('invalid', { detail: 'The body is not as the call takes it.', errors: [{ path, message }] }),
  );

/** The id and secret of what is issued: under an Idempotency-Key the same for all calls, however many come at once. */
async function freshFor(ports: HttpPorts, request: Request): Promise<{ fresh: Fresh; repeated: boolean }> {
  const { who, keyed, headers } = request;
  const fresh = { id: ports.random(64), secret: ports.random(256) };
  if (!keyed) return { fresh, repeated: false };
  const key = headers['idempotency-key'] ?? '';
  const done = await claim(ports, { store: who.store, keyed, key, fresh, nonce: randomBytes(12) });
  if (!done.done) throw new ProblemError(commitProblem(done.refusal));
  return done;
}

/** What 0.1.0 answered to the same keyed call: kept for a day in the state table, sealed with the key. */
async function answerOf010(ports: HttpPorts, { who, keyed, headers }: Request): Promise<Answer | undefined> {
  if (!keyed) return undefined;
  const key = { store: storeId(who.store), kind: 'claim', id: keyed.keyHash };
  const kept = await ports.heads.part(key, 'answer');
  if (kept === undefined) return undefined;
  const [bodyHash, until = '', sealed = ''] = kept.split(' ');
  if (Number(until) <= ports.clock()) return undefined;
  if (bodyHash !== keyed.bodyHash) throw new ProblemError(storeProblem({ is: 'idempotency-key-reused' }));
  return {
    status: 201,
    json: JSON.parse(unseal(sealed, headers['idempotency-key'] ?? '')) as unknown,
    headers: replayed,
  };
}
