import { forecast } from '../orders/forecast.ts';
import { indefinite } from '../orders/promise-clock.ts';
import { receivedAny } from '../orders/account.ts';
import { isComingBack, isOpen } from '../orders/state.ts';
import { trackingUrl } from '../orders/view.ts';
import { earliest, latest } from '../time/instant.ts';
import type { Facts } from './check.ts';
import type { MessageModel } from './message.ts';
import type { Matter } from './notice.ts';
import { owedLine } from './owed.ts';
import { partIn } from './part.ts';

/** What a message says, from what is known now. A preview and the sent message are made by the same words. */
export function modelOf(
  matter: Pick<Matter, 'stage' | 'parcelId' | 'round'> & { readonly kind: MessageModel['kind'] },
  facts: Omit<Facts, 'suppressed'>,
  choice?: MessageModel['choice'],
): MessageModel {
  const { order, content, parcelTexts, profile, toldBefore } = facts;
  const { kind, stage = order.stay.stage, parcelId } = matter;
  const parcels = (order.parcels ?? [])
    .filter(({ id }) => parcelId === undefined || id === parcelId)
    .map((parcel) => {
      const link = trackingUrl(parcel, parcelTexts.get(parcel.text), profile);
      const carrier = profile.carriers.find(({ id }) => id === parcel.carrier)?.name ?? parcel.carrier;
      return {
        carrier,
        ...(parcel.awb === undefined ? {} : { awb: parcel.awb }),
        ...(link === undefined ? {} : { link }),
      };
    });
  const before = order.late?.told?.before;
  const locale = content?.customer.locale ?? profile.locale;
  const owed = owedLine({ kind, stage, ...(parcelId === undefined ? {} : { parcelId }) }, facts, locale);
  const part = parcelId === undefined ? undefined : partIn(facts, parcelId);
  return {
    kind,
    orderId: order.id,
    customerName: content?.customer.name ?? '',
    locale,
    profile,
    stage,
    current: order.stay.stage,
    since: order.stay.since,
    expected: expectedBy(kind, stage, facts),
    promise: order.promise,
    parcels: kind === 'stage' || kind === 'tracking' ? parcels : [],
    ...(part ? { part } : {}),
    ...(owed === undefined ? {} : { owed }),
    paid: receivedAny(order),
    ...(kind === 'delay' && toldBefore ? { again: before === undefined ? {} : { before } } : {}),
    ...(choice ? { choice } : {}),
  };
}

/**
 * When it arrives, as it is told: the likely day, and the day that is named. What has ended has nothing to expect; of
 * a stalled order only the word of delay names a date, and that it moves again.
 */
function expectedBy(
  kind: Matter['kind'],
  stage: string,
  { order, rules, at }: Pick<Facts, 'order' | 'rules' | 'at'>,
): MessageModel['expected'] {
  if (!isOpen(order)) return undefined;
  const { p50, p90 } = forecast(order, rules, at);
  const { told } = order.late ?? {};
  if (kind === 'delay') {
    // What was decided when the word fell due is what is said, and kept.
    const said = told?.at !== undefined;
    if (said ? told.day === undefined : indefinite(order, rules, at)) return undefined;
    const day = told?.day ?? rules.deliveryDay(order, p90);
    return { p50: earliest(p50, day), p90: day };
  }
  if (kind === 'stage' && (stage === 'lost' || isComingBack(stage))) return undefined;
  if (stage === 'lost' || (order.stay.alarm !== undefined && kind !== 'moving')) return undefined;
  // Never silently earlier than the day that was named.
  const day = rules.deliveryDay(order, p90);
  return { p50, p90: told?.day === undefined ? day : latest(day, told.day) };
}
