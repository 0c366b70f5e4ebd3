/**
 * Every route of the public face, by the function that serves it: names only, so that the stack, the
 * handlers and `openapi.json` cannot disagree about which calls exist. Paths are API Gateway route keys.
 */
export const routes = {
  orders: [
    'POST /v1/orders',
    'GET /v1/orders',
    'GET /v1/orders/{orderId}',
    'GET /v1/orders/{orderId}/timeline',
    'POST /v1/orders/{orderId}/status',
    'POST /v1/orders/{orderId}/corrections',
    'POST /v1/orders/{orderId}/parcels',
    'POST /v1/orders/{orderId}/payment',
    'POST /v1/orders/{orderId}/promise',
    'PUT /v1/orders/{orderId}/checklist/{itemId}',
    'POST /v1/orders/{orderId}/holds',
    'DELETE /v1/orders/{orderId}/holds/{holdId}',
    'GET /v1/stalls',
    'POST /v1/stalls/{stallId}/acknowledgement',
    'POST /v1/stalls/{stallId}/snooze',
  ],
  stores: ['GET /v1/store', 'PUT /v1/store', 'POST /v1/credentials', 'DELETE /v1/credentials/{credentialId}'],
  notices: ['GET /v1/notices', 'POST /v1/notices/release', 'POST /v1/notices/preview'],
  reports: [
    'GET /v1/bottlenecks',
    'POST /v1/bottlenecks/{stage}/checks',
    'GET /v1/reports/daily',
    'POST /staff/checks',
  ],
  refunds: ['GET /v1/refunds', 'POST /v1/refunds/{refundId}/settlement'],
  stock: [
    'PUT /v1/products/{sku}',
    'GET /v1/products/{sku}',
    'GET /v1/purchase-orders',
    'PUT /v1/purchase-orders/{purchaseOrderId}',
    'GET /v1/purchase-orders/{purchaseOrderId}',
  ],
  pages: [
    'GET /staff/stalls',
    'POST /staff/stalls',
    'GET /staff/orders',
    'GET /staff/orders/{orderId}',
    'POST /staff/orders/{orderId}',
    'GET /staff/notices',
    'POST /staff/notices',
    'GET /staff/proposals',
    'POST /staff/proposals',
  ],
  links: ['GET /l/{token}', 'HEAD /l/{token}', 'POST /l/{token}'],
  learning: [
    'POST /v1/history',
    'GET /v1/proposals',
    'POST /v1/proposals',
    'POST /v1/proposals/{proposalId}/decision',
  ],
  web: [
    'GET /health',
    'GET /openapi.json',
    'GET /v1/session',
    'POST /v1/session',
    'DELETE /v1/session',
    '$default',
  ],
} as const;

export type RouteKey = (typeof routes)[keyof typeof routes][number];
