import { expect, it } from 'vitest';
import { bucketOf, lastBucket, upperBound } from '../../shared/durations/buckets.ts';
import { parentOf, segmentOf } from '../../shared/durations/segment.ts';
import { days, duration, minutes } from '../../shared/time/instant.ts';

it('a segment says the named attributes that an order has, from coarse to fine', () => {
  const attributes = { carrier: 'fan', warehouse: 'B1', channel: 'web' };
  expect(segmentOf(attributes, ['warehouse', 'carrier'])).toBe('warehouse=B1|carrier=fan');
  expect(segmentOf(attributes, ['zone', 'carrier'])).toBe('carrier=fan');
  expect(segmentOf(undefined, ['warehouse'])).toBe('');
  expect(segmentOf({ warehouse: 'a|b=c#d' }, ['warehouse'])).toBe('warehouse=a_b_c_d');
});

it('leans on the next coarser one, in the end on the shop', () => {
  expect(parentOf('warehouse=B1|carrier=fan')).toBe('warehouse=B1');
  expect(parentOf('warehouse=B1')).toBe('');
  expect(parentOf('')).toBeUndefined();
});

it('a bucket is at most a tenth longer than the one before', () => {
  expect([0, 1, 60, 61].map((s) => bucketOf(duration(s * 1_000)))).toEqual([0, 0, 0, 1]);
  expect(bucketOf(minutes(1_440))).toBe(73);
  expect(upperBound(73) / upperBound(72)).toBeCloseTo(1.105, 3);
  expect(upperBound(73)).toBeGreaterThan(minutes(1_440));
  expect(upperBound(72)).toBeLessThan(minutes(1_440));
  expect(bucketOf(days(4_000))).toBe(lastBucket);
});
