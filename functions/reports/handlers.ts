import { commitProblem } from '../../shared/http/commit-problem.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { ok, type Request } from '../../shared/http/request.ts';
import { change } from '../../shared/kernel/commit.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { bottlenecks } from '../../shared/reports/bottlenecks.ts';
import type { reportsApi } from '../../shared/reports/api.ts';
import { bottleneckKey, checkedAggregate, tick } from '../../shared/reports/checks.ts';
import { bottleneckView, checksOf } from '../../shared/reports/view.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import { callOf, noteOf } from '../orders/receipt.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { localeOf } from '../pipelines/viewer.ts';

/** Most orders that a check is written on the timelines of. */
const mostOrders = 20;

/** Where orders pile up, why, and what was looked into. */
export function reportHandlers(ports: Ports): Handlers<typeof reportsApi> {
  const now = async (request: Request) => {
    const { store } = request.who;
    const loaded = await ports.profiles.of(store);
    if (!loaded) throw new ProblemError(problem('not-found', { detail: 'There is no such store.' }));
    const orders = new Orders(ports, store, loaded);
    return {
      store,
      profile: loaded.profile,
      found: () => bottlenecks(ports, store, orders, loaded.revision),
    };
  };

  return {
    'GET /v1/bottlenecks': async (request) => {
      const { store, profile, found } = await now(request);
      const { at, items } = await found();
      const { stage } = request.query;
      const reader = { profile, locale: localeOf(request, profile), at: ports.clock() };
      const views = await Promise.all(
        items
          .filter((pile) => stage === undefined || pile.stage === stage)
          .map(async (pile) =>
            bottleneckView(pile, reader, await checksOf(ports.heads, store, pile, reader.at)),
          ),
      );
      return ok({ asOf: formatInstant(at), items: views, next: null });
    },

    'POST /v1/bottlenecks/{stage}/checks': async (request) => {
      const { stage } = request.params;
      const { attribute, value, outcome, note } = request.body;
      const { store, profile, found } = await now(request);
      if (!profile.stages.some(({ name }) => name === stage))
        throw new ProblemError(problem('not-found', { detail: 'There is no such stage.' }));
      const cause = (await found()).items
        .find((pile) => pile.stage === stage)
        ?.causes.find((one) => one.attribute === attribute && one.value === value);
      // The pile may have gone since the report: what was found is worth keeping all the same.
      const orders = (cause?.orders ?? []).slice(0, mostOrders);
      const text = noteOf(note);
      const done = await change(ports, checkedAggregate, bottleneckKey(store, stage), callOf(request), {
        decide: (_, at) =>
          tick(stage, { attribute, value, outcome, by: request.who.actor, at, ...text.named }, orders),
        parts: () => text.parts,
      });
      if (!done.done) throw new ProblemError(commitProblem(done.refusal));
      return {
        status: 201,
        json: { stage, outcome: done.outcome, orders, version: done.version },
        headers: done.replayed ? { 'idempotent-replayed': 'true' } : {},
      };
    },
  };
}
