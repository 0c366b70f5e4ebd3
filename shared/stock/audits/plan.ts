import { storeId } from '../../kernel/brand.ts';
import type { Aggregate } from '../../kernel/commit.ts';
import { accept, type Decision } from '../../kernel/decision.ts';
import type { AggregateKey } from '../../kernel/head.ts';
import { shardOf } from '../../kernel/shard.ts';
import { days, type Duration, duration, earliest, type Instant, plus, sortable } from '../../time/instant.ts';
import type { AbcClass } from '../drift/rules.ts';

/** When an article is counted next, and why. */
export interface CountPlan {
  readonly sku: string;
  readonly class: AbcClass;
  /** What it turned over in 90 days at cost, in minor units: what its class rests on. */
  readonly value: number;
  readonly nextAt: Instant;
  readonly why: 'class' | 'suspicion';
  /** Counts the audits of the article. */
  readonly n: number;
}

export interface PlanEvent {
  readonly type: 'audit.scheduled';
  readonly data: CountPlan & Readonly<Record<string, unknown>>;
}

export const planKind = 'count-plan';
export const planKey = (store: string, sku: string): AggregateKey => ({
  store: storeId(store),
  kind: planKind,
  id: sku,
});
/** Articles by when they are counted next: what is due is read, never all articles. */
export const planList = (store: string): string => `${store}#${planKind}`;

export const planAggregate: Aggregate<CountPlan, PlanEvent> = {
  kind: planKind,
  evolve: (_, { data: { sku, class: of, value, nextAt, why, n } }) => ({
    sku,
    class: of,
    value,
    nextAt,
    why,
    n,
  }),
  due: () => undefined,
  indexes: ({ store }, { nextAt }) => ({ list: { partition: planList(store), sort: sortable(nextAt) } }),
};

/**
 * A turns over three times what the shop's articles do on average, or more; C less than half of it. Where nothing has
 * turned over yet everything is C. Source: the ABC analysis of inventory (Dickie 1951), with the mean in place of
 * a ranking over all articles, which would have to read all of them.
 */
export function classOf(value: number, mean: number): AbcClass {
  if (mean <= 0 || value < mean / 2) return 'C';
  return value >= 3 * mean ? 'A' : 'B';
}

/** What the next count rests on. */
export interface Measure {
  readonly value: number;
  /** What an article of the shop turns over on average. */
  readonly mean: number;
  /** One piece is worth more than the shop lets be adjusted without a supervisor. */
  readonly precious: boolean;
  readonly periods: Periods;
}

export type Periods = Readonly<Record<AbcClass, Duration>>;

/**
 * The next count of an article: after its class's period, a day or more earlier by its name, so that articles that were
 * opened together do not fall due together; the next day where something is suspicious. Nothing postpones a suspicion.
 */
export function nextCount(
  before: CountPlan | undefined,
  sku: string,
  what: 'opened' | 'counted' | 'suspicious',
  { value, mean, precious, periods }: Measure,
  at: Instant,
): Decision<PlanEvent, never> {
  // What is dear by the piece is counted as often as what turns over most.
  const of = precious ? 'A' : classOf(value, mean);
  if (what === 'opened' && before) return accept([], 'known');
  const suspicious = plus(at, days(1));
  if (what === 'suspicious') {
    if (before?.why === 'suspicion') return accept([], 'known');
    const nextAt = before ? earliest(before.nextAt, suspicious) : suspicious;
    return scheduled({ sku, class: of, value, nextAt, why: 'suspicion', n: before?.n ?? 1 });
  }
  // What was never counted is spread over the whole period, what was over its last fifth.
  const spread = what === 'opened' ? periods[of] : periods[of] / 5;
  const early = (shardOf(`${sku} ${what}`, 1_000) / 1_000) * spread;
  const nextAt = plus(at, duration(Math.round(periods[of] - early)));
  return scheduled({ sku, class: of, value, nextAt, why: 'class', n: (before?.n ?? 0) + 1 });
}

const scheduled = (plan: CountPlan): Decision<PlanEvent, never> =>
  accept([{ type: 'audit.scheduled', data: { ...plan } }], 'scheduled');

/** Which count of an article: its name, and the number of its audits. */
export const auditId = ({ sku, n }: CountPlan): string => `${sku}~${String(n)}`;

export function parseAuditId(id: string): { readonly sku: string; readonly n: number } | undefined {
  const [, sku, n] = /^(.{1,64})~(\d{1,6})$/u.exec(id) ?? [];
  return sku === undefined ? undefined : { sku, n: Number(n) };
}
