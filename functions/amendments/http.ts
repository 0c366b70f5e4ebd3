import { amendmentsApi } from '../../shared/amendments/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { httpPorts } from '../pipelines/ports.ts';
import { amendmentHandlers } from './handlers.ts';

const ports = httpPorts();

/** `/v1/amendments`, and the papers of orders. */
export const handler = httpFunction(ports, amendmentsApi, amendmentHandlers(ports));
