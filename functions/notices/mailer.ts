import type { Mailer } from '../../shared/notices/channels.ts';
import { type GatePorts, gatedMailer } from '../../shared/notices/gate.ts';
import { sesMailer } from '../../shared/notices/ses.ts';
import { tellStopped } from '../../shared/notices/stopped-alert.ts';
import { metric } from '../pipelines/metric.ts';
import { environment, type Ports } from '../pipelines/ports.ts';

/** What the circuits of a function tell: an alarm of the deployment, and the staff of the shop that waits. */
export const gatePorts = (ports: Ports): GatePorts => ({
  ...ports,
  chance: Math.random,
  stopped: (channel, why) => {
    ports.log.error('sending stopped', {
      channel,
      why,
      ...metric('SendingStopped', 1, {}, ports.clock()),
    });
  },
  waiting: (store, channel, open) => tellStopped(ports, store, channel, open),
});

/** E-mail behind the circuit of the deployment's address. */
export const mailerOf = (ports: Ports): Mailer =>
  gatedMailer(
    gatePorts(ports),
    sesMailer(environment('MAIL_FROM'), environment('MAIL_CONFIGURATION_SET')),
    environment('MAIL_FROM'),
  );
