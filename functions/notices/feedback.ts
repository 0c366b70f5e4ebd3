import { type MailFeedback, mailFeedback } from '../../shared/notices/feedback.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { queueFunction } from '../pipelines/queue.ts';

const ports = lambdaPorts();

/** Bounces and complaints, from SES through its topic. */
export const handler = queueFunction<MailFeedback>(ports, (event) => mailFeedback(ports, event));
