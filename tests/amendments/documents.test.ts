import { expect, it } from 'vitest';
import type { ProfileInput } from '../../shared/stores/profile.ts';
import { inProcess } from '../support/in-process.ts';
import { giftexpress } from './given.ts';

const order = (orderId: string, more: object = {}) => ({
  orderId,
  placedAt: '2026-11-16T08:00:00Z',
  customer: { name: 'Nordica' },
  deliveryAddress: { street: 'Str. Lungă 1', city: 'Brașov' },
  lines: [{ sku: 'COS-L', name: 'Coș', quantity: 100, unitPrice: { amount: 18_900, currency: 'RON' } }],
  payment: { method: 'card', state: 'paid' },
  ...more,
});

it('papers of each revision: numbered without gaps over all orders, replaced ones voided and kept', async () => {
  const world = await inProcess('2026-11-16T10:00:00Z', { shop: giftexpress as ProfileInput });
  const path = { orderId: 'GE-1' };
  /** Asked for by the storefront, approved by the supervisor, taken by everybody whom it concerns. */
  async function changed(orderId: string, change: object): Promise<void> {
    const asked = await world.call('POST /v1/orders/{orderId}/amendments', {
      path: { orderId },
      body: { changes: [change] },
      role: 'storefront',
    });
    const amendmentId: string = asked.body.amendmentId;
    if (asked.body.status === 'awaiting-approval')
      await world.call('POST /v1/amendments/{amendmentId}/decisions', {
        path: { amendmentId },
        body: { decision: 'approve' },
        role: 'supervisor',
      });
    for (const [department, role] of [
      ['packing', 'packing'],
      ['logistics', 'logistics'],
      ['billing', 'finance'],
    ] as const)
      await world.call('POST /v1/amendments/{amendmentId}/tasks/{department}', {
        path: { amendmentId, department },
        body: { state: 'acknowledged' },
        role,
      });
    const { body } = await world.call('GET /v1/amendments/{amendmentId}', { path: { amendmentId } });
    expect(body.status).toBe('applied');
  }
  await world.call('POST /v1/orders', { body: order('GE-1') });
  await world.call('POST /v1/orders', { body: order('GE-2', { attributes: { invoice: 'GEX-1000' } }) });
  await changed('GE-1', { op: 'change-address', address: { street: 'Nouă 2', city: 'Cluj-Napoca' } });
  await changed('GE-2', { op: 'change-quantity', lineId: '1', quantity: 90 });
  await changed('GE-1', { op: 'change-quantity', lineId: '1', quantity: 95 });

  const list = async (orderId: string) =>
    (await world.call('GET /v1/orders/{orderId}/documents', { path: { orderId } })).body.items.map(
      ({ documentId, number, status, replacedBy }: any) => [documentId, number, status, replacedBy],
    );
  expect(await list('GE-1')).toEqual([
    ['order-1', null, 'valid', undefined],
    // An address costs nothing: nothing is billed for it.
    ['confirmation-2', 'CC-1', 'void', 'confirmation-3'],
    ['order-2', null, 'valid', undefined],
    ['confirmation-3', 'CC-3', 'valid', undefined],
    ['pro-forma-3', 'PF-1', 'valid', undefined],
  ]);
  // Of what is invoiced already, a note for finance.
  expect(await list('GE-2')).toEqual([
    ['order-1', null, 'valid', undefined],
    ['confirmation-2', 'CC-2', 'valid', undefined],
    ['difference-2', 'ND-1', 'valid', undefined],
  ]);
  const voided = await world.call('GET /v1/orders/{orderId}/documents/{documentId}', {
    path: { ...path, documentId: 'confirmation-2' },
  });
  expect(voided.body).toMatchObject({ status: 'void', buyer: { address: { city: 'Cluj-Napoca' } } });
  const note = await world.call('GET /v1/orders/{orderId}/documents/{documentId}', {
    path: { orderId: 'GE-2', documentId: 'difference-2' },
  });
  expect(note.body.difference.gross.amount).toBe(-189_000);
  const unknown = await world.call('GET /v1/orders/{orderId}/documents/{documentId}', {
    path: { ...path, documentId: 'confirmation-9' },
  });
  expect(unknown.status).toBe(404);
  expect(world.faults).toEqual([]);
});
