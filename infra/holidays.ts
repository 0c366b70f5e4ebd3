/** `npm run holidays`: writes shared/time/holiday-table.ts anew from the library's rules (docs/decisions/0301). */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Holidays from 'date-holidays';
import { root } from './bundle.ts';

const countries = ['RO'] as const;
const [first, last] = [2024, 2050];

/** The public holidays of a year as `MMDD`, each day of those that last several. */
export function holidaysOf(country: string, year: number): string[] {
  const library = new Holidays(country, { types: ['public'], languages: ['en'] });
  const days = library.getHolidays(year).flatMap(({ date, start, end }) => {
    const begins = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
    const length = Math.round((end.getTime() - start.getTime()) / 86_400_000);
    return Array.from({ length }, (_, n) => new Date(begins + n * 86_400_000).toISOString().slice(0, 10));
  });
  const own = days.filter((day) => day.startsWith(String(year)));
  return [...new Set(own.map((day) => day.slice(5).replace('-', '')))].sort();
}

/** The source of the table: what is the same every year once, the rest by year. */
export function holidayTable(): string {
  const tables = countries.map((country) => {
    const years = Array.from({ length: last - first + 1 }, (_, n) => first + n);
    const found = years.map((year) => holidaysOf(country, year));
    const every = (found[0] ?? []).filter((day) => found.every((days) => days.includes(day)));
    const lines = years.map((year, n) => {
      const moving = (found[n] ?? []).filter((day) => !every.includes(day));
      return `      ${String(year)}: '${moving.join(' ')}',`;
    });
    return `  ${country}: {\n    every: '${every.join(' ')}',\n    years: {\n${lines.join('\n')}\n    },\n  },`;
  });
  return [
    '// Made by `npm run holidays` from date-holidays; not written by hand (docs/decisions/0301).',
    '',
    '/** Public holidays by country as `MMDD`: those of every year, and those that move, by year. */',
    `export const holidayTable = {\n${tables.join('\n')}\n} as const;`,
    '',
  ].join('\n');
}

export const tableFile = resolve(root, 'shared/time/holiday-table.ts');

if (import.meta.main) writeFileSync(tableFile, holidayTable());
