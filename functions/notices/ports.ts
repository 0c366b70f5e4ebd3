import { sesMailer } from '../../shared/notices/ses.ts';
import { snsStaffTopic, snsTexter } from '../../shared/notices/sns.ts';
import { letters } from './letters.ts';
import { environment, lambdaPorts } from '../pipelines/ports.ts';

/** The world of those who write to customers. */
export const customerPorts = () => ({
  ...lambdaPorts(),
  mailer: sesMailer(environment('MAIL_FROM'), environment('MAIL_CONFIGURATION_SET')),
  texter: snsTexter(),
  publicUrl: environment('PUBLIC_URL'),
  letters,
});

/** The world of the scan, which writes to staff as well. */
export const scanPorts = () => ({ ...customerPorts(), topic: snsStaffTopic(environment('STAFF_TOPIC_ARN')) });
