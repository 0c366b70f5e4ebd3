import type { learningApi } from '../../shared/proposals/api.ts';
import { importHistory } from '../../shared/durations/import.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import type { Answer, Request } from '../../shared/http/request.ts';
import { ok } from '../../shared/http/request.ts';
import type { Outcome } from '../../shared/kernel/commit.ts';
import { withMatter } from '../../shared/proposals/matter.ts';
import { proposalProblem } from '../../shared/proposals/problems.ts';
import type { Proposal, ProposalRefusal } from '../../shared/proposals/proposal.ts';
import { answerProposal, proposalsOf, propose } from '../../shared/proposals/proposals.ts';
import { proposalView } from '../../shared/proposals/view.ts';
import type { StoreRefusal } from '../../shared/stores/stores.ts';
import { faultsOf } from '../../shared/stores/validate.ts';
import type { Tallies } from '../../shared/kernel/tally/tally.ts';
import type { LoadedProfile } from '../../shared/stores/profiles.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { answeredOnce } from '../pipelines/answered-once.ts';

export type LearningPorts = Ports & { readonly tallies: Tallies };

/** The calls that teach. */
export function learningHandlers(ports: LearningPorts): Handlers<typeof learningApi> {
  return {
    'POST /v1/history': (request) =>
      answeredOnce(ports, request, async () => {
        const { store, actor } = request.who;
        return ok(await importHistory(ports, store, actor, await loadedOf(ports, request), request.body));
      }),

    'GET /v1/proposals': async (request) => {
      const includeExceptions = request.query.includeExceptions === 'true';
      const loaded = await loadedOf(ports, request);
      const { proposals, seen } = await proposalsOf(ports, request.who.store, loaded, includeExceptions);
      const items = proposals.map((one) => proposalView(one, loaded.profile, seen, includeExceptions));
      return ok({ items, next: null });
    },

    'POST /v1/proposals': async (request) => {
      const { who, keyed, body } = request;
      const loaded = await loadedOf(ports, request);
      // It must be fit to be accepted: whoever proposes hears of a fault now, not the admin later.
      const faults = faultsOf(withMatter(loaded.profile, body));
      const known = loaded.profile.stages.some(({ name }) => name === body.stage);
      if (!known) faults.push({ path: 'stage', message: `the store has no stage ${body.stage}` });
      if (faults.length > 0) throw new ProblemError(problem('invalid', { errors: faults }));
      // The same key is the same proposal, so that a repeat finds it.
      const id = `p~${keyed?.keyHash ?? ports.random(64)}`;
      const done = await propose(ports, who.store, loaded, { id, matter: body }, { actor: who.actor, keyed });
      return receiptOf(done, id, 201);
    },

    'POST /v1/proposals/{proposalId}/decision': async (request) => {
      const { who, keyed, body, params } = request;
      const answer = { id: params.proposalId, ...body };
      const call = { actor: who.actor, keyed };
      const done = await answerProposal(ports, who.store, await loadedOf(ports, request), answer, call);
      return receiptOf(done, params.proposalId, 200);
    },
  };
}

function receiptOf(
  done: Outcome<Proposal, ProposalRefusal | StoreRefusal>,
  id: string,
  status: number,
): Answer {
  if (!done.done) throw new ProblemError(proposalProblem(done.refusal));
  const { outcome, version, replayed } = done;
  return {
    status,
    json: { id, outcome, version },
    ...(replayed ? { headers: { 'idempotent-replayed': 'true' } } : {}),
  };
}

/** The caller's shop as it is now. */
export async function loadedOf({ profiles }: Ports, { who }: Pick<Request, 'who'>): Promise<LoadedProfile> {
  const loaded = await profiles.fresh(who.store);
  if (!loaded) throw new ProblemError(problem('not-found', { detail: 'There is no such store.' }));
  return loaded;
}
