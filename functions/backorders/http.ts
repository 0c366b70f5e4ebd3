import { backordersApi } from '../../shared/backorders/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { backorderHandlers } from './handlers.ts';

const ports = lambdaPorts();

/** `/v1/backorders`. */
export const handler = httpFunction(ports, backordersApi, backorderHandlers(ports));
