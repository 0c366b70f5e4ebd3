import { storesApi } from '../../shared/stores/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { httpPorts } from '../pipelines/ports.ts';
import { storeHandlers } from './handlers.ts';

const ports = httpPorts();

/** `/v1/store` and `/v1/credentials`. */
export const handler = httpFunction(ports, storesApi, storeHandlers(ports));
