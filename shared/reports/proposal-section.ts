import { counted } from '../i18n/dates.ts';
import { parseDuration } from '../time/instant.ts';
import type { Block, Section } from './blocks.ts';
import type { ReportView } from './daily-view.ts';
import { type ReportWords, reportWords } from './report-words.ts';
import type { Writing } from './writing.ts';

type Proposed = NonNullable<ReportView['proposals']>[number];

/** What is proposed, and where it is decided; nothing where nothing is. */
export function proposalSection({ proposals }: ReportView, { locale, base }: Writing): Section[] {
  if (!proposals || proposals.length === 0) return [];
  const w = reportWords[locale];
  const lines = proposals.map((one): Block => ({ kind: 'text', text: line(one, w, locale) }));
  const links = [{ text: w.proposals.decide, href: `${base}/staff/proposals` }];
  return [{ title: w.proposals.title, blocks: [...lines, { kind: 'links', lead: '', links }] }];
}

function line(one: Proposed, w: ReportWords, locale: Writing['locale']): string {
  const limit = 'limit' in one.proposed ? hoursIn(one.proposed.limit) : undefined;
  if (limit === undefined)
    return w.proposals.other(w.proposals.kinds[one.kind] ?? one.kind, one.label, one.by);
  const before = one.present && 'limit' in one.present ? hoursIn(one.present.limit ?? '') : undefined;
  const hours = (count: number) => counted(count, w.hours, locale);
  const { proposed, present } = effects(one);
  return [
    w.proposals.limit(one.label, hours(limit), before === undefined ? undefined : hours(before)),
    ...(proposed
      ? [
          w.proposals.effect(
            number(proposed.alertsPer100Orders),
            present && number(present.alertsPer100Orders),
          ),
        ]
      : []),
    ...(proposed ? [w.proposals.worth(proposed.caught, proposed.criedWolf)] : []),
  ].join(' ');

  function number(value: number): string {
    return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  }
}

interface Effect {
  readonly alertsPer100Orders: number;
  readonly caught: number;
  readonly criedWolf: number;
}

/** The effects of a limit; of other proposals there are none of this kind. */
function effects({ effect }: Proposed): { proposed?: Effect; present?: Effect } {
  const of = (value: unknown): Effect | undefined =>
    typeof value === 'object' && value !== null && 'criedWolf' in value ? (value as Effect) : undefined;
  const { proposed, present } = effect as { proposed?: unknown; present?: unknown };
  const [after, before] = [of(proposed), of(present)];
  return { ...(after ? { proposed: after } : {}), ...(before ? { present: before } : {}) };
}

function hoursIn(text: string): number | undefined {
  const length = parseDuration(text);
  return length === undefined ? undefined : Math.round(length / 3_600_000);
}
