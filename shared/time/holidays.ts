import { dateNumber } from './business.ts';
import { holidayTable } from './holiday-table.ts';

/** Countries whose public holidays are known. */
export const holidayCountries = ['RO'] as const satisfies (keyof typeof holidayTable)[];
export type HolidayCountry = (typeof holidayCountries)[number];

const known = new Map<HolidayCountry, ReadonlySet<number>>();

/**
 * Is the date (days since 1970-01-01) a public holiday? Known for the years of the table; outside of them no date is
 * one, so that far away a limit is too strict rather than forgotten.
 */
export function isHoliday(country: HolidayCountry, date: number): boolean {
  const dates = known.get(country) ?? datesOf(country);
  known.set(country, dates);
  return dates.has(date);
}

function datesOf(country: HolidayCountry): ReadonlySet<number> {
  const { every, years } = holidayTable[country];
  return new Set(
    Object.entries(years).flatMap(([year, moving]) =>
      `${every} ${moving}`
        .split(' ')
        .map((text) => dateNumber(`${year}-${text.slice(0, 2)}-${text.slice(2)}`)),
    ),
  );
}
