import type { Locale } from '../i18n/dates.ts';
import { csvLine } from './csv.ts';
import type { ReportView } from './daily-view.ts';

type Row = readonly [section: string, subject: string, measure: string, value: string | number | null];

/** Excel takes a file for UTF-8 only with this in front; everything else passes over it. */
const byteOrderMark = '\ufeff';

/**
 * The report as a sheet: one figure a line, under the names that the JSON gives it, so that both say the same and
 * formulas hold in every language.
 */
export function reportSheet(report: ReportView, locale: Locale): string {
  const rows: Row[] = [
    ['report', report.date, 'asOf', report.asOf],
    ['report', report.date, 'reconstructed', report.reconstructed ? 'yes' : 'no'],
    ['report', report.date, 'dayBefore', report.dayBefore],
    ...report.stages.flatMap(stageRows),
    ...stallRows(report),
    ...(report.bottlenecks ?? []).flatMap(bottleneckRows),
    ...noticeRows(report),
    ...(report.proposals ?? []).map(({ id, kind, proposed }): Row => [
      'proposals',
      id,
      kind,
      'limit' in proposed ? proposed.limit : null,
    ]),
    ...Object.entries(report.alerts).map(([measure, value]): Row => ['alerts', 'week', measure, value]),
  ];
  return `${byteOrderMark}${[['section', 'subject', 'measure', 'value'], ...rows].map((row) => csvLine(row, locale)).join('')}`;
}

function stageRows({ stage, ageing, end: _, label: __, ...figures }: ReportView['stages'][number]): Row[] {
  return [
    ...Object.entries(figures).map(([measure, value]): Row => ['stages', stage, measure, value]),
    ...ageing.map(({ days, orders }): Row => ['stages', stage, `waiting ${days} days`, orders]),
  ];
}

function stallRows({ stalls }: ReportView): Row[] {
  if (!stalls) return [];
  const { total, escalated, unowned, owners, top } = stalls;
  return [
    ['stalls', 'all', 'total', total],
    ['stalls', 'all', 'escalated', escalated],
    ['stalls', 'all', 'unowned', unowned],
    ...owners.map(({ by, orders }): Row => ['stalls', by, 'orders', orders]),
    ...top.flatMap(({ orderId, stage, level, since, by }): Row[] => [
      ['stall', orderId, 'stage', stage],
      ['stall', orderId, 'level', level],
      ['stall', orderId, 'since', since],
      ['stall', orderId, 'by', by],
    ]),
  ];
}

function bottleneckRows({
  stage,
  stalled,
  passed,
  causes,
}: NonNullable<ReportView['bottlenecks']>[number]): Row[] {
  return [
    ['bottlenecks', stage, 'stalled', stalled],
    ['bottlenecks', stage, 'passed', passed],
    ...causes.flatMap(
      ({ attribute, value, with: companions, stalledShare, passedShare, lift, pValue, nextCheck }) => {
        const subject = [{ attribute, value }, ...companions]
          .map((one) => `${one.attribute}=${one.value}`)
          .join(' / ');
        const row = (measure: string, figure: string | number | null): Row => [
          `causes ${stage}`,
          subject,
          measure,
          figure,
        ];
        return [
          row('stalledShare', stalledShare),
          row('passedShare', passedShare),
          row('lift', lift),
          row('pValue', pValue),
          row('nextCheck', nextCheck.check),
          row('role', nextCheck.role),
        ];
      },
    ),
  ];
}

function noticeRows({ notices: { sent, ...others } }: ReportView): Row[] {
  return [
    ...Object.entries(sent).map(([kind, count]): Row => ['notices', kind, 'sent', count]),
    ...Object.entries(others).map(([measure, value]): Row => ['notices', 'all', measure, value]),
  ];
}
