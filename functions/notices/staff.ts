import type { Envelope } from '../../shared/events/envelope.ts';
import { alertStaff } from '../../shared/notices/staff.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { queueFunction } from '../pipelines/queue.ts';

const ports = lambdaPorts();

/** From the bus to the staff's digests. */
export const handler = queueFunction<Envelope>(ports, (event) => alertStaff(ports, event));
