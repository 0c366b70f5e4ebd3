import { amendmentKind } from '../../shared/amendments/aggregate.ts';
import { askKind } from '../../shared/amendments/ask.ts';
import { sendAsk } from '../../shared/amendments/ask-staff.ts';
import { fireAmendment } from '../../shared/amendments/firing.ts';
import { scanFunction } from '../pipelines/schedule.ts';
import { askPorts } from './ports.ts';

const ports = askPorts();

/** Reminders, calls and ends of amendments that have fallen due, messages to try again, and whatever was left undone. */
export const handler = scanFunction(ports, amendmentKind, ({ store, kind, id }) =>
  kind === askKind ? sendAsk(ports, store, id) : fireAmendment(ports, store, id),
);
