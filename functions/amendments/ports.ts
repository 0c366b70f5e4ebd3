import { mailerOf } from '../notices/mailer.ts';
import { environment, lambdaPorts } from '../pipelines/ports.ts';

/** The world of those who write to the staff about amendments. */
export const askPorts = () => {
  const ports = lambdaPorts();
  return { ...ports, mailer: mailerOf(ports), publicUrl: environment('PUBLIC_URL') };
};
