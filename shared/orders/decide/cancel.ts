import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { OrderEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import type { OrderRefusal } from '../refusals.ts';
import type { OrderRules } from '../rules.ts';
import type { Order, Parcel } from '../state.ts';
import type { Context } from './context.ts';
import { follow, type Report } from './report.ts';

type Answer = Decision<OrderEvent, OrderRefusal>;

/** Is it out of the shop's hands? A parcel that may still be cancelled is not; one that was lost is. */
export const hasLeft = ({ stage }: Pick<Parcel, 'stage'>, { flow }: OrderRules): boolean =>
  stage !== 'cancelled' && !(flow.stage(stage)?.next ?? []).includes('cancelled');

/**
 * A label that was annulled before its parcel left: the pieces are free for another one, and nothing else changes.
 * Refuses a parcel that is on its way.
 */
export function removeParcel(order: Order, parcelId: string, { rules }: Context): Answer {
  const parcels = order.parcels ?? [];
  const parcel = parcels.find(({ id }) => id === parcelId);
  if (!parcel) return refuse({ is: 'parcel-unknown', parcelId, known: parcels.map(({ id }) => id) });
  if (hasLeft(parcel, rules)) return refuse({ is: 'parcel-left', parcelId, stage: parcel.stage });
  const awb = parcel.awb === undefined ? {} : { awb: parcel.awb };
  return accept([{ type: 'order.parcel-removed', data: { parcelId, ...awb } }], 'accepted', parcelId);
}

/** The order without the pieces that have not left; it lies ready beside the record. */
export interface Rest {
  readonly content: string;
  /** Pieces that are on their way, or arrived. */
  readonly units: number;
}

/**
 * What has not left is cancelled; what is on its way goes on, and the order ends with it. A person may do so where the
 * stage allows a cancellation.
 */
export function cancelRest(order: Order, command: Report, rest: Rest, context: Context): Answer {
  const { rules, at } = context;
  const { stage } = order.stay;
  const allowed = rules.flow.allowed(stage);
  if (!command.fact && !allowed.includes('cancelled'))
    return refuse({ is: 'transition-not-allowed', from: stage, to: 'cancelled', allowed });
  const events: OrderEvent[] = [
    ...(order.parcels ?? [])
      .filter((parcel) => !hasLeft(parcel, rules))
      .map(({ id: parcelId }): OrderEvent => ({ type: 'order.parcel-removed', data: { parcelId } })),
    {
      type: 'order.revised',
      data: {
        revision: order.revision + 1,
        content: rest.content,
        previous: order.content,
        units: rest.units,
        reason: 'cancellation',
        ref: `cancellation/${String(order.revision + 1)}`,
      },
    },
  ];
  const now = events.reduce(evolve, order);
  const onward = {
    stage: 'cancelled',
    fact: true,
    ...(command.reason === undefined ? {} : { reason: command.reason }),
  };
  return accept([...events, ...follow(now, onward, context, command.occurredAt ?? at)], 'accepted');
}
