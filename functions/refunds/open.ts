import type { Envelope } from '../../shared/events/envelope.ts';
import { refundsOf } from '../../shared/refunds/open.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { queueFunction } from '../pipelines/queue.ts';

const ports = lambdaPorts();

/** From the bus to finance's tasks. */
export const handler = queueFunction<Envelope>(ports, (event) => refundsOf(ports, event));
