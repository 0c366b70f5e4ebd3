import { stageLabel } from '../notices/words.ts';
import { formatInstant } from '../time/instant.ts';
import type { Check } from './checks.ts';
import type { DailyReport } from './daily.ts';
import { ageNames } from './stages.ts';
import { bottleneckView, type Reader } from './view.ts';

/** A report as readers get it, in their words: the JSON answer, and what page, sheet and e-mail are made of. */
export function reportView(
  report: DailyReport,
  reader: Reader,
  checks: readonly (readonly (Check | undefined)[])[],
) {
  const { profile, locale } = reader;
  const label = (stage: string) => stageLabel(stage, locale, profile.stages);
  const {
    date,
    at,
    reconstructed,
    dayBefore,
    stages,
    stalls,
    bottlenecks,
    notices,
    proposals,
    alerts,
    amendments,
    stock,
  } = report;
  return {
    storeId: profile.storeId,
    store: profile.name,
    date,
    asOf: formatInstant(at),
    reconstructed,
    dayBefore,
    stages: stages.map(({ ages, ...stage }) => ({
      ...stage,
      label: label(stage.stage),
      ageing: ageNames.map((name, index) => ({ days: name, orders: ages[index] ?? 0 })),
    })),
    stalls: stalls && {
      ...stalls,
      top: stalls.top.map((stuck) => ({
        ...stuck,
        label: label(stuck.stage),
        since: formatInstant(stuck.since),
      })),
    },
    bottlenecks: bottlenecks?.map((one, index) => bottleneckView(one, reader, checks[index] ?? [])) ?? null,
    notices,
    proposals: proposals?.map((one) => ({ ...one, label: label(one.stage) })) ?? null,
    alerts,
    amendments: amendments ?? null,
    stock: stock ?? null,
    currency: profile.currency,
  };
}
export type ReportView = ReturnType<typeof reportView>;
