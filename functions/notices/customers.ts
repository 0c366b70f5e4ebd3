import type { Envelope } from '../../shared/events/envelope.ts';
import { notifyCustomers } from '../../shared/notices/customers.ts';
import { queueFunction } from '../pipelines/queue.ts';
import { customerPorts } from './ports.ts';

const ports = customerPorts();

/** From the bus to customers. */
export const handler = queueFunction<Envelope>(ports, (event) => notifyCustomers(ports, event));
