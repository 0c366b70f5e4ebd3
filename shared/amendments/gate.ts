import type { Content } from '../orders/content.ts';
import type { OrderRules } from '../orders/rules.ts';
import { isOpen, type Order } from '../orders/state.ts';
import { usualPath } from '../orders/ways.ts';
import { type Op, ops } from '../stores/amendments.ts';
import type { Profile } from '../stores/profile.ts';
import { clockOf } from '../stores/stage-clock.ts';
import type { Change } from './bodies.ts';
import type { ChangeRefusal } from './refusals.ts';

type Shop = { readonly profile: Profile; readonly rules: OrderRules };

/**
 * What can no longer be changed: an order that has ended, one that has passed the point of no return of a kind of change,
 * one that was changed too often. Says what is still possible.
 */
export function gateOf(
  order: Order,
  { amendments = 0 }: Pick<Content, 'amendments'>,
  changes: readonly Pick<Change, 'op'>[],
  { profile, rules }: Shop,
): ChangeRefusal | undefined {
  const { stage } = order.stay;
  if (!isOpen(order)) return { is: 'order-closed', stage };
  const most = profile.amendments.mostPerOrder;
  if (amendments >= most) return { is: 'too-many-amendments', most };
  const past = changes.find(({ op }) => isPast(order, op, { profile, rules }));
  if (!past) return undefined;
  const possible = ops.filter((op) => !isPast(order, op, { profile, rules }));
  return { is: 'past-no-return', op: past.op, stage, possible };
}

/**
 * The order has reached the stage from which on this is not changed any more. Goods can still be added beside a parcel that
 * has left; where it goes cannot be changed.
 */
export function isPast(order: Order, op: Op, { profile, rules }: Shop): boolean {
  const limit = rules.flow.rank(noReturn(op, profile, rules));
  const parcels = op === 'change-address' ? (order.parcels ?? []) : [];
  return [order.stay, ...parcels].some(({ stage }) => rules.flow.rank(stage) >= limit);
}

/** The shop's own, else the first stage in the carrier's hands, else the last of all. */
export function noReturn(op: Op, profile: Profile, rules: OrderRules): string {
  const own = profile.amendments.pointOfNoReturn[op];
  if (own !== undefined) return own;
  const path = usualPath(rules, rules.flow.initial);
  const carried = path.find((name) => {
    const stage = rules.flow.stage(name);
    return stage !== undefined && clockOf(profile, stage, rules.flow) === 'carrier';
  });
  return carried ?? path.at(-1) ?? rules.flow.initial;
}
