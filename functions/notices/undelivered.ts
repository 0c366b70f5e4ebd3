import type { Envelope } from '../../shared/events/envelope.ts';
import { own } from '../../shared/kernel/own.ts';
import { metric } from '../pipelines/metric.ts';

/** Events that say that somebody was not reached, by the metric that counts them. */
const metrics: Readonly<Record<string, 'MessagesFailed' | 'DigestsUnreceived'>> = {
  'notice.failed': 'MessagesFailed',
  'ask.failed': 'MessagesFailed',
  'report-mail.failed': 'MessagesFailed',
  'staff-message.failed': 'MessagesFailed',
  'digest.unreceived': 'DigestsUnreceived',
};

/** What an event adds to the alarms of the deployment, with the reason; nothing for most. */
export function undeliveredMetric({ type, data }: Envelope, at: number): Record<string, unknown> | undefined {
  const name = own(metrics, type);
  // Who has left, or whose address has bounced, is no failure of ours; staff were told of the bounce.
  if (name === undefined || data['why'] === 'gone' || data['why'] === 'suppressed') return undefined;
  return { type, why: data['why'], ...metric(name, 1, {}, at) };
}
