import { noticesApi } from '../../shared/notices/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { environment, lambdaPorts } from '../pipelines/ports.ts';
import { noticeHandlers } from './handlers.ts';

const ports = lambdaPorts();

/** `/v1/notices`. */
export const handler = httpFunction(
  ports,
  noticesApi,
  noticeHandlers({ ...ports, publicUrl: environment('PUBLIC_URL') }),
);
