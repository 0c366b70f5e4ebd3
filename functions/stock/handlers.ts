import { commitProblem } from '../../shared/http/commit-problem.ts';
import { pageRequest } from '../../shared/http/paging.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { type Answer, ok } from '../../shared/http/request.ts';
import type { Outcome } from '../../shared/kernel/commit.ts';
import type { AggregateKey } from '../../shared/kernel/head.ts';
import type { Tallies } from '../../shared/kernel/tally/tally.ts';
import { readParts } from '../../shared/kernel/texts.ts';
import type { stockApi } from '../../shared/stock/api.ts';
import type { ProductBody } from '../../shared/stock/bodies.ts';
import { type Product, productFault, productKey, recordProduct } from '../../shared/stock/product.ts';
import {
  type PurchaseContent,
  type PurchaseOrder,
  purchaseOrderKey,
  purchaseOrderKind,
} from '../../shared/stock/purchase-order.ts';
import { recordPurchaseOrder } from '../../shared/stock/purchasing.ts';
import { productView, purchaseOrderSummary, purchaseOrderView } from '../../shared/stock/view.ts';
import { sortable } from '../../shared/time/instant.ts';
import { callOf } from '../orders/receipt.ts';
import { driftHandlers } from './drifts.ts';
import { levelHandlers } from './levels.ts';
import { workHandlers } from './work.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';

/** Articles, and what was ordered of suppliers. */
export function stockHandlers(ports: Ports & { readonly tallies: Tallies }): Handlers<typeof stockApi> {
  const profileOf = async (store: string) => {
    const loaded = await ports.profiles.of(store);
    if (!loaded) throw new ProblemError(problem('not-found', { detail: 'There is no such store.' }));
    return loaded.profile;
  };

  async function known<State extends { readonly content: string }, Content>(key: AggregateKey, what: string) {
    const head = await ports.heads.load<State>(key);
    const content = head && (await readParts<Content>(ports.heads, key, head.state.content));
    if (!content)
      throw new ProblemError(problem('not-found', { detail: `There is no ${what} with this id.` }));
    return { ...head, content };
  }

  return {
    ...levelHandlers(ports),
    ...driftHandlers(ports),
    ...workHandlers(ports),

    'PUT /v1/products/{sku}': async (request) => {
      const { who, params, body } = request;
      const { currency } = await profileOf(who.store);
      const fault = productFault(params.sku, body, currency);
      if (fault)
        throw new ProblemError(problem('invalid', { detail: 'The product breaks a rule.', errors: [fault] }));
      return receipt(await recordProduct(ports, who.store, params.sku, body, callOf(request)), params);
    },

    'GET /v1/products/{sku}': async ({ who, params: { sku } }) => {
      const { content, version } = await known<Product, ProductBody>(productKey(who.store, sku), 'product');
      return ok(productView(sku, content, version), version);
    },

    'PUT /v1/purchase-orders/{purchaseOrderId}': async (request) => {
      const { who, params, body } = request;
      const { timeZone } = await profileOf(who.store);
      const shop = { store: who.store, timeZone };
      return receipt(
        await recordPurchaseOrder(ports, shop, params.purchaseOrderId, body, callOf(request)),
        params,
      );
    },

    'GET /v1/purchase-orders/{purchaseOrderId}': async ({ who, params: { purchaseOrderId } }) => {
      const key = purchaseOrderKey(who.store, purchaseOrderId);
      const found = await known<PurchaseOrder, PurchaseContent>(key, 'purchase order');
      const { state, content, version } = found;
      return ok(purchaseOrderView(purchaseOrderId, state, content, version, ports.clock()), version);
    },

    'GET /v1/purchase-orders': async ({ who, query }) => {
      const now = ports.clock();
      const standing = query.status === 'late' ? 'open' : query.status;
      const to = query.status === 'late' ? `open#${sortable(now)}` : `${standing}#~`;
      const found = await ports.heads.find(
        'list',
        `${who.store}#${purchaseOrderKind}`,
        { from: `${standing}#`, to },
        pageRequest(query),
      );
      const heads = await ports.heads.loadMany<PurchaseOrder>(found.items);
      const items = heads
        .map(({ key, state, version }) => ({
          state,
          view: purchaseOrderSummary(key.id, state, version, now),
        }))
        // The index lags behind by a moment: the head says what it is now.
        .filter(({ state, view }) => query.status === view.status || query.status === state.standing)
        .map(({ view }) => view);
      return ok({ items, next: found.next });
    },
  };
}

/** What a write answers: the same for a repeated call, with the header that says so. */
function receipt(done: Outcome<unknown, never>, named: Readonly<Record<string, string>>): Answer {
  if (!done.done) throw new ProblemError(commitProblem(done.refusal));
  const { outcome, version, replayed } = done;
  return {
    status: outcome === 'created' ? 201 : 200,
    json: { ...named, outcome, version },
    headers: { etag: `"${String(version)}"`, ...(replayed ? { 'idempotent-replayed': 'true' } : {}) },
  };
}
