import type { Envelope } from '../../shared/events/envelope.ts';
import { deliverEvent } from '../../shared/webhooks/deliver.ts';
import { httpsSender } from './send.ts';
import { httpPorts } from '../pipelines/ports.ts';
import { queueFunction } from '../pipelines/queue.ts';

const ports = { ...httpPorts(), send: httpsSender };

/** From the bus to the storefront. */
export const handler = queueFunction<Envelope>(ports, (event) => deliverEvent(ports, event));
