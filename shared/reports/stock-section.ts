import { formatMoney } from '../i18n/money.ts';
import type { Locale } from '../i18n/dates.ts';
import { stockWords } from '../pages/stock-words.ts';
import type { Section } from './blocks.ts';
import type { ReportView } from './daily-view.ts';
import type { Writing } from './writing.ts';

interface Words {
  readonly title: string;
  readonly accuracy: (percent: string, counted: number, differing: number) => string;
  readonly causes: string;
  readonly head: readonly string[];
  readonly see: string;
}

const words: Readonly<Record<Locale, Words>> = {
  ro: {
    title: 'Stocul, în ultimele 7 zile',
    accuracy: (percent, counted, differing) =>
      `Stocul scriptic a fost corect la ${percent} dintre numărători (numărători: ${String(counted)}, diferențe: ${String(differing)}).`,
    causes: 'Ce s-a dovedit a fi cauza',
    head: ['Cauza', 'Diferențe', 'Bucăți lipsă', 'Bucăți în plus', 'Valoare'],
    see: 'Vezi stocul',
  },
  en: {
    title: 'Stock, in the last 7 days',
    accuracy: (percent, counted, differing) =>
      `The book was right in ${percent} of the counts (counts: ${String(counted)}, differences: ${String(differing)}).`,
    causes: 'What turned out to be the cause',
    head: ['Cause', 'Differences', 'Pieces missing', 'Pieces too many', 'Value'],
    see: 'See the stock',
  },
};

/** The weekly audit: how right the book is, what drifts turned out to be, and what they cost; nothing where nobody counted. */
export function stockSection({ stock, currency }: ReportView, { locale, base }: Writing): Section[] {
  if (!stock || (stock.accuracy === null && stock.causes.length === 0)) return [];
  const w = words[locale];
  const percent = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ro-RO', {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  const { accuracy, counted, differing, causes } = stock;
  return [
    {
      title: w.title,
      blocks: [
        ...(accuracy === null
          ? []
          : [{ kind: 'text' as const, text: w.accuracy(percent.format(accuracy), counted, differing) }]),
        ...(causes.length === 0
          ? []
          : [
              {
                kind: 'table' as const,
                caption: w.causes,
                head: w.head,
                rows: causes.map(({ cause, drifts, lost, found, value }) => [
                  { text: stockWords[locale].causes[cause] },
                  { text: String(drifts), number: true },
                  { text: String(lost), number: true },
                  { text: String(found), number: true },
                  { text: formatMoney(value, currency, locale), number: true },
                ]),
              },
            ]),
        { kind: 'links', lead: '', links: [{ text: w.see, href: `${base}/staff/stock` }] },
      ],
    },
  ];
}
