import { describe, expect, it } from 'vitest';
import { Days, medianOf } from '../../shared/reports/days.ts';
import { dateNumber } from '../../shared/time/business.ts';
import { hours } from '../../shared/time/instant.ts';
import { on } from '../orders/given.ts';
import { counted, event, placed } from './events.ts';

const [mon, tue] = ['2026-11-16', '2026-11-17'].map(dateNumber) as [number, number];
const stall = (type: string, at: string, more: Record<string, unknown> = {}) =>
  event(`order.${type}`, at, { at: on(at), stallId: 'ES-1~2', stage: 'preparing', ...more });

describe('what happened on a day', () => {
  it('is counted by kind: orders, stalls by stage, notices, alerts', async () => {
    const days = await Days.read(
      await counted(
        placed('Mon 08:00'),
        placed('Mon 08:00', { imported: true }),
        stall('stall-warned', 'Mon 10:00'),
        stall('stalled', 'Mon 14:00', { warnedAt: on('Mon 10:00') }),
        stall('stall-acknowledged', 'Mon 15:00', { stage: undefined, quiet: { kind: 'acknowledged' } }),
        stall('stall-closed', 'Mon 16:00', { level: 'breached', acted: true }),
        stall('stall-warned', 'Tue 10:00', { stage: 'packed' }),
        event('notice.sent', 'Mon 11:00', { kind: 'delay', channel: 'email' }),
        event('notice.held', 'Mon 11:00', { orderId: 'ES-1', why: 'too-many' }),
      ),
      'electrosmart',
      mon,
      tue,
    );
    expect(days.sum('orders', mon, mon)).toEqual({ placed: 1 });
    expect(days.sum('stalls#preparing', mon, mon)).toEqual({
      warned: 1,
      breached: 1,
      closed: 1,
      acted: 1,
      // Four hours are 240 minutes; 1.10526 to the 55th is 245.6, to the 54th 222.2.
      lead55: 1,
    });
    expect(days.sum('stalls', mon, tue)).toMatchObject({ warned: 2, breached: 1, acknowledged: 1 });
    expect(days.sum('notices', mon, tue)).toEqual({ 'sent.delay': 1, held: 1 });
    // A held notice is an alert too; the closing of a stall is none.
    expect(days.sum('alerts', mon, mon)).toEqual({
      'order.stall-warned': 1,
      'order.stalled': 1,
      'notice.held': 1,
    });
  });
});

it('a median is read from its buckets, to within a tenth', () => {
  const fields = { lead40: 1, lead55: 3, lead60: 1, breached: 9 };
  expect(medianOf(fields, 'lead')! / hours(1)).toBeCloseTo(4.1, 1);
  expect(medianOf({ breached: 9 }, 'lead')).toBeUndefined();
});
