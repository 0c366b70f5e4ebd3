import { randomBytes } from 'node:crypto';
import { ok, type Request } from '../../shared/http/request.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { storeId } from '../../shared/kernel/brand.ts';
import { receiptLife } from '../../shared/kernel/receipts.ts';
import type { storesApi } from '../../shared/stores/api.ts';
import { type Applying, applyingKey, applyingView } from '../../shared/stores/applying.ts';
import { issueCredential, revokeCredential } from '../../shared/stores/credentials.ts';
import { storeProblem } from '../../shared/stores/problems.ts';
import { type Rearming, rearmKey } from '../../shared/stores/rearm.ts';
import { seal, unseal } from '../../shared/stores/sealed.ts';
import { saveProfile } from '../../shared/stores/stores.ts';
import { plus } from '../../shared/time/instant.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { privacyHandlers } from './privacy.ts';

/** The calls about the shop itself and who may speak for it. */
export function storeHandlers(ports: Ports): Handlers<typeof storesApi> {
  return {
    ...privacyHandlers(ports),

    'GET /v1/store': async ({ who }) => {
      const loaded = await ports.profiles.fresh(who.store);
      if (!loaded) throw new ProblemError(storeProblem({ is: 'store-unknown' }));
      const job = await ports.heads.load<Rearming>(rearmKey(who.store));
      const rearming = job && {
        status: job.state.status,
        orders: job.state.orders,
        stagesLeft: job.state.stages.length,
      };
      const applying = await ports.heads.load<Applying>(applyingKey(who.store));
      const progress = {
        rearming: rearming ?? null,
        applying: applying ? applyingView(applying.state) : null,
      };
      return ok({ ...loaded.profile, version: loaded.version, ...progress }, loaded.version);
    },

    'PUT /v1/store': async ({ who, body, keyed, expected }) => {
      const { version: _, rearming: __, applying: ___, ...profile } = body;
      const done = await saveProfile(ports, who.store, profile, { actor: who.actor, keyed, expected });
      if (!done.done) throw new ProblemError(storeProblem(done.refusal));
      const answer = ok({ storeId: who.store, outcome: done.outcome, version: done.version }, done.version);
      return done.replayed
        ? { ...answer, headers: { ...answer.headers, 'idempotent-replayed': 'true' } }
        : answer;
    },

    'POST /v1/credentials': async (request) => {
      const { who, body } = request;
      const before = await replayed(ports, request);
      if (before !== undefined)
        return { status: 201, json: before, headers: { 'idempotent-replayed': 'true' } };
      const id = ports.random(64);
      const credential = await issueCredential(ports, who.actor, {
        store: who.store,
        id,
        secret: ports.random(256),
        ...body,
      });
      const answer = { credentialId: id, store: who.store, ...body, credential };
      await remember(ports, request, answer);
      return { status: 201, json: answer };
    },

    'DELETE /v1/credentials/{credentialId}': async ({ who, params }) => {
      if (!(await revokeCredential(ports, who.actor, who.store, params.credentialId)))
        throw new ProblemError(problem('not-found', { detail: 'There is no such credential.' }));
      return { status: 204 };
    },
  };
}

const claimKey = ({ who, keyed }: Request) => ({
  store: storeId(who.store),
  kind: 'claim',
  id: keyed?.keyHash ?? '',
});

/** The answer to the same keyed call before, unsealed with the key that came again. */
async function replayed(ports: Ports, request: Request): Promise<unknown> {
  const { keyed, headers } = request;
  if (!keyed) return undefined;
  const kept = await ports.heads.part(claimKey(request), 'answer');
  if (kept === undefined) return undefined;
  const [bodyHash, until = '', sealed = ''] = kept.split(' ');
  if (Number(until) <= ports.clock()) return undefined;
  if (bodyHash !== keyed.bodyHash) throw new ProblemError(storeProblem({ is: 'idempotency-key-reused' }));
  return JSON.parse(unseal(sealed, headers['idempotency-key'] ?? ''));
}

async function remember(ports: Ports, request: Request, answer: unknown): Promise<void> {
  const { keyed, headers } = request;
  if (!keyed) return;
  const until = plus(ports.clock(), receiptLife);
  const sealed = seal(JSON.stringify(answer), headers['idempotency-key'] ?? '', randomBytes(12));
  await ports.heads.putPart(
    claimKey(request),
    { name: 'answer', body: `${keyed.bodyHash} ${String(until)} ${sealed}` },
    until,
  );
}
