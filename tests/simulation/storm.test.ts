import { expect, it } from 'vitest';
import { storm } from './storm.ts';

const setting = { orders: 4_000, shops: 1, partitions: 4, dueShards: 8, scanPerSecond: 440 };

it('many orders due within one minute go gravest first, each once, below what a partition takes', async () => {
  const done = await storm({ ...setting, overlapping: true });
  expect(done).toMatchObject({ changed: 4_000, failed: 0, outOfOrder: 0, throttled: 0 });
  // Nine tenths of what one takes; near it, or the scan idles.
  const peak = Math.max(done.peaks.table, done.peaks.deadlines, done.peaks.work);
  expect(peak).toBeLessThanOrEqual(900);
  expect(peak).toBeGreaterThan(400);
  expect(done.wasted).toBeLessThanOrEqual(0.05);
  expect(done.afterMinute).toBeLessThan(20);
}, 60_000);

it('one shop goes as fast as all together: its work list lies in as many partitions as the deadlines', async () => {
  const wide = { ...setting, partitions: 12, dueShards: 64, scanPerSecond: 2_100 };
  const done = await storm({ ...wide, overlapping: false });
  expect(done).toMatchObject({ changed: 4_000, throttled: 0 });
  expect(done.peaks.work).toBeLessThanOrEqual(900);
  // 4,000 at 440 a second would take nine.
  expect(done.afterMinute).toBeLessThan(4);
}, 60_000);

it('staff get one message for each role, customers wait for the release and then for the rate of SES', async () => {
  const staff = await storm({ ...setting, orders: 1_000, overlapping: false, mailPerSecond: 14 });
  expect(staff.told).toMatchObject({ digests: { operator: 1, supervisor: 1 }, mails: 0 });
  const delays = { ...setting, orders: 150, overlapping: false, kind: 'delays' } as const;
  const { told } = await storm({ ...delays, mailPerSecond: 14 });
  // The delays, then what is held because of them.
  expect(told).toMatchObject({ digests: { operator: 2 }, held: 150, unasked: 0, mails: 150 });
  expect(told?.mostMailsInASecond).toBeLessThanOrEqual(15);
}, 60_000);
