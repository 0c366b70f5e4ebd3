import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { holidaysOf, holidayTable, tableFile } from '../../infra/holidays.ts';
import { dateNumber } from '../../shared/time/business.ts';
import { isHoliday } from '../../shared/time/holidays.ts';

const inYear = (year: number): string[] => {
  const found: string[] = [];
  for (let date = dateNumber(`${String(year)}-01-01`); date < dateNumber(`${String(year + 1)}-01-01`); date++)
    if (isHoliday('RO', date)) found.push(new Date(date * 86_400_000).toISOString().slice(5, 10));
  return found;
};

describe('Romania’s public holidays', () => {
  // Codul muncii, art. 139: written by hand from the law and the dates of Orthodox Easter.
  it.each([
    [
      2026, // Easter on 12 April, Pentecost on 31 May
      '01-01 01-02 01-06 01-07 01-24 04-10 04-12 04-13 05-01 05-31 06-01 08-15 11-30 12-01 12-25 12-26',
    ],
    [
      2027, // Easter on 2 May, Pentecost on 20 June
      '01-01 01-02 01-06 01-07 01-24 04-30 05-01 05-02 05-03 06-01 06-20 06-21 08-15 11-30 12-01 12-25 12-26',
    ],
    [
      2028, // Easter on 16 April, Pentecost on 4 June
      '01-01 01-02 01-06 01-07 01-24 04-14 04-16 04-17 05-01 06-01 06-04 06-05 08-15 11-30 12-01 12-25 12-26',
    ],
  ])('of %i', (year, expected) => {
    expect(inYear(year).join(' ')).toBe(expected);
  });

  it('are those of the library, in every year of the table', () => {
    for (const year of [2024, 2031, 2040, 2050])
      expect(inYear(year).map((day) => day.replace('-', ''))).toEqual(holidaysOf('RO', year));
  });
});

it('the table is what the installed library makes: `npm run holidays` after an update', () => {
  expect(readFileSync(tableFile, 'utf8')).toBe(holidayTable());
});
