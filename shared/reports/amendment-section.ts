import { own } from '../kernel/own.ts';
import { approvalWords } from '../amendments/approval-words.ts';
import { formatMoney } from '../i18n/money.ts';
import type { Locale } from '../i18n/dates.ts';
import type { Block, Section } from './blocks.ts';
import type { ReportView } from './daily-view.ts';
import type { Writing } from './writing.ts';

interface Words {
  readonly title: string;
  readonly counts: (
    asked: number,
    made: number,
    declined: number,
    withdrawn: number,
    expired: number,
  ) => string;
  readonly took: (hours: string) => string;
  readonly extra: (sum: string, margin: string | undefined) => string;
  readonly dates: (kept: number, missed: number) => string;
  readonly waits: string;
  readonly head: readonly string[];
  readonly see: string;
}

const words: Readonly<Record<Locale, Words>> = {
  ro: {
    title: 'Modificări târzii, în ultimele 30 de zile',
    counts: (asked, made, declined, withdrawn, expired) =>
      `Cerute: ${String(asked)}. Făcute: ${String(made)}, respinse: ${String(declined)}, retrase: ${String(withdrawn)}, expirate: ${String(expired)}.`,
    took: (hours) => `De la cerere la capăt, jumătate durează cel mult ${hours} ore.`,
    extra: (sum, margin) =>
      `Clienții plătesc în plus ${sum}${margin === undefined ? '' : `, din care marjă ${margin}`}.`,
    dates: (kept, missed) =>
      `Comenzi modificate care au ajuns: ${String(kept)} la timp, ${String(missed)} cu întârziere.`,
    waits: 'După cine s-a așteptat',
    head: ['Cine', 'Răspunsuri', 'Ore, în medie'],
    see: 'Vezi modificările',
  },
  en: {
    title: 'Late changes, in the last 30 days',
    counts: (asked, made, declined, withdrawn, expired) =>
      `Asked for: ${String(asked)}. Made: ${String(made)}, declined: ${String(declined)}, taken back: ${String(withdrawn)}, expired: ${String(expired)}.`,
    took: (hours) => `From asking to the end half take ${hours} hours at most.`,
    extra: (sum, margin) =>
      `Customers pay ${sum} more${margin === undefined ? '' : `, of which margin ${margin}`}.`,
    dates: (kept, missed) => `Changed orders that arrived: ${String(kept)} on time, ${String(missed)} late.`,
    waits: 'Whose words were waited for',
    head: ['Who', 'Answers', 'Hours, on average'],
    see: 'See the changes',
  },
};

/** How late changes did; nothing where nobody asked for one. */
export function amendmentSection({ amendments, currency }: ReportView, { locale, base }: Writing): Section[] {
  if (!amendments || amendments.requested === 0) return [];
  const w = words[locale];
  const { requested, applied, declined, withdrawn, expired, medianHours, waits, extra, margin, dates } =
    amendments;
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const text = (said: string): Block => ({ kind: 'text', text: said });
  return [
    {
      title: w.title,
      blocks: [
        text(w.counts(requested, applied, declined, withdrawn, expired)),
        ...(medianHours === null ? [] : [text(w.took(String(medianHours)))]),
        ...(applied === 0
          ? []
          : [text(w.extra(money(extra), margin.of === 0 ? undefined : money(margin.amount)))]),
        ...(dates.kept + dates.missed === 0 ? [] : [text(w.dates(dates.kept, dates.missed))]),
        ...(waits.length === 0
          ? []
          : [
              {
                kind: 'table' as const,
                caption: w.waits,
                head: w.head,
                rows: waits.map(({ party, answers, averageHours }) => [
                  { text: own(approvalWords[locale].roles, party) ?? party },
                  { text: String(answers), number: true },
                  { text: String(averageHours), number: true },
                ]),
              },
            ]),
        { kind: 'links', lead: '', links: [{ text: w.see, href: `${base}/staff/amendments` }] },
      ],
    },
  ];
}
