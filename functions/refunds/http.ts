import { refundsApi } from '../../shared/refunds/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { refundHandlers } from './handlers.ts';

const ports = lambdaPorts();

/** `/v1/refunds`. */
export const handler = httpFunction(ports, refundsApi, refundHandlers(ports));
