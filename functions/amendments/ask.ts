import { askStaff } from '../../shared/amendments/ask-staff.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { queueFunction } from '../pipelines/queue.ts';
import { askPorts } from './ports.ts';

const ports = askPorts();

/** Whoever's word, quote or work an amendment waits for is written to. */
export const handler = queueFunction<Envelope>(ports, ({ storeId, subject }) =>
  askStaff(ports, storeId, subject.slice('amendment/'.length)),
);
