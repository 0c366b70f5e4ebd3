import { forecast } from '../orders/forecast.ts';
import { isOpen } from '../orders/state.ts';
import { trackingUrl } from '../orders/view.ts';
import type { Facts } from './check.ts';
import type { MessageModel } from './message.ts';
import type { Matter } from './notice.ts';

/** What a message says, from what is known now. A preview and the sent message are made by the same words. */
export function modelOf(
  matter: Pick<Matter, 'kind' | 'stage' | 'parcelId'>,
  facts: Omit<Facts, 'toldWrong' | 'suppressed'>,
): MessageModel {
  const { order, content, parcelTexts, profile, rules, at } = facts;
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
  // What has ended has nothing to expect, and of a stalled order only the word of delay names a date.
  const ahead = isOpen(order) && order.stay.alarm === undefined && stage !== 'lost';
  return {
    kind,
    orderId: order.id,
    customerName: content?.customer.name ?? '',
    locale: content?.customer.locale ?? profile.locale,
    profile,
    stage,
    current: order.stay.stage,
    since: order.stay.since,
    forecast: kind === 'delay' || ahead ? forecast(order, rules, at) : undefined,
    promise: order.promise,
    parcels: kind === 'stage' ? parcels : [],
  };
}
