import { describe, expect, it } from 'vitest';
import { doorTo, nextOf } from '../../shared/http/next.ts';

describe('where a signed-in person goes on to', () => {
  it.each(['/staff/stalls', '/staff/orders/ES-1?lang=en', '/v1/reports/daily?date=2026-11-22'])(
    '%s',
    (text) => {
      expect(nextOf(text)).toBe(text);
    },
  );

  it.each([
    'https://evil.example',
    '//evil.example',
    '/staff//evil.example',
    '/v1//evil.example/x',
    '/\\evil.example',
    '/staff/\\evil',
    '/other',
    'javascript:alert(1)',
    '/staff/a\r\nset-cookie: x=1',
    undefined,
  ])('is nowhere for %j', (text) => {
    expect(nextOf(text)).toBeUndefined();
  });

  it('is in the address of the door', () => {
    expect(doorTo('/staff/orders/ES-1', 'lang=en')).toBe(
      '/v1/session?next=%2Fstaff%2Forders%2FES-1%3Flang%3Den',
    );
    expect(doorTo('/staff//evil', '')).toBe('/v1/session');
  });
});
