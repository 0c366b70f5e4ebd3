import { storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { days, type Instant, minus } from '../time/instant.ts';

/** What somebody found who made the next check of a cause. */
export const outcomes = ['confirmed', 'ruled-out', 'unclear'] as const;

export interface Check {
  readonly attribute: string;
  readonly value: string;
  readonly outcome: (typeof outcomes)[number];
  readonly by: string;
  readonly at: Instant;
  /** The name of the text of the note. */
  readonly note?: string;
}

/** What was looked into at one stage, latest first. */
export interface Checked {
  readonly checks: readonly Check[];
}

export interface CheckedEvent {
  readonly type: 'bottleneck.checked';
  /** `orders` puts it on their timelines too. */
  readonly data: Check & { readonly stage: string; readonly orders: readonly string[] } & Readonly<
      Record<string, unknown>
    >;
}

export const bottleneckKey = (store: string, stage: string): AggregateKey => ({
  store: storeId(store),
  kind: 'bottleneck',
  id: stage,
});

/** A check says something about the pile of its days, not about the next one. */
const holdsFor = days(7);
const mostChecks = 20;

export const checkedAggregate: Aggregate<Checked, CheckedEvent> = {
  kind: 'bottleneck',
  evolve: (checked, { data: { stage: _, orders: __, ...check } }) => ({
    checks: [check, ...(checked?.checks ?? []).filter(({ at }) => at > minus(check.at, holdsFor))].slice(
      0,
      mostChecks,
    ),
  }),
  due: () => undefined,
  indexes: () => ({}),
};

/** Every check is taken down, the second of the same thing too: what was unclear may be clear now. */
export const tick = (stage: string, check: Check, orders: readonly string[]): Decision<CheckedEvent, never> =>
  accept([{ type: 'bottleneck.checked', data: { ...check, stage, orders } }], 'checked');

/** The last check of a cause, if one of these days. */
export const lastCheck = (
  checked: Checked | undefined,
  attribute: string,
  value: string,
  at: Instant,
): Check | undefined =>
  checked?.checks.find(
    (check) => check.attribute === attribute && check.value === value && check.at > minus(at, holdsFor),
  );
