import { undeliveredMetric } from './undelivered.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { alertStaff } from '../../shared/notices/staff.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { queueFunction } from '../pipelines/queue.ts';

const ports = lambdaPorts();

/** From the bus to the staff's digests; what reached nobody is counted. */
export const handler = queueFunction<Envelope>(ports, async (event) => {
  await alertStaff(ports, event);
  const counted = undeliveredMetric(event, ports.clock());
  if (counted) ports.log.error('not delivered', { store: event.storeId, subject: event.subject, ...counted });
});
