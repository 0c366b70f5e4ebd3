import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { shardOf } from '../kernel/shard.ts';
import { isSilent } from '../events/sources.ts';
import type { Order } from '../orders/state.ts';
import type { Profile } from '../stores/profile.ts';
import { type Instant, instant, minutes, parseDuration, duration } from '../time/instant.ts';
import type { HoldReason } from './notice.ts';

const window = minutes(15);
const keyOf = (store: string): AggregateKey => ({ store: storeId(store), kind: 'valve', id: 'delays' });
const bucket = (at: Instant): number => Math.floor(at / window);

/** Beyond what a shop allows one in ten counts, as ten: all count in one item, and a storm would write it too fast. */
const tens = 10;

/** Counts a notice of delay as it opens: what is about to be said, not what was said. */
export async function countDelay(
  heads: HeadStore,
  store: string,
  { noticeValve }: Profile,
  notice: string,
  at: Instant,
): Promise<void> {
  const name = String(bucket(at));
  const shut = (await heads.sum(keyOf(store), name)) > noticeValve.mostIn15Minutes;
  if (shut && shardOf(notice, tens) !== 0) return;
  await heads.add(keyOf(store), name, shut ? tens : 1, instant(at + 4 * window));
}

/**
 * Should customers' notices of delay wait for an operator? When more would be told within 15 minutes than the
 * profile allows, or when the source that reported the order's stage, which always speaks, has fallen silent:
 * then it is likelier that the reports are missing than that the orders stand still.
 */
export async function valve(
  heads: HeadStore,
  store: string,
  order: Order,
  profile: Profile,
  at: Instant,
): Promise<HoldReason | undefined> {
  const now = bucket(at);
  const counts = await Promise.all([now, now - 1].map((number) => heads.sum(keyOf(store), String(number))));
  const [current = 0, before = 0] = counts;
  // The share of the former window that still lies within the last 15 minutes.
  const share = 1 - (at % window) / window;
  if (current + before * share > profile.noticeValve.mostIn15Minutes) return 'too-many';
  const after = parseDuration(profile.noticeValve.sourceSilentAfter) ?? duration(0);
  return (await isSilent(heads, store, order.stay.by, after, at)) ? 'source-silent' : undefined;
}
