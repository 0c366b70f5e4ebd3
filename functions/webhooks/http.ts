import { webhooksApi } from '../../shared/webhooks/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { httpPorts } from '../pipelines/ports.ts';
import { webhookHandlers } from './handlers.ts';

const ports = httpPorts();

/** `/v1/webhooks`. */
export const handler = httpFunction(ports, webhooksApi, webhookHandlers(ports));
