import type { Envelope } from '../../shared/events/envelope.ts';
import { pacer } from '../../shared/kernel/pace.ts';
import { notifyCustomers } from '../../shared/notices/customers.ts';
import { queueFunction } from '../pipelines/queue.ts';
import { timer } from '../pipelines/ports.ts';
import { customerPorts } from './ports.ts';

/** Five of these work at once (infra/functions.ts): together they open as many as a scan handles, 440 a second. */
const noticeTurn = pacer({ perSecond: 88, perStore: Infinity, timer });
const ports = { ...customerPorts(), noticeTurn };

/** From the bus to customers. */
export const handler = queueFunction<Envelope>(ports, (event) => notifyCustomers(ports, event));
