import { sesMailer } from '../../shared/notices/ses.ts';
import { environment, lambdaPorts } from '../pipelines/ports.ts';

/** The world of those who write to the staff about amendments. */
export const askPorts = () => ({
  ...lambdaPorts(),
  mailer: sesMailer(environment('MAIL_FROM'), environment('MAIL_CONFIGURATION_SET')),
  publicUrl: environment('PUBLIC_URL'),
});
