import { expect, it } from 'vitest';
import { lateChangesBetween, lateChangesOf } from '../../shared/amendments/late-changes.ts';
import { MemoryTallies } from '../support/memory-tallies.ts';
import { giftProfile } from './given.ts';

const hour = 3_600_000;
const profile = giftProfile();

it('how many, how long, by whom they waited, cost and margin, dates kept: counted once each', async () => {
  const tallies = new MemoryTallies();
  const events: [string, object][] = [
    ['amendment.requested', {}],
    ['amendment.requested', {}],
    ['amendment.approved', { party: 'finance', waited: 3 * hour }],
    ['amendment.approved', { party: 'finance', waited: hour }],
    ['amendment.approved', { party: 'supervisor', waited: hour / 2 }],
    ['amendment.applied', { gross: 127_353, margin: 40_000, took: 5 * hour }],
    ['amendment.expired', { took: 8 * hour }],
    ['order.closed', { stage: 'delivered', amended: 'kept' }],
    ['order.closed', { stage: 'delivered' }],
  ];
  for (const again of [1, 2])
    for (const [n, [type, data]] of events.entries()) {
      const event = {
        id: `e${String(n)}`,
        type,
        storeId: 'giftexpress',
        subject: 'amendment/A1',
        occurredAt: '2026-11-17T10:00:00Z',
        version: again,
        actor: 'x',
        data: data as Record<string, unknown>,
      };
      const adds = lateChangesOf(event, { profile, segments: new Set() });
      await tallies.count([{ store: 'giftexpress', marker: event.id, until: 0 as never, adds }]);
    }
  expect(await lateChangesBetween(tallies, 'giftexpress', '2026-11-01', '2026-11-30')).toEqual({
    requested: 2,
    applied: 1,
    declined: 0,
    withdrawn: 0,
    expired: 1,
    // Half of them took five hours at most, to the bucket's 5 %.
    medianHours: 5,
    waits: [
      { party: 'finance', answers: 2, averageHours: 2 },
      { party: 'supervisor', answers: 1, averageHours: 0.5 },
    ],
    extra: 127_353,
    margin: { amount: 40_000, of: 1 },
    dates: { kept: 1, missed: 0 },
  });
  expect((await lateChangesBetween(tallies, 'giftexpress', '2026-11-18', '2026-11-30')).requested).toBe(0);
});
