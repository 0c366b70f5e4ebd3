import { followAmendments } from '../../shared/amendments/firing.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { queueFunction } from '../pipelines/queue.ts';

const ports = lambdaPorts();

/** What happens to amendments and their orders is followed by what must be done about it. */
export const handler = queueFunction<Envelope>(ports, (event) => followAmendments(ports, event));
