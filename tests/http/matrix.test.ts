import { beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../shared/http/routes.ts';
import { type Role, roles } from '../../shared/stores/profile.ts';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';

/**
 * Who may make which call, by hand: one letter a role, in this order; a dot may not. The contract's table of
 * roles is nowhere else in the tests, and nothing here is read from the code.
 *
 *   s storefront  o operator  w warehouse  v supervisor  f finance  p procurement  k packing  l logistics  a admin
 */
const may: Readonly<Record<string, string>> = {
  'POST /v1/orders': 'so......a',
  'GET /v1/orders': 'sowvfpkla',
  'GET /v1/orders/{orderId}': 'sowvfpkla',
  'GET /v1/orders/{orderId}/timeline': 'sowvfpkla',
  'POST /v1/orders/{orderId}/status': 'sowv..kla',
  'POST /v1/orders/{orderId}/corrections': '.o.v....a',
  'PUT /v1/orders/{orderId}/content': 's.......a',
  'PATCH /v1/orders/{orderId}/customer': 'so.v....a',
  'POST /v1/orders/{orderId}/parcels': 'sow...kla',
  'DELETE /v1/orders/{orderId}/parcels/{parcelId}': 'sow...kla',
  'POST /v1/orders/{orderId}/payment': 'so..f...a',
  'POST /v1/orders/{orderId}/progress': 'sowv..k.a',
  'POST /v1/orders/{orderId}/promise': '.o.v....a',
  'PUT /v1/orders/{orderId}/checklist/{itemId}': '.owvfpkla',
  'POST /v1/orders/{orderId}/holds': 'sowvfpkla',
  'DELETE /v1/orders/{orderId}/holds/{holdId}': 'sowvfpkla',
  'GET /v1/stalls': 'sowvfpkla',
  'POST /v1/stalls/{stallId}/acknowledgement': '.owv....a',
  'POST /v1/stalls/{stallId}/snooze': '.o.v....a',
  'GET /v1/store': 'sowvfpkla',
  'PUT /v1/store': '........a',
  'GET /v1/credentials': '........a',
  'POST /v1/credentials': '........a',
  'POST /v1/credentials/{credentialId}/rotation': '........a',
  'POST /v1/staff/{personId}/confirmation': '........a',
  'POST /v1/issuer/confirmation': '........a',
  'GET /v1/stations': '........a',
  'POST /v1/stations': '........a',
  'DELETE /v1/stations/{stationId}': '........a',
  'DELETE /v1/credentials/{credentialId}': '........a',
  'POST /v1/customers/export': '........a',
  'POST /v1/customers/erasure': '........a',
  'GET /v1/notices': 'sowvfpkla',
  'POST /v1/notices/release': '.o.v....a',
  'POST /v1/notices/preview': '.o.v....a',
  'GET /staff/stalls': '.owvfpkla',
  'POST /staff/stalls': '.owvfpkla',
  'GET /staff/orders': '.owvfpkla',
  'GET /staff/orders/{orderId}': '.owvfpkla',
  'POST /staff/orders/{orderId}': '.owvfpkla',
  'GET /staff/stock': '.owvfpkla',
  'POST /staff/stock': '.owvfpkla',
  'GET /staff/stock/drifts/{driftId}': '.owvfpkla',
  'POST /staff/stock/drifts/{driftId}': '.owvfpkla',
  'GET /staff/stock/receiving': '.owvfpkla',
  'POST /staff/stock/receiving': '.owvfpkla',
  'GET /staff/backorders': '.owvfpkla',
  'POST /staff/backorders': '.owvfpkla',
  'GET /staff/refunds': '.owvfpkla',
  'POST /staff/refunds': '.owvfpkla',
  'GET /staff/orders/{orderId}/amendment': '.owvfpkla',
  'POST /staff/orders/{orderId}/amendment': '.o.v....a',
  'GET /staff/amendments': '.owvfpkla',
  'GET /staff/amendments/{amendmentId}': '.owvfpkla',
  'POST /staff/amendments/{amendmentId}': '.owvfpkla',
  'GET /staff/notices': '.owvfpkla',
  'POST /staff/notices': '.owvfpkla',
  'GET /staff/proposals': '.owvfpkla',
  'POST /staff/proposals': '.owvfpkla',
  'POST /v1/orders/{orderId}/amendments': 'so.v....a',
  'GET /v1/amendments': 'sowvfpkla',
  'GET /v1/amendments/{amendmentId}': 'sowvfpkla',
  'POST /v1/amendments/{amendmentId}/decisions': '.owvfpkla',
  'POST /v1/amendments/{amendmentId}/quote': '.....p..a',
  'POST /v1/amendments/{amendmentId}/withdrawal': 'so.v....a',
  'POST /v1/amendments/{amendmentId}/tasks/{department}': '.owvfpkla',
  'GET /v1/orders/{orderId}/documents': 'sowvfpkla',
  'GET /v1/orders/{orderId}/documents/{documentId}': 'sowvfpkla',
  'GET /v1/refunds': '.o.vf...a',
  'POST /v1/refunds/{refundId}/settlement': '....f...a',
  'PUT /v1/products/{sku}': 'so...p..a',
  'GET /v1/products/{sku}': 'sowvfpkla',
  'GET /v1/purchase-orders': 'sowvfpkla',
  'PUT /v1/purchase-orders/{purchaseOrderId}': 'sow..p..a',
  'GET /v1/purchase-orders/{purchaseOrderId}': 'sowvfpkla',
  'POST /v1/stock/movements': 'sow...kla',
  'PUT /v1/stock/published': 'so......a',
  'POST /v1/stock/counts': '.ow.....a',
  'GET /v1/stock/{sku}': 'sowvfpkla',
  'GET /v1/stock/uncounted': '.owv....a',
  'GET /v1/stock/drifts': '.owvfp..a',
  'GET /v1/stock/drifts/{driftId}': '.owvfp..a',
  'POST /v1/stock/drifts/{driftId}/second-look': '.owv....a',
  'POST /v1/stock/drifts/{driftId}/resolution': '.owv....a',
  'GET /v1/backorders': '.owvfpk.a',
  'GET /v1/backorders/{backorderId}': '.owvfpk.a',
  'POST /v1/backorders/{backorderId}/choice': '.o.v....a',
  'POST /v1/backorders/{backorderId}/undo': '.o.v....a',
  'GET /v1/webhooks': '.o.v....a',
  'POST /v1/webhooks/{webhookId}/replay': '.o.v....a',
  'POST /v1/stock/receipts': '.ow..p..a',
  'POST /v1/stock/returns': 'sow....la',
  'GET /v1/stock/returns': '.owvfp..a',
  'POST /v1/stock/returns/{returnId}/restock': '.ow.....a',
  'GET /v1/stock/audits': '.owvfp..a',
  'POST /v1/stock/audits/{auditId}/result': '.ow.....a',
  'GET /v1/reports/stock': '.owvfp..a',
  'POST /v1/history': 'so......a',
  'GET /v1/proposals': '.owvfpkla',
  'POST /v1/proposals': '.o.v....a',
  'POST /v1/proposals/{proposalId}/decision': '........a',
  'GET /v1/bottlenecks': '.owvfpkla',
  'POST /v1/bottlenecks/{stage}/checks': '.owvfpkla',
  'GET /v1/reports/daily': '.owvfpkla',
  'GET /v1/reports/amendments': '.owvfpkla',
  'POST /staff/checks': '.owvfpkla',
};

const order: readonly Role[] = [
  'storefront',
  'operator',
  'warehouse',
  'supervisor',
  'finance',
  'procurement',
  'packing',
  'logistics',
  'admin',
];
const path = {
  orderId: 'ES-1',
  proposalId: 'p~1',
  itemId: 'i1',
  amendmentId: 'A1',
  department: 'packing',
  documentId: 'confirmation-2',
  refundId: 'ES-1~cancelled',
  holdId: 'h1',
  stallId: 'ES-1~1',
  credentialId: 'AAAAAAAAAAA',
  personId: 'nobody',
  stationId: 'AAAAAAAAAAA',
  stage: 'preparing',
  sku: 'CASTI-BT-7',
  purchaseOrderId: 'AC-1',
  driftId: 'CASTI-BT-7~B1~1',
  backorderId: 'ES-1~1',
  returnId: 'R-1',
  auditId: 'CASTI-BT-7~1',
  webhookId: 'AAAAAAAAAAAAAAAAAAAAAA',
};

let world: Awaited<ReturnType<typeof inProcess>>;
beforeAll(async () => {
  world = await inProcess();
  await world.call('POST /v1/orders', { body: popsOrder('ES-1') });
});

it('names every call but the public ones, and every role', () => {
  const { web: _, links: __, ...closed } = routes;
  expect(Object.keys(may).sort()).toEqual(Object.values(closed).flat().sort());
  expect([...order].sort()).toEqual([...roles].sort());
});

describe.each(Object.entries(may))('%s', (route, allowed) => {
  it('is for those roles and no other', async () => {
    let seen = '';
    for (const [at, role] of order.entries()) {
      world.advance(50);
      // An empty body is refused later than a role is.
      const form = route.startsWith('POST /staff/');
      const { status } = await world.call(route, {
        path,
        role,
        ...(form ? { text: '' } : { body: {} }),
      });
      expect([401, 500]).not.toContain(status);
      seen += status === 403 ? '.' : 'sowvfpkla'.charAt(at);
    }
    expect(seen).toBe(allowed);
  });

  it('is for nobody without a credential', async () => {
    // Guesses are counted by address: each route is tried from its own.
    const sourceIp = `2001:db8:0:${String(Object.keys(may).indexOf(route))}::1`;
    for (const authorization of ['', 'Basic YTpi', 'Bearer ', 'Bearer vgh_electrosmart_x_y']) {
      const { status } = await world.call(route, { path, body: {}, headers: { authorization }, sourceIp });
      expect(status).toBe(401);
    }
  });
});

it('nothing in all this was a fault of ours', () => {
  expect(world.faults).toEqual([]);
});
