import { lateChangesBetween } from '../../shared/amendments/late-changes.ts';
import { preferred } from '../../shared/http/accept.ts';
import { commitProblem } from '../../shared/http/commit-problem.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { type Answer, ok, type Request } from '../../shared/http/request.ts';
import { read } from '../../shared/http/read.ts';
import { change } from '../../shared/kernel/commit.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { bottlenecks } from '../../shared/reports/bottlenecks.ts';
import type { Tallies } from '../../shared/kernel/tally/tally.ts';
import { checkForm, reportForms, type reportsApi } from '../../shared/reports/api.ts';
import { bottleneckKey, type Check, checkedAggregate, tick } from '../../shared/reports/checks.ts';
import { lateChangeDays, reportOf, today } from '../../shared/reports/daily.ts';
import { reportPage } from '../../shared/reports/page.ts';
import { readable } from '../../shared/reports/read.ts';
import { reportSheet } from '../../shared/reports/sheet.ts';
import { bottleneckView, checksOf } from '../../shared/reports/view.ts';
import { dateNumber } from '../../shared/time/business.ts';
import { dateText } from '../../shared/time/dates.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import { callOf, noteOf } from '../orders/receipt.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { localeOf, viewerOf } from '../pipelines/viewer.ts';

type Found = { readonly stage: string; readonly note?: string | undefined } & Pick<
  Check,
  'attribute' | 'value' | 'outcome'
>;

const forms = { json: 'application/json', html: 'text/html', csv: 'text/csv' } as const;

/** Most orders that a check is written on the timelines of. */
const mostOrders = 20;

/** Where orders pile up, why, and what was looked into. */
export function reportHandlers(ports: Ports & { readonly tallies: Tallies }): Handlers<typeof reportsApi> {
  const now = async (request: Request) => {
    const { store } = request.who;
    const loaded = await ports.profiles.of(store);
    if (!loaded) throw new ProblemError(problem('not-found', { detail: 'There is no such store.' }));
    const orders = new Orders(ports, store, loaded);
    return {
      store,
      loaded,
      profile: loaded.profile,
      found: () => bottlenecks(ports, store, orders, loaded.revision),
    };
  };

  /** Somebody looked into a cause. */
  async function found(request: Request, { stage, note, ...check }: Found): Promise<Answer> {
    const { store, profile, found: piles } = await now(request);
    if (!profile.stages.some(({ name }) => name === stage))
      throw new ProblemError(problem('not-found', { detail: 'There is no such stage.' }));
    const cause = (await piles()).items
      .find((pile) => pile.stage === stage)
      ?.causes.find(({ attribute, value }) => attribute === check.attribute && value === check.value);
    // The pile may have gone since the report: what was found is worth keeping all the same.
    const orders = (cause?.orders ?? []).slice(0, mostOrders);
    const text = noteOf(ports.heads, note);
    const done = await change(ports, checkedAggregate, bottleneckKey(store, stage), callOf(request), {
      decide: (_, at) => tick(stage, { ...check, by: request.who.actor, at, ...text.named }, orders),
      parts: () => text.parts,
    });
    if (!done.done) throw new ProblemError(commitProblem(done.refusal));
    return {
      status: 201,
      json: { stage, outcome: done.outcome, orders, version: done.version },
      headers: done.replayed ? { 'idempotent-replayed': 'true' } : {},
    };
  }

  return {
    'GET /v1/reports/daily': async (request) => {
      const { format, date: asked } = request.query;
      const form = format === undefined ? preferred(request.headers['accept'], reportForms) : forms[format];
      if (!form)
        throw new ProblemError(
          problem('not-acceptable', { detail: `It can be had as ${reportForms.join(', ')}.` }),
        );
      const { store, loaded, profile } = await now(request);
      const newest = today(ports.clock, profile);
      const date = asked === undefined ? newest : dateNumber(asked);
      if (date > newest)
        throw new ProblemError(
          problem('malformed', { errors: [{ path: 'date', message: 'has not come yet' }] }),
        );
      const { locale, viewer } = viewerOf(request, profile, 'report');
      const reader = { profile, locale, at: ports.clock() };
      const view = await readable(ports.heads, store, await reportOf(ports, store, loaded, date), reader);
      const headers = { vary: 'Accept, Accept-Language' };
      const sheet: Answer = {
        status: 200,
        text: reportSheet(view, profile.locale),
        headers: {
          ...headers,
          'content-type': 'text/csv; charset=utf-8; header=present',
          'content-disposition': `attachment; filename="${store}-${view.date}.csv"`,
        },
      };
      if (form === 'text/csv') return sheet;
      if (form === 'application/json') return { ...ok(view), headers };
      const writing = { locale, timeZone: profile.timeZone, base: '' };
      return {
        status: 200,
        html: reportPage(view, writing, viewer, {
          today: dateText(newest),
          done: request.query.done !== undefined,
        }),
        headers,
      };
    },

    'GET /v1/reports/amendments': async (request) => {
      const { store, profile } = await now(request);
      const newest = today(ports.clock, profile);
      const { to = dateText(newest), from = dateText(dateNumber(to) - lateChangeDays + 1) } = request.query;
      if (from > to)
        throw new ProblemError(
          problem('malformed', { errors: [{ path: 'from', message: 'must not lie after to' }] }),
        );
      const found = await lateChangesBetween(ports.tallies, store, from, to);
      return ok({ from, to, currency: profile.currency, ...found });
    },

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

    'POST /staff/checks': async (request) => {
      const { date, note, ...check } = read(checkForm, request.form);
      await found(request, { ...check, ...(note === '' ? {} : { note }) });
      return { status: 303, headers: { location: `/v1/reports/daily?date=${date}&done=check` } };
    },

    'POST /v1/bottlenecks/{stage}/checks': (request) =>
      found(request, { ...request.params, ...request.body }),
  };
}
