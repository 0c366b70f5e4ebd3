import type { Envelope } from '../../shared/events/envelope.ts';
import { allocateOrder } from '../../shared/stock/allocation/allocate.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { queueFunction } from '../pipelines/queue.ts';

const ports = lambdaPorts();

/** What is set aside for an order follows what happens to it. */
export const handler = queueFunction<Envelope>(ports, ({ storeId, subject, data }) => {
  const { previous } = data;
  const orderId = subject.slice('order/'.length);
  return allocateOrder(ports, storeId, orderId, typeof previous === 'string' ? previous : undefined);
});
