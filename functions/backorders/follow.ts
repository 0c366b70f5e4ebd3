import { followBackorders } from '../../shared/backorders/follow.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { queueFunction } from '../pipelines/queue.ts';

const ports = lambdaPorts();

/** From what lacks to a case, from a choice to what it asks for. */
export const handler = queueFunction<Envelope>(ports, (event) => followBackorders(ports, event));
