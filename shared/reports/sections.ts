import { own } from '../kernel/own.ts';
import { counted, day, shortDay } from '../i18n/dates.ts';
import { instant, type Instant, parseInstant } from '../time/instant.ts';
import { amendmentSection } from './amendment-section.ts';
import type { Block, Section } from './blocks.ts';
import type { ReportView } from './daily-view.ts';
import { stockSection } from './stock-section.ts';
import { proposalSection } from './proposal-section.ts';
import { flowSection, loadSection, stageSection } from './stage-sections.ts';
import { type ReportWords, reportWords } from './report-words.ts';
import { dateOf, percent, traitText, type Writing } from './writing.ts';

/** The whole report in words, the gravest first. */
export function sectionsOf(report: ReportView, writing: Writing): Section[] {
  return [
    ...(report.bottlenecks ? [pileSection(report.bottlenecks, writing)] : []),
    ...(report.stalls && report.stalls.total > 0 ? [stallSection(report.stalls, writing)] : []),
    stageSection(report, writing),
    flowSection(report, writing),
    ...loadSection(report, writing),
    noticeSection(report, writing),
    ...amendmentSection(report, writing),
    ...stockSection(report, writing),
    ...proposalSection(report, writing),
    alertSection(report, writing),
  ];
}

type Pile = NonNullable<ReportView['bottlenecks']>[number];
type Cause = Pile['causes'][number];

const timeOf = (text: string): Instant => parseInstant(text) ?? instant(0);

function pileSection(piles: readonly Pile[], writing: Writing): Section {
  const w = reportWords[writing.locale];
  const blocks = piles.flatMap((pile): Block[] => [
    {
      kind: 'heading',
      text: w.pile(pile.label, counted(pile.stalled, w.stalled, writing.locale), pile.passed),
    },
    ...(pile.cut ? [text(w.cut)] : []),
    ...(pile.causes.length === 0
      ? [text(w.noCause), ...pile.evidence.map((one) => text(evidenceText(one, w, writing)))]
      : pile.causes.flatMap((cause) => causeBlocks(cause, pile.stage, w, writing))),
  ]);
  return { title: w.sections.piles, blocks: blocks.length > 0 ? blocks : [text(w.nothingStalled)] };
}

function causeBlocks(cause: Cause, stage: string, w: ReportWords, writing: Writing): Block[] {
  const { locale, base } = writing;
  const { nextCheck, checked, orders, count } = cause;
  const companions = cause.with.map((trait) => traitText(trait, locale));
  const who = [w.roles[nextCheck.role] ?? nextCheck.role, nextCheck.people.join(', ')]
    .filter(Boolean)
    .join(': ');
  const named = orders.map((id) => ({ text: id, href: `${base}/staff/orders/${id}` }));
  return [
    { kind: 'text', text: w.cause(traitText(cause, locale)), strong: true },
    ...(companions.length > 0
      ? [text(w.together(new Intl.ListFormat(locale, { type: 'conjunction' }).format(companions)))]
      : []),
    {
      kind: 'bars',
      caption: w.shares,
      legend: [],
      rows: (
        [
          [w.amongStalled, cause.stalledShare, 'fault'],
          [w.amongPassed, cause.passedShare, 'soft'],
        ] as const
      ).map(([label, share, tone]) => ({
        label,
        figure: percent(share, locale),
        segments: [{ share, tone }],
      })),
    },
    ...cause.evidence.map((one) => text(evidenceText(one, w, writing))),
    text(w.next(nextCheck.check, who)),
    ...(checked ? [text(w.checked(checked.by, w.outcomes[checked.outcome], checked.note))] : []),
    { kind: 'check', stage, attribute: cause.attribute, value: cause.value },
    {
      kind: 'links',
      lead: `${w.ordersLead} (${String(count)})`,
      links: count > named.length ? [...named, { text: '…', href: `${base}/staff/stalls` }] : named,
    },
  ];
}

