import { expect, it } from 'vitest';
import { preferred } from '../../shared/http/accept.ts';

const offered = ['application/json', 'text/html', 'text/csv'] as const;

it.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['application/json', 'application/json'],
  ['text/csv', 'text/csv'],
  // As browsers say it.
  ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', 'text/html'],
  ['text/*;q=0.5, text/csv', 'text/csv'],
  ['text/*', 'text/html'],
  ['application/json;q=0, */*', 'text/html'],
  ['TEXT/HTML; charset=utf-8; q=0.3, text/csv;q=0.2', 'text/html'],
  ['image/png', undefined],
  ['application/json;q=0', undefined],
  ['text/html;q=7', undefined],
])('of %j the best is %s', (accept, best) => {
  expect(preferred(accept, offered)).toBe(best);
});
