import { expect, it } from 'vitest';
import { storm } from './storm.ts';

const setting = { orders: 4_000, shops: 1, partitions: 4, dueShards: 8, scanPerSecond: 440 };

it('many orders due within one minute go gravest first, each once, below what a partition takes', async () => {
  const done = await storm({ ...setting, overlapping: true });
  expect(done).toMatchObject({ changed: 4_000, failed: 0, outOfOrder: 0, throttled: 0 });
  // Nine tenths of what one takes; near it, or the scan idles.
  const peak = Math.max(done.peaks.table, done.peaks.deadlines, done.peaks.work);
  expect(peak).toBeLessThanOrEqual(900);
  expect(peak).toBeGreaterThan(600);
  expect(done.wasted).toBeLessThanOrEqual(0.05);
  expect(done.afterMinute).toBeLessThan(20);
}, 60_000);
