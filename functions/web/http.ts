import { setTimeout as pause } from 'node:timers/promises';
import { webApi } from '../../shared/http/web-api.ts';
import { sesMailer } from '../../shared/notices/ses.ts';
import { httpFunction } from '../pipelines/http.ts';
import { environment, httpPorts } from '../pipelines/ports.ts';
import { issuerCalls } from './issuer.ts';
import { webHandlers } from './handlers.ts';

const ports = httpPorts();

/** Health, the contract, and the sign-in page. */
export const handler = httpFunction(
  ports,
  webApi,
  webHandlers({
    ...ports,
    publicUrl: environment('PUBLIC_URL'),
    mailer: sesMailer(environment('MAIL_FROM'), environment('MAIL_CONFIGURATION_SET')),
    settle: () => pause(1_000),
    issuers: issuerCalls,
  }),
);
