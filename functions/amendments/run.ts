import { askStaff } from '../../shared/amendments/ask-staff.ts';
import { followAmendments } from '../../shared/amendments/firing.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { queueFunction } from '../pipelines/queue.ts';
import { askPorts } from './ports.ts';

const ports = askPorts();

/**
 * What happens to amendments and their orders is followed by what must be done about it; then whoever's word, quote or
 * work is waited for is written to.
 */
export const handler = queueFunction<Envelope>(ports, async (event) => {
  await followAmendments(ports, event);
  if (event.subject.startsWith('amendment/'))
    await askStaff(ports, event.storeId, event.subject.slice('amendment/'.length));
});
