import { places } from '../http/page.ts';
import type { Alert } from './alerts.ts';
import type { Line } from './gathered.ts';

/** The list that holds what an alert of this kind is about, by the beginning of its type. */
const lists: readonly (readonly [string, string])[] = [
  ['notice.', places.notices],
  ['refund.', places.refunds],
  ['backorder.', places.backorders],
  ['amendment.', places.amendments],
  ['stock.', places.stock],
  ['storefront.', places.stock],
  ['audit.', places.stock],
  ['receipt.', `${places.stock}/receiving`],
  ['return.', `${places.stock}/receiving`],
];

const listOf = ({ type }: Alert): string | undefined =>
  lists.find(([begins]) => type.startsWith(begins))?.[1];

/** The page that an alert is about: where something can be done about it. None for what no page shows. */
export function pageOf(alert: Alert): string | undefined {
  const { type, orderId, about, amendmentId } = alert;
  if (type.startsWith('stock.') && about !== undefined)
    return `${places.stock}/drifts/${encodeURIComponent(about)}`;
  if (amendmentId !== undefined) return `${places.amendments}/${encodeURIComponent(amendmentId)}`;
  const list = listOf(alert);
  if (list !== undefined) return list;
  return orderId === undefined ? undefined : `${places.orders}/${encodeURIComponent(orderId)}`;
}

/** Where a whole digest leads: to the one page where it is about one, else to the lists. */
export function pagesOf(lines: readonly Line[]): readonly string[] {
  const byList = Map.groupBy(
    lines.filter(({ alert }) => pageOf(alert) !== undefined),
    ({ alert }) => listOf(alert) ?? places.stalls,
  );
  return [...byList].map(([list, of]) => {
    const pages = new Set(of.flatMap(({ alert }) => pageOf(alert) ?? []));
    const [only = list] = pages;
    return pages.size === 1 ? only : list;
  });
}
