import { change } from '../../shared/kernel/commit.ts';
import { overdue, refundAggregate, refundKey, refundKind } from '../../shared/refunds/refund.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { scanFunction } from '../pipelines/schedule.ts';

const ports = lambdaPorts();

/** Refunds that should have been paid by now. */
export const handler = scanFunction(ports, refundKind, ({ store, id }) =>
  change(
    ports,
    refundAggregate,
    refundKey(store, id),
    { actor: 'system' },
    { decide: (head, at) => overdue(head?.state, at) },
  ),
);
