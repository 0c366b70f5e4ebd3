import { expect, it } from 'vitest';
import { inProcess } from '../support/in-process.ts';

it('an order that does not exist leads a person to where orders are looked for', async () => {
  const world = await inProcess();
  const answer = await world.call('GET /staff/orders/{orderId}', {
    path: { orderId: 'NO-1' },
    role: 'operator',
  });
  expect([answer.status, answer.headers['location']]).toEqual([303, '/staff/orders?order=NO-1']);
  const list = await world.call('GET /staff/orders', { query: { order: 'NO-1' }, role: 'operator' });
  expect([list.status, list.body]).toEqual([200, expect.stringContaining('Nu este nicio comandă aici.')]);
});
