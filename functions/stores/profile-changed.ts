import type { Envelope } from '../../shared/events/envelope.ts';
import { snsSubscriptions } from '../../shared/notices/sns.ts';
import { followAddresses } from '../../shared/access/follow-addresses.ts';
import { sesMailer } from '../../shared/notices/ses.ts';
import { startApplying } from '../../shared/stores/applying.ts';
import { environment, httpPorts } from '../pipelines/ports.ts';
import { queueFunction } from '../pipelines/queue.ts';
import { applyProfile } from './apply-profile.ts';

const ports = {
  ...httpPorts(),
  subscriptions: snsSubscriptions(environment('STAFF_TOPIC_ARN')),
  mailer: sesMailer(environment('MAIL_FROM'), environment('MAIL_CONFIGURATION_SET')),
};

/** A shop was opened or has changed: what follows from that is begun, and gone on with by the scan of jobs. */
export const handler = queueFunction<Envelope>(ports, async (event) => {
  const loaded = await ports.profiles.fresh(event.storeId);
  if (!loaded) return;
  await startApplying(ports, event.storeId, loaded.revision);
  // What is begun is not lost: the scan tries again what fails here, and counts it each time.
  await applyProfile(ports, event.storeId).catch((error: unknown) => {
    ports.log.warn('profile not applied yet', { store: event.storeId, error });
  });
  // Last: a mail that is refused comes again with the message, and what was done before changes nothing.
  await followAddresses(ports, event);
});
