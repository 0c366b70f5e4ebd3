import { webApi } from '../../shared/http/web-api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { environment, lambdaPorts } from '../pipelines/ports.ts';
import { webHandlers } from './handlers.ts';

const ports = lambdaPorts();

/** Health, the contract, and the sign-in page. */
export const handler = httpFunction(
  ports,
  webApi,
  webHandlers({ ...ports, publicUrl: environment('PUBLIC_URL') }),
);
