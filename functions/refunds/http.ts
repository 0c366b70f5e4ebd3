import { refundsApi } from '../../shared/refunds/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { httpPorts } from '../pipelines/ports.ts';
import { refundHandlers } from './handlers.ts';

const ports = httpPorts();

/** `/v1/refunds`. */
export const handler = httpFunction(ports, refundsApi, refundHandlers(ports));
