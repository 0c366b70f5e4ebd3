import { day, type Locale } from '../i18n/dates.ts';
import { isOpen } from '../orders/state.ts';
import type { Facts } from './check.ts';
import { words } from './words.ts';

/** What is known of a delay, for a question that stands in place of the word of delay; nothing where none was due. */
export function lateLine(
  { order, profile }: Pick<Facts, 'order' | 'profile'>,
  locale: Locale,
): readonly string[] {
  const { told } = order.late ?? {};
  if (!isOpen(order) || told?.at === undefined) return [];
  const w = words[locale].late;
  return [told.day === undefined ? w.open : w.by(day(told.day, locale, profile.timeZone))];
}
