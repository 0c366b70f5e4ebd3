import type { CommitRefusal } from '../../shared/kernel/commit.ts';
import { commitProblem } from '../../shared/http/commit-problem.ts';
import { pageRequest } from '../../shared/http/paging.ts';
import { problem, type Problem, ProblemError } from '../../shared/http/problem.ts';
import { ok } from '../../shared/http/request.ts';
import type { Tallies } from '../../shared/kernel/tally/tally.ts';
import { accuracyBetween } from '../../shared/stock/audits/accuracy.ts';
import { classNow } from '../../shared/stock/audits/audits.ts';
import { auditId, type CountPlan, parseAuditId, planKey, planList } from '../../shared/stock/audits/plan.ts';
import { recordCount } from '../../shared/stock/drift/counting.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import type { Stock } from '../../shared/stock/level/state.ts';
import { timeOf } from '../../shared/stock/level/view.ts';
import { productsOf } from '../../shared/stock/products.ts';
import { receiveGoods } from '../../shared/stock/receiving/receiving.ts';
import type { ReceiptRefusal } from '../../shared/stock/receiving/receipt.ts';
import { returnableOf, takeBackReturn } from '../../shared/stock/returns/of-order.ts';
import { type Return, returnKey, returnKind, type ReturnRefusal } from '../../shared/stock/returns/return.ts';
import { recordReturn, restockReturn, type ReturnOutcome } from '../../shared/stock/returns/returns.ts';
import type { workApi } from '../../shared/stock/work-api.ts';
import { localDate } from '../../shared/time/business.ts';
import { dateText } from '../../shared/time/dates.ts';
import { days, formatInstant, minus, sortable } from '../../shared/time/instant.ts';
import { ordersOf } from '../orders/of.ts';
import { callOf } from '../orders/receipt.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { inTurns } from '../pipelines/in-turns.ts';
import { openFor, shopOf } from './levels.ts';

type WorkPorts = Ports & { readonly tallies: Tallies };

/** Deliveries, returns and counts. */
export function workHandlers(ports: WorkPorts): Handlers<typeof workApi> {
  return { ...deliveries(ports), ...returns(ports), ...audits(ports) };
}

function deliveries(ports: Ports): Pick<Handlers<typeof workApi>, 'POST /v1/stock/receipts'> {
  return {
    'POST /v1/stock/receipts': async (request) => {
      const { store, profile, rules } = await shopOf(ports, request);
      await openFor(ports, store, profile);
      const { receiptId, purchaseOrder, location, lines } = request.body;
      const delivered = {
        purchaseOrder,
        location,
        lines: lines.map(({ expected, reason, ...rest }) => ({
          ...rest,
          ...(expected === undefined ? {} : { expected }),
          ...(reason === undefined ? {} : { reason }),
        })),
      };
      const receiving = { store, timeZone: profile.timeZone, rules };
      const done = await receiveGoods(ports, receiving, receiptId, delivered, callOf(request));
      if (!done.done) throw new ProblemError(workProblem(done.refusal));
      const { outcome, version, state, replayed } = done;
      return {
        status: outcome === 'created' && !replayed ? 201 : 200,
        json: { receiptId, outcome, differing: state.differing, version },
        ...(replayed ? { headers: { 'idempotent-replayed': 'true' } } : {}),
      };
    },
  };
}

type Returns = Pick<
  Handlers<typeof workApi>,
  'POST /v1/stock/returns' | 'GET /v1/stock/returns' | 'POST /v1/stock/returns/{returnId}/restock'
>;

function returns(ports: Ports): Returns {
  return {
    'POST /v1/stock/returns': async (request) => {
      const { store, rules } = await shopOf(ports, request);
      const { returnId, state, orderId, lines } = request.body;
      const reported = { returnId, state, lines, ...(orderId === undefined ? {} : { orderId }) };
      return returnReceipt(returnId, await recordReturn(ports, store, rules, reported, callOf(request)));
    },

    'GET /v1/stock/returns': async ({ who, query }) => {
      const range = { from: `${query.status}#`, to: `${query.status}#~` };
      const found = await ports.heads.find('list', `${who.store}#${returnKind}`, range, pageRequest(query));
      const heads = await ports.heads.loadMany<Return>(found.items);
      const items = heads
        .filter(({ state }) => state.status === query.status)
        .map(({ key, state, version }) => ({
          returnId: key.id,
          orderId: state.orderId ?? null,
          status: state.status,
          lines: state.lines,
          expectedAt: formatInstant(state.at),
          arrivedAt: timeOf(state.arrivedAt),
          doneAt: timeOf(state.doneAt),
          lingering: state.status === 'arrived' && state.lingersAt === undefined,
          version,
        }));
      return ok({ items, next: found.next });
    },

    'POST /v1/stock/returns/{returnId}/restock': async (request) => {
      const { store, profile, rules } = await shopOf(ports, request);
      await openFor(ports, store, profile);
      const { location, lines } = request.body;
      const inspection = {
        location,
        lines: lines?.map(({ reason, ...rest }) => ({
          ...rest,
          ...(reason === undefined ? {} : { reason }),
        })),
      };
      const { returnId } = request.params;
      const orders = await ordersOf(ports, request);
      const orderId = (await ports.heads.load<Return>(returnKey(store, returnId)))?.state.orderId;
      const returnable =
        orderId === undefined ? undefined : await returnableOf(ports, orders, store, orderId);
      const done = await restockReturn(
        ports,
        store,
        rules,
        returnId,
        { ...inspection, returnable },
        callOf(request),
      );
      // At once, so that the next return of the order knows of this one; the consumer does it again.
      if (done.done) await takeBackReturn(ports, orders, store, returnId);
      return returnReceipt(returnId, done);
    },
  };
}

