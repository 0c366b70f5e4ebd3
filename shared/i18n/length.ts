import type { Duration } from '../time/instant.ts';
import { counted, type Locale } from './dates.ts';

const nouns = {
  ro: {
    hours: { one: 'oră', few: 'ore', other: 'de ore' },
    working: { one: 'oră de lucru', few: 'ore de lucru', other: 'de ore de lucru' },
    days: { one: 'zi', few: 'zile', other: 'de zile' },
  },
  en: {
    hours: { one: 'hour', other: 'hours' },
    working: { one: 'working hour', other: 'working hours' },
    days: { one: 'day', other: 'days' },
  },
} as const;

/** In hours up to three days, then in days: the roughness in which people speak of waiting. Working time in hours. */
export function lengthText(time: Duration, kind: 'elapsed' | 'business', locale: Locale): string {
  const w = nouns[locale];
  const h = Math.floor(time / 3_600_000);
  if (kind === 'business') return counted(h, w.working, locale);
  return h <= 72 ? counted(h, w.hours, locale) : counted(Math.floor(h / 24), w.days, locale);
}