function evidenceText(
  { kind, what, orders, receipt }: Pile['evidence'][number],
  w: ReportWords,
  writing: Writing,
): string {
  const { locale, timeZone } = writing;
  const number = counted(orders, w.orders, locale);
  if (receipt) {
    const { sku, supplier, quantity, expectedAt } = receipt;
    const pieces = counted(quantity, w.pieces, locale);
    const at = parseInstant(expectedAt);
    const by = at === undefined ? dateOf(expectedAt, writing) : day(at, locale, timeZone);
    return w.missingReceipt(what, number, { sku, supplier, pieces, by });
  }
  return own(w.evidence, kind)?.(what, number) ?? `${kind} ${what}: ${number}`;
}

function stallSection(stalls: NonNullable<ReportView['stalls']>, writing: Writing): Section {
  const { locale, base } = writing;
  const w = reportWords[locale];
  const owners = stalls.owners.map(({ by, orders }) => w.owner(by, counted(orders, w.orders, locale)));
  return {
    title: w.sections.stalls,
    blocks: [
      text(
        [
          `${counted(stalls.total, w.stalled, locale)}. ${w.owned(stalls.escalated, stalls.unowned)}`,
          owners.length > 0 ? `${owners.join('; ')}.` : '',
          stalls.cut ? w.cut : '',
        ]
          .filter(Boolean)
          .join(' '),
      ),
      {
        kind: 'table',
        caption: w.gravest,
        head: [w.head.order, w.head.stage, w.head.since, w.head.by],
        rows: stalls.top.map((stuck) => [
          { text: stuck.orderId, href: `${base}/staff/orders/${stuck.orderId}` },
          { text: stuck.level === 'escalated' ? `${stuck.label}, ${w.escalated}` : stuck.label },
          { text: shortDay(timeOf(stuck.since), locale, writing.timeZone) },
          { text: [stuck.by ?? w.nobody, stuck.cause].filter(Boolean).join(': ') },
        ]),
      },
      { kind: 'links', lead: '', links: [{ text: w.worklist, href: `${base}/staff/stalls` }] },
    ],
  };
}

function noticeSection({ notices, dayBefore }: ReportView, writing: Writing): Section {
  const w = reportWords[writing.locale];
  const { sent, waiting, ...others } = notices;
  const rows = [...Object.entries(sent), ...Object.entries(others)].filter(([, count]) => count > 0);
  return {
    title: w.sections.notices,
    blocks: [
      ...(rows.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              caption: w.noticesCaption(dateOf(dayBefore, writing)),
              head: [w.head.kind, w.head.count],
              rows: rows.map(([kind, count]) => [
                { text: own(w.noticeKinds, kind) ?? kind },
                { text: String(count), number: true },
              ]),
            },
          ]),
      ...(waiting === null
        ? []
        : waiting === 0
          ? [text(w.noticesWaiting(0))]
          : [
              {
                kind: 'links' as const,
                lead: '',
                links: [{ text: w.noticesWaiting(waiting), href: `${writing.base}/staff/notices` }],
              },
            ]),
    ],
  };
}

function alertSection({ alerts }: ReportView, writing: Writing): Section {
  const { locale } = writing;
  const w = reportWords[locale];
  const per100 =
    alerts.alertsPer100Orders === null
      ? undefined
      : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(alerts.alertsPer100Orders);
  const hours = /^PT(?:(\d+)H)?/.exec(alerts.medianLead ?? '')?.[1];
  return {
    title: w.sections.alerts,
    blocks: [
      text(
        w.economics(
          counted(alerts.alerts, w.alertsNoun, locale),
          per100,
          dateOf(alerts.from, writing),
          dateOf(alerts.to, writing),
        ),
      ),
      text(w.stallsOfWeek(alerts.warned, alerts.breached, alerts.escalated)),
      ...(alerts.actedShare === null ? [] : [text(w.acted(percent(alerts.actedShare, locale)))]),
      ...(hours === undefined ? [] : [text(w.lead(counted(Number(hours), w.hours, locale)))]),
    ],
  };
}

const text = (words: string): Block => ({ kind: 'text', text: words });
