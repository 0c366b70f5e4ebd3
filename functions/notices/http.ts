import { noticesApi } from '../../shared/notices/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { environment, httpPorts } from '../pipelines/ports.ts';
import { noticeHandlers } from './handlers.ts';

const ports = httpPorts();

/** `/v1/notices`. */
export const handler = httpFunction(
  ports,
  noticesApi,
  noticeHandlers({ ...ports, publicUrl: environment('PUBLIC_URL') }),
);
