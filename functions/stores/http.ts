import { storesApi } from '../../shared/stores/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { storeHandlers } from './handlers.ts';

const ports = lambdaPorts();

/** `/v1/store` and `/v1/credentials`. */
export const handler = httpFunction(ports, storesApi, storeHandlers(ports));
