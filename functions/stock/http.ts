import { stockApi } from '../../shared/stock/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { stockHandlers } from './handlers.ts';

const ports = lambdaPorts();

/** `/v1/products`, `/v1/purchase-orders`. */
export const handler = httpFunction(ports, stockApi, stockHandlers(ports));
