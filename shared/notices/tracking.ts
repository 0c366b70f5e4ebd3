import { allOf } from '../kernel/all-of.ts';
import type { HeadStore } from '../kernel/head.ts';
import { own } from '../kernel/own.ts';
import { digest } from '../kernel/receipts.ts';
import type { Order } from '../orders/state.ts';
import { type ParcelText, trackingUrl } from '../orders/view.ts';
import type { Profile } from '../stores/profile.ts';
import { type Instant, latest, minutes, plus } from '../time/instant.ts';
import { type Notice, noticesOf, type Tracking } from './notice.ts';

interface Known {
  readonly order: Order;
  readonly parcelTexts: ReadonlyMap<string, ParcelText>;
  readonly profile: Profile;
}

/** How a parcel can be followed now; undefined where it has no number and no link yet. */
export function trackingOf({ order, parcelTexts, profile }: Known, parcelId: string): string | undefined {
  const parcel = order.parcels?.find(({ id }) => id === parcelId);
  if (!parcel) return undefined;
  const link = trackingUrl(parcel, parcelTexts.get(parcel.text), profile);
  if (parcel.awb === undefined && link === undefined) return undefined;
  return digest(JSON.stringify([parcel.carrier, parcel.awb, link]), 16);
}

/** What a message says about following parcels: remembered with it, so that a later change is known to be one. */
export function trackingIn(
  { kind, parcelId }: Pick<Notice, 'kind' | 'parcelId'>,
  facts: Known,
): { tracking?: Tracking } {
  if (kind !== 'stage' && kind !== 'tracking') return {};
  const said = (facts.order.parcels ?? [])
    .filter(({ id }) => parcelId === undefined || id === parcelId)
    .flatMap(({ id }) => {
      const now = trackingOf(facts, id);
      return now === undefined ? [] : [[id, now] as const];
    });
  return said.length === 0 ? {} : { tracking: Object.fromEntries(said) };
}

/** What the customer knows of a parcel's number. */
export interface ToldTracking {
  /** What he was told last on this channel; undefined where nothing was said. */
  readonly last?: string;
  /** A message that may still tell it is on its way: asked again then. */
  readonly waits?: Instant;
}

const pause = minutes(1);

/** Looks through the messages of an order for what was said of a parcel on this channel. */
export async function toldTracking(
  heads: HeadStore,
  store: string,
  { orderId, parcelId = '', channel }: Pick<Notice, 'orderId' | 'parcelId' | 'channel'>,
  at: Instant,
): Promise<ToldTracking> {
  const found = await heads.loadMany<Notice>(await allOf(heads, noticesOf(store, orderId)));
  const notices = found.map(({ state }) => state).filter((one) => one.channel === channel);
  const last = notices
    .flatMap((one) => {
      const said = 'tracking' in one ? own(one.tracking ?? {}, parcelId) : undefined;
      return said === undefined || !('at' in one) ? [] : [{ at: one.at, said }];
    })
    .sort((a, b) => a.at - b.at)
    .at(-1)?.said;
  const may = notices.filter(
    (one) =>
      one.kind === 'stage' &&
      (one.parcelId === undefined || one.parcelId === parcelId) &&
      (one.status === 'waiting' || one.status === 'claimed'),
  );
  const waits = may.map((one) => plus(one.status === 'waiting' ? latest(one.dueAt, at) : at, pause));
  return {
    ...(last === undefined ? {} : { last }),
    ...(waits.length === 0 ? {} : { waits: latest(...waits) }),
  };
}
