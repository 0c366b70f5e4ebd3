import { followStock } from '../../shared/backorders/follow.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { queueFunction } from '../pipelines/queue.ts';

const ports = lambdaPorts();

/** What is set aside, given out, booked, asked and counted follows what happened. */
export const handler = queueFunction<Envelope>(ports, (event) => followStock(ports, event));
