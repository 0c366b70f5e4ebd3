import type { Texter } from '../../shared/notices/channels.ts';
import { gatedTexter } from '../../shared/notices/gate.ts';
import { snsOperatorTopic, snsTexter } from '../../shared/notices/sns.ts';
import { environment, lambdaPorts, type Ports } from '../pipelines/ports.ts';
import { letters } from './letters.ts';
import { questions } from './questions.ts';
import { gatePorts, mailerOf } from './mailer.ts';

/** SMS behind the circuit of the account. */
const texterOf = (ports: Ports): Texter => gatedTexter(gatePorts(ports), snsTexter());

/** The world of those who write to customers. */
export const customerPorts = () => {
  const ports = lambdaPorts();
  return {
    ...ports,
    mailer: mailerOf(ports),
    texter: texterOf(ports),
    publicUrl: environment('PUBLIC_URL'),
    letters,
    questions,
  };
};

/** The world of the scan, which writes to staff as well. */
export const scanPorts = () => ({
  ...customerPorts(),
  topic: snsOperatorTopic(environment('STAFF_TOPIC_ARN')),
});
