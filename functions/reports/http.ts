import { reportsApi } from '../../shared/reports/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { reportHandlers } from './handlers.ts';

const ports = lambdaPorts();

/** `/v1/bottlenecks` and `/v1/reports`. */
export const handler = httpFunction(ports, reportsApi, reportHandlers(ports));
