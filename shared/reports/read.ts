import type { HeadStore } from '../kernel/head.ts';
import type { DailyReport } from './daily.ts';
import { reportView, type ReportView } from './daily-view.ts';
import { checksOf, type Reader } from './view.ts';

/** A report in a reader's words, with what was found for its causes since. */
export async function readable(
  heads: HeadStore,
  store: string,
  report: DailyReport,
  reader: Reader,
): Promise<ReportView> {
  const checks = await Promise.all(
    (report.bottlenecks ?? []).map((pile) => checksOf(heads, store, pile, reader.at)),
  );
  return reportView(report, reader, checks);
}
