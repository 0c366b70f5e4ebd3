import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, it } from 'vitest';
import { amendmentKind } from '../../shared/amendments/aggregate.ts';
import { itemOf } from '../../shared/kernel/item.ts';
import type { ProfileInput } from '../../shared/stores/profile.ts';
import { inProcess } from '../support/in-process.ts';
import { itemSize } from '../bench/units.ts';
import { giftexpress, promo } from './given.ts';

it('the head of an amendment stays below two kilobytes on its whole way', async () => {
  const world = await inProcess('2026-11-16T10:00:00Z', { shop: giftexpress as ProfileInput });
  await world.call('PUT /v1/products/{sku}', { path: { sku: 'CANA' }, body: promo });
  await world.call('POST /v1/orders', {
    body: {
      orderId: 'GE-1',
      placedAt: '2026-11-16T08:00:00Z',
      customer: { name: 'Nordica' },
      lines: [{ sku: 'COS-L', name: 'Coș', quantity: 100, unitPrice: { amount: 18_900, currency: 'RON' } }],
      promisedAt: '2026-11-19T15:00:00Z',
    },
  });
  await world.call('POST /v1/orders/{orderId}/status', {
    path: { orderId: 'GE-1' },
    body: { stage: 'preparing' },
    role: 'storefront',
  });
  await world.call('POST /v1/orders/{orderId}/amendments', {
    path: { orderId: 'GE-1' },
    body: {
      changes: [
        { op: 'add-line', sku: 'CANA', quantity: 100 },
        { op: 'change-delivery', shipments: 'separate-parcel' },
      ],
      onBehalfOf: 'dragos',
    },
    role: 'operator',
    headers: { 'idempotency-key': 'k1' },
  });
  const sizes = world.heads.log
    .filter(({ key }) => key.kind === amendmentKind)
    .map(({ change }) => itemSize(marshall(itemOf(change, 'a'.repeat(11)), { removeUndefinedValues: true })));
  expect(sizes.length).toBeGreaterThan(2);
  expect(Math.max(...sizes)).toBeLessThan(2_048);
});
