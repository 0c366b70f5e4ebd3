import type { Alarm, ClosedOrder, Hold, OpenOrder, Parcel } from '../../shared/orders/state.ts';
import { duration } from '../../shared/time/instant.ts';
import { on } from './given.ts';

/** Instants of the week of the tests. */
export const [mon8, mon9, mon10, tue] = [on('Mon 08:00'), on('Mon 09:00'), on('Mon 10:00'), on('Tue 08:00')];
export const hour = duration(3_600_000);

/** Nothing but what every order has. */
export const base: OpenOrder = {
  status: 'open',
  id: 'ES-1',
  placedAt: mon8,
  content: 'content#a.1',
  intake: 'print',
  revision: 1,
  units: 3,
  stay: { n: 1, stage: 'placed', since: mon8, by: 'shop', clock: { spent: duration(0), from: mon8 } },
};
export const closed: ClosedOrder = { ...base, status: 'closed', closedAt: mon9 };
export const withAlarm = (alarm: Alarm): OpenOrder => ({ ...base, stay: { ...base.stay, alarm } });
export const box = (id: string): Parcel => ({
  id,
  n: 1,
  stage: 'packed',
  since: mon9,
  units: 1,
  carrier: 'fan',
  text: `parcel#${id}.1`,
});
export const hold = (id: string, scope: Hold['scope'] = 'order'): Hold => ({
  id,
  scope,
  reason: 'fraud-check',
  at: mon9,
  reviewAt: tue,
});
