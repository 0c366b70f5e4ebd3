import type { backordersApi } from '../../shared/backorders/api.ts';
import { type Case, caseKind, decisionOf } from '../../shared/backorders/case.ts';
import { type CaseOutcome, type Cases, casesOf } from '../../shared/backorders/cases.ts';
import type { LineOffer, Offer } from '../../shared/backorders/offer.ts';
import { undoCase } from '../../shared/backorders/undo.ts';
import type { CaseRefused } from '../../shared/backorders/refusals.ts';
import { commitProblem } from '../../shared/http/commit-problem.ts';
import { pageRequest } from '../../shared/http/paging.ts';
import { problem, type Problem, ProblemError } from '../../shared/http/problem.ts';
import { type Answer, ok, type Request } from '../../shared/http/request.ts';
import type { Head } from '../../shared/kernel/head.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import { callOf } from '../orders/receipt.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';

/** What lacks, and what is to be done about it. */
export function backorderHandlers(ports: Ports): Handlers<typeof backordersApi> {
  const of = async ({ who }: Pick<Request, 'who'>): Promise<Cases> => {
    const cases = await casesOf(ports, who.store);
    if (!cases) throw new ProblemError(problem('not-found', { detail: 'There is no such store.' }));
    return cases;
  };
  return {
    'GET /v1/backorders': async (request) => {
      const { status } = request.query;
      const found = await ports.heads.find(
        'list',
        `${request.who.store}#${caseKind}`,
        { from: `${status}#`, to: `${status}#~` },
        pageRequest(request.query),
      );
      const cases = await of(request);
      const heads = await ports.heads.loadMany<Case>(found.items);
      const items = await Promise.all(
        heads
          .filter(({ state }) => (state.status === 'closed') === (status === 'closed'))
          .map((head) => view(cases, head)),
      );
      return ok({ items, next: found.next });
    },

    'GET /v1/backorders/{backorderId}': async (request) => {
      const cases = await of(request);
      const head = await cases.load(request.params.backorderId);
      if (!head) throw new ProblemError(caseProblem({ is: 'backorder-unknown' }));
      return ok(await view(cases, head), head.version);
    },

    'POST /v1/backorders/{backorderId}/choice': async (request) => {
      const cases = await of(request);
      const { backorderId } = request.params;
      const lines = request.body.lines.map(({ substituteSku, ...line }) => ({
        ...line,
        ...(substituteSku === undefined ? {} : { substituteSku }),
      }));
      const choice = { lines, rest: request.body.rest };
      return answer(cases, backorderId, await cases.choose(backorderId, choice, 'staff', callOf(request)));
    },

    'POST /v1/backorders/{backorderId}/undo': async (request) => {
      const cases = await of(request);
      const { backorderId } = request.params;
      return answer(cases, backorderId, await undoCase(cases, backorderId, callOf(request)));
    },
  };
}

async function answer(cases: Cases, id: string, done: CaseOutcome): Promise<Answer> {
  if (!done.done) throw new ProblemError(caseProblem(done.refusal));
  const head = await cases.load(id);
  if (!head) throw new ProblemError(caseProblem({ is: 'backorder-unknown' }));
  const shown = ok(await view(cases, head), head.version);
  return done.replayed ? { ...shown, headers: { ...shown.headers, 'idempotent-replayed': 'true' } } : shown;
}

function caseProblem(refusal: CaseRefused): Problem {
  switch (refusal.is) {
    case 'backorder-unknown':
      return problem('not-found', { detail: 'There is no backorder with this id.' });
    case 'not-asked':
      return problem('conflict', {
        detail:
          refusal.status === 'gathering'
            ? 'The customer is asked in a moment, when all that lacks is known and looked for.'
            : 'There is nothing to choose any more; look at it again.',
      });
    case 'not-undoable':
      return problem('conflict', {
        detail: 'It can no longer be undone: it was worked on, paid back, or there is nothing to undo.',
      });
    case 'already-decided':
      return problem('conflict', { detail: `It was decided already, by: ${refusal.by}.` });
    case 'rule':
      return problem('invalid', { errors: [{ path: refusal.path, message: refusal.message }] });
    default:
      return commitProblem(refusal);
  }
}

async function view(cases: Cases, { key, state, version }: Head<Case>) {
  const { currency } = cases.orders.profile;
  const offer = await cases.offer(key.id, state);
  const decided = decisionOf(state);
  const money = (amount: number) => ({ amount, currency });
  return {
    backorderId: key.id,
    orderId: state.orderId,
    status: state.status,
    openedAt: formatInstant(state.openedAt),
    deadline: state.status === 'asked' ? formatInstant(state.deadline) : null,
    lines: offer ? offer.lines.map((line) => offered(line, offer, money)) : state.lines,
    choice: decided ? { ...decided.choice, by: decided.by, at: formatInstant(decided.decidedAt) } : null,
    ended: state.status === 'closed' ? state.how : null,
    version,
  };
}

type Money = (amount: number) => { readonly amount: number; readonly currency: string };

const offered = (
  { lineId, sku, lacking, wait, credit, substitutes }: LineOffer,
  { paid }: Offer,
  money: Money,
) => ({
  lineId,
  sku,
  lacking,
  wait: wait ? { from: formatInstant(wait.from), to: formatInstant(wait.to), basis: wait.basis } : null,
  refund: money(paid ? credit : 0),
  substitutes: substitutes.map(({ price, ...one }) => ({ ...one, price: money(price) })),
});
