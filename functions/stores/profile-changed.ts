import type { Envelope } from '../../shared/events/envelope.ts';
import { snsSubscriptions } from '../../shared/notices/sns.ts';
import { applyProfile } from '../../shared/notices/apply-profile.ts';
import { scheduleReport } from '../../shared/reports/schedule.ts';
import { environment, httpPorts } from '../pipelines/ports.ts';
import { queueFunction } from '../pipelines/queue.ts';
import { followAddresses } from '../../shared/access/follow-addresses.ts';
import { sesMailer } from '../../shared/notices/ses.ts';

const ports = {
  ...httpPorts(),
  subscriptions: snsSubscriptions(environment('STAFF_TOPIC_ARN')),
  mailer: sesMailer(environment('MAIL_FROM'), environment('MAIL_CONFIGURATION_SET')),
};

/** A shop was opened or has changed: its staff listen to the topic, its open orders and its report are armed anew. */
export const handler = queueFunction<Envelope>(ports, async (event) => {
  await applyProfile(ports, event);
  await scheduleReport(ports, event.storeId);
  await followAddresses(ports, event);
});
