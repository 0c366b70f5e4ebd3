import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { OrderEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import type { OrderRefusal } from '../refusals.ts';
import type { Order, Parcel } from '../state.ts';
import type { Context } from './context.ts';
import { follow } from './report.ts';

export interface AddParcel {
  readonly parcelId: string;
  readonly lines: readonly ParcelLine[];
  readonly carrier: string;
  readonly awb?: string;
  /** The name of the text with lines and tracking link. */
  readonly text: string;
}

export interface ParcelLine {
  readonly lineId: string;
  readonly quantity: number;
}

/** What the decision must know beside the head: pieces ordered and pieces in other parcels, per line. */
export interface Packed {
  readonly ordered: ReadonlyMap<string, number>;
  readonly elsewhere: ReadonlyMap<string, number>;
}

const mostParcels = 50;

/**
 * A parcel as the warehouse or carrier reports it. The same id again with other content updates it: an AWB
 * comes after the box. A printed AWB is not shipped: a new parcel is packed, or where the order already is.
 */
export function addParcel(
  order: Order,
  command: AddParcel,
  packed: Packed,
  context: Context,
): Decision<OrderEvent, OrderRefusal> {
  const { rules, at } = context;
  const { parcelId: id, carrier, awb, text } = command;
  if (order.status === 'closed') return refuse({ is: 'order-closed', stage: order.stay.stage });
  const known = order.parcels?.find((parcel) => parcel.id === id);
  if (known?.text === text && known.awb === awb && known.carrier === carrier)
    return accept([], 'repeated', id);
  if (!known && (order.parcels?.length ?? 0) >= mostParcels)
    return refuse({ is: 'too-many', what: 'parcels', most: mostParcels });
  const fault = linesFault(command.lines, packed);
  if (fault) return refuse(fault);
  const units = command.lines.reduce((total, line) => total + line.quantity, 0);
  const facts = { units, carrier, text, ...(awb === undefined ? {} : { awb }) };
  if (known)
    return accept(
      [
        {
          type: 'order.parcel-updated',
          data: {
            parcel: { ...known, ...facts },
            ...(isRenumbered(known, facts) ? { renumbered: true } : {}),
          },
        },
      ],
      'updated',
      id,
    );
  const { stay } = order;
  const first = rules.parcelsFrom;
  const ready = first === undefined || rules.flow.stage(stay.stage)?.parcels === true;
  const parcel: Parcel = {
    id,
    n: 1,
    ...facts,
    ...(ready ? { stage: stay.stage, since: stay.since } : { stage: first, since: at }),
  };
  const added: OrderEvent = { type: 'order.parcel-added', data: { parcel } };
  return accept(
    [added, ...follow(evolve(order, added), { stage: parcel.stage, fact: true }, context, at)],
    'created',
    id,
  );
}

/** Could the way to follow it be another than before? A number that comes after the box is its first. */
const isRenumbered = (known: Parcel, now: Pick<Parcel, 'awb' | 'carrier' | 'text'>): boolean =>
  known.carrier !== now.carrier ||
  known.text !== now.text ||
  (known.awb !== undefined && known.awb !== now.awb);

function linesFault(lines: readonly ParcelLine[], { ordered, elsewhere }: Packed): OrderRefusal | undefined {
  const here = new Map<string, number>();
  for (const [at, { lineId, quantity }] of lines.entries()) {
    const path = `lines.${String(at)}`;
    const total = ordered.get(lineId);
    if (total === undefined)
      return { is: 'parcel-lines', path: `${path}.lineId`, message: `the order has no line ${lineId}` };
    const sum = (here.get(lineId) ?? 0) + quantity;
    here.set(lineId, sum);
    const left = total - (elsewhere.get(lineId) ?? 0);
    if (sum > left)
      return {
        is: 'parcel-lines',
        path: `${path}.quantity`,
        message: `of line ${lineId} only ${String(left)} of ${String(total)} are in no other parcel`,
      };
  }
  return undefined;
}
