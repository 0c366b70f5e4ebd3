import { parse } from 'zod/v4/core';
import { type ProfileInput, profileSchema } from '../../shared/stores/profile.ts';
import { electrosmart, popsOrder } from '../support/shops.ts';

const checklist = [{ id: 'i1', label: { ro: 'Verificat', en: 'Checked' }, mandatory: false }];
const stages = parse(profileSchema, electrosmart).stages.map((stage) =>
  stage.name === 'placed' ? { ...stage, checklist } : stage,
);
export const shop: ProfileInput = {
  ...electrosmart,
  stages,
  report: { roles: [] },
  noticeValve: { mostIn15Minutes: 3 },
  webhook: { url: 'https://hooks.example/veghe', secret: 'a-secret-of-samples' },
} as ProfileInput;
const price = { amount: 10_000, currency: 'RON' };
const lines = (...skus: string[]) =>
  skus.map((sku, n) => ({ lineId: String(n + 1), sku, name: sku, quantity: 2, unitPrice: price }));
export const at = '2026-11-16T08:00:00Z';

type Call = readonly [route: string, path: Record<string, string>, body: unknown];

/** Calls that lead deep: goods, orders that share too few of them, a count that differs, a return, a late delivery. */
export const opening: readonly Call[] = [
  ...['COAT', 'SCARF', 'HAT/1'].map(
    (sku) =>
      ['PUT /v1/products/{sku}', { sku }, { name: sku, category: 'c', price, cost: price }] as [
        string,
        Record<string, string>,
        unknown,
      ],
  ),
  [
    'POST /v1/stock/movements',
    {},
    {
      items: ['COAT', 'SCARF', 'HAT/1'].map((sku) => ({
        movementId: `open-${sku.slice(0, 3)}`,
        sku,
        location: 'A',
        kind: 'opening',
        quantity: 5,
        occurredAt: at,
      })),
    },
  ],
  ['PUT /v1/stock/published', {}, { asOf: at, items: [{ sku: 'COAT', quantity: 9 }] }],
  [
    'PUT /v1/purchase-orders/{purchaseOrderId}',
    { purchaseOrderId: 'PO-1' },
    { supplier: 's', lines: [{ sku: 'COAT', quantity: 5, expectedAt: '2026-11-20' }] },
  ],
  ...['ES-1', 'ES-2', 'ES-3', 'ES-4'].map(
    (id) =>
      ['POST /v1/orders', {}, popsOrder(id, { lines: lines('COAT', 'SCARF'), placedAt: at })] as [
        string,
        Record<string, string>,
        unknown,
      ],
  ),
  [
    'POST /v1/stock/counts',
    {},
    { countId: 'c0', location: 'A', items: [{ sku: 'COAT', counted: 2, countedAt: at }] },
  ],
  [
    'POST /v1/stock/returns',
    {},
    { returnId: 'R-1', state: 'arrived', orderId: 'ES-1', lines: [{ sku: 'SCARF', quantity: 1 }] },
  ],
  [
    'POST /v1/orders/{orderId}/amendments',
    { orderId: 'ES-3' },
    { changes: [{ op: 'change-address', address: { street: 'Str. Nouă 2', city: 'Cluj-Napoca' } }] },
  ],
  [
    'POST /v1/orders/{orderId}/amendments',
    { orderId: 'ES-4' },
    { changes: [{ op: 'add-line', sku: 'HAT/1', quantity: 1 }] },
  ],
  [
    'POST /v1/orders/{orderId}/amendments',
    { orderId: 'ES-1' },
    { changes: [{ op: 'add-line', sku: 'NEW', name: 'New', quantity: 1, unlisted: true }] },
  ],
  ['POST /v1/orders/{orderId}/holds', { orderId: 'ES-2' }, { reason: 'address', scope: 'order' }],
];