type Audits = Pick<
  Handlers<typeof workApi>,
  'GET /v1/stock/audits' | 'POST /v1/stock/audits/{auditId}/result' | 'GET /v1/reports/stock'
>;

function audits(ports: WorkPorts): Audits {
  return {
    'GET /v1/stock/audits': async (request) => {
      const { store, profile } = await shopOf(ports, request);
      const page = pageRequest(request.query);
      const limit = Math.min(page.limit, profile.stock.counts.perDay);
      const range = { to: sortable(ports.clock()) };
      const found = await ports.heads.find('list', planList(store), range, { ...page, limit });
      const plans = await ports.heads.loadMany<CountPlan>(found.items);
      const skus = plans.map(({ state }) => state.sku);
      const [products, stocks] = await Promise.all([
        productsOf(ports.heads, store, skus),
        ports.heads.loadMany<Stock>(skus.map((sku) => stockKey(store, sku))),
      ]);
      const places = new Map(stocks.map(({ state }) => [state.sku, Object.keys(state.places)]));
      const items = plans.map(({ state }) => ({
        auditId: auditId(state),
        sku: state.sku,
        name: products.get(state.sku)?.name ?? null,
        class: state.class,
        why: state.why,
        dueAt: formatInstant(state.nextAt),
        locations: places.get(state.sku) ?? [],
      }));
      return ok({ items, next: found.next });
    },

    'POST /v1/stock/audits/{auditId}/result': async (request) => {
      const { store, rules } = await shopOf(ports, request);
      const { auditId: id } = request.params;
      const named = parseAuditId(id);
      const plan = named && (await ports.heads.load<CountPlan>(planKey(store, named.sku)))?.state;
      if (!named || !plan || plan.n < named.n)
        throw new ProblemError(problem('not-found', { detail: 'There is no audit with this id.' }));
      const counting = {
        store,
        rules,
        countId: `audit~${id}`,
        actor: request.who.actor,
        classOf: (sku: string) => classNow(ports, store, sku),
      };
      const items = await inTurns(request.body.items, async ({ location, counted }) => {
        const of = { ...counting, countId: `${counting.countId}~${location}`, location };
        const item = { sku: named.sku, counted, countedAt: ports.clock() };
        const result = await recordCount(ports, of, item);
        return result.outcome === 'refused'
          ? { location, outcome: result.outcome, errors: [result.fault] }
          : { location, outcome: result.outcome };
      });
      return ok({ auditId: id, items });
    },

    'GET /v1/reports/stock': async (request) => {
      const { store, profile } = await shopOf(ports, request);
      const now = ports.clock();
      const date = (at: typeof now) => dateText(localDate(at, profile.timeZone));
      const { from = date(minus(now, days(6))), to = date(now) } = request.query;
      const { causes, ...accuracy } = await accuracyBetween(ports.tallies, store, from, to);
      const { currency } = profile;
      return ok({
        from,
        to,
        ...accuracy,
        causes: causes.map(({ value, ...one }) => ({ ...one, value: { amount: value, currency } })),
      });
    },
  };
}

function returnReceipt(returnId: string, done: ReturnOutcome) {
  if (!done.done) throw new ProblemError(workProblem(done.refusal));
  const { outcome, version, replayed } = done;
  return {
    status: outcome === 'created' && !replayed ? 201 : 200,
    json: { returnId, outcome, version },
    headers: { etag: `"${String(version)}"`, ...(replayed ? { 'idempotent-replayed': 'true' } : {}) },
  };
}

function workProblem(refusal: ReceiptRefusal | ReturnRefusal | CommitRefusal): Problem {
  switch (refusal.is) {
    case 'receipt-differs':
      return problem('conflict', {
        detail: 'A receipt with this id and other content exists. A correction is an adjustment.',
      });
    case 'order-received':
      return problem('conflict', {
        detail: `${refusal.purchaseOrder} has come in whole already. If more was delivered, raise the order first.`,
      });
    case 'return-unknown':
      return problem('not-found', { detail: 'There is no return with this id.' });
    case 'return-done':
      return problem('conflict', { detail: 'This return was restocked or written off already.' });
    case 'return-not-arrived':
      return problem('conflict', { detail: 'It is still expected: report it as arrived first.' });
    case 'rule':
      return problem('invalid', { errors: [{ path: refusal.path, message: refusal.message }] });
    default:
      return commitProblem(refusal);
  }
}
