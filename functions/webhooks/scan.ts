import { tryDelivery } from '../../shared/webhooks/deliver.ts';
import { webhookKind } from '../../shared/webhooks/delivery.ts';
import { httpsSender } from './send.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { scanFunction } from '../pipelines/schedule.ts';

const ports = { ...lambdaPorts(), send: httpsSender };

/** Events that the storefront did not take the last time. */
export const handler = scanFunction(ports, webhookKind, ({ store, id }) => tryDelivery(ports, store, id));
