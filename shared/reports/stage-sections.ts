import { counted } from '../i18n/dates.ts';
import type { Bar, Section, Tone } from './blocks.ts';
import type { ReportView } from './daily-view.ts';
import { reportWords } from './report-words.ts';
import { dateOf, type Writing } from './writing.ts';

type Stage = ReportView['stages'][number];

/** A stage in which nothing waits and nothing moved says nothing. */
const speaks = ({ waiting, in: came, out, usualIn, usualOut }: Stage): boolean =>
  waiting > 0 || came > 0 || out > 0 || (usualIn ?? 0) > 0 || (usualOut ?? 0) > 0;

const comes = ({ in: came, usualIn }: Stage): boolean => came > 0 || (usualIn ?? 0) > 0;

/** The tone of each age, in the order of the report's ages. */
const tones: readonly Tone[] = ['calm', 'calm', 'warn', 'warn', 'fault', 'fault'];

/** What waits in each stage, and for how long: a bar a stage, and the figures. */
export function stageSection({ stages }: ReportView, { locale }: Writing): Section {
  const w = reportWords[locale];
  const open = stages.filter(({ waiting }) => waiting > 0);
  const most = Math.max(1, ...open.map(({ waiting }) => waiting));
  return {
    title: w.sections.stages,
    blocks: [
      {
        kind: 'bars',
        caption: w.ages,
        legend: (['calm', 'warn', 'fault'] as const).map((tone) => ({ tone, text: w.ageTones[tone] })),
        rows: open.map(({ label, waiting, ageing }): Bar => ({
          label,
          figure: counted(waiting, w.orders, locale),
          segments: ageing.map(({ orders }, at) => ({ share: orders / most, tone: tones[at] ?? 'fault' })),
        })),
      },
      {
        kind: 'table',
        caption: w.agesTable,
        head: [
          w.head.stage,
          w.head.waiting,
          ...(stages[0]?.ageing ?? []).map(({ days }) => (days === '0' ? w.today : days)),
        ],
        rows: open.map(({ label, waiting, ageing }) => [
          { text: label },
          { text: String(waiting), number: true },
          ...ageing.map(({ orders }) => ({ text: String(orders), number: true })),
        ]),
      },
    ],
  };
}

/** What came and went on the day before, beside what is usual. */
export function flowSection({ stages, dayBefore }: ReportView, writing: Writing): Section {
  const { locale } = writing;
  const w = reportWords[locale];
  const rows = stages.filter(speaks);
  const most = Math.max(1, ...rows.flatMap((stage) => [stage.in, stage.usualIn ?? 0]));
  const number = (value: number | null) => ({
    text: value === null ? w.unusual : new Intl.NumberFormat(locale).format(value),
    number: true,
  });
  const caption = w.flowCaption(dateOf(dayBefore, writing));
  return {
    title: w.sections.flow,
    blocks: [
      {
        kind: 'bars',
        caption: `${w.head.in}: ${caption}`,
        legend: [
          { tone: 'calm', text: w.head.in },
          { tone: 'soft', text: w.head.usual },
        ],
        rows: rows.filter(comes).flatMap((stage): Bar[] => [
          {
            label: stage.label,
            figure: String(stage.in),
            segments: [{ share: stage.in / most, tone: 'calm' }],
          },
          ...(stage.usualIn === null
            ? []
            : [
                {
                  label: `${stage.label}, ${w.head.usual.toLowerCase()}`,
                  figure: number(stage.usualIn).text,
                  segments: [{ share: stage.usualIn / most, tone: 'soft' as const }],
                },
              ]),
        ]),
      },
      {
        kind: 'table',
        caption,
        head: [w.head.stage, w.head.in, w.head.usual, w.head.out, w.head.usual],
        rows: rows.map((stage) => [
          { text: stage.label },
          number(stage.in),
          number(stage.usualIn),
          number(stage.end ? null : stage.out),
          number(stage.end ? null : stage.usualOut),
        ]),
      },
    ],
  };
}

/** Waiting orders as days of work, of the stages that have a capacity. */
export function loadSection({ stages }: ReportView, { locale }: Writing): Section[] {
  const w = reportWords[locale];
  const rows = stages.filter(({ capacity }) => capacity !== null);
  if (rows.length === 0) return [];
  const number = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  return [
    {
      title: w.sections.load,
      blocks: [
        {
          kind: 'table',
          caption: w.loadCaption,
          head: [w.head.stage, w.head.waiting, w.head.capacity, w.head.work],
          rows: rows.map(({ label, waiting, capacity, daysOfWork }) => [
            { text: label },
            { text: String(waiting), number: true },
            { text: number(capacity ?? 0), number: true },
            { text: daysOfWork === null ? w.overYear : number(daysOfWork), number: true },
          ]),
        },
      ],
    },
  ];
}
