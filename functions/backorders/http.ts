import { backordersApi } from '../../shared/backorders/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { httpPorts } from '../pipelines/ports.ts';
import { backorderHandlers } from './handlers.ts';

const ports = httpPorts();

/** `/v1/backorders`. */
export const handler = httpFunction(ports, backordersApi, backorderHandlers(ports));
