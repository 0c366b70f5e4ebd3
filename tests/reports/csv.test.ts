import { expect, it } from 'vitest';
import { csvLine } from '../../shared/reports/csv.ts';

it.each([
  [['a', 'b'], 'a,b'],
  [['a,b', 'say "x"', 'two\r\nlines'], '"a,b","say ""x""","two\r\nlines"'],
  [['=1+1', '+40722', '-A', '@x', '\tx'], "'=1+1,'+40722,'-A,'@x,'\tx"],
  [['=HYPERLINK("https://evil.example","x")'], '"\'=HYPERLINK(""https://evil.example"",""x"")"'],
  [[-3, 0.25, null], '-3,0.25,'],
  [['ș ț – „x”'], 'ș ț – „x”'],
])('%j', (cells, line) => {
  expect(csvLine(cells, 'en')).toBe(`${line}\r\n`);
});

it.each([
  [['a', 'b'], 'a;b'],
  [['a;b', 'c,d'], '"a;b";"c,d"'],
  [[0.25, -3, 1.5e-7, null, 20], '0,25;-3;1,5e-7;;20'],
])('for a Romanian spreadsheet: %j', (cells, line) => {
  expect(csvLine(cells, 'ro')).toBe(`${line}\r\n`);
});
