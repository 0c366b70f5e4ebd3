import { describe, expect, it } from 'vitest';
import { BadCursor, decodeCursor, encodeCursor } from '../../shared/kernel/cursor.ts';

const list = 'listPk electrosmart#stage#preparing';
const place = ['2026-11-16T08:00:00.000Z#ES-1', 'electrosmart#order#ES-1', 'head'];

describe('a cursor', () => {
  it('leads its own list back to the place that it was made of', () => {
    expect(decodeCursor(list, encodeCursor(list, place), 3)).toEqual(place);
    expect(decodeCursor(list, encodeCursor(list, ['Căști 🎧']), 1)).toEqual(['Căști 🎧']);
  });

  it('fits into an address as it is, and reveals no name of a table, a key or an item', () => {
    const cursor = encodeCursor(list, place);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    for (const text of [cursor, Buffer.from(cursor, 'base64url').toString('latin1')])
      expect(text).not.toMatch(/pk|sk|head|order|list|electrosmart|ES-1|2026/i);
  });

  it('is refused by every other list, and with another number of parts', () => {
    const cursor = encodeCursor(list, place);
    expect(() => decodeCursor('listPk fashionpoint#stage#preparing', cursor, 3)).toThrow(BadCursor);
    expect(() => decodeCursor(list, cursor, 1)).toThrow(BadCursor);
  });

  it.each(['', 'A', 'bm9uc2Vuc2U', '!!', Buffer.from('{"pk":"a","sk":"b"}').toString('base64url')])(
    'is refused where it was made up: %j',
    (cursor) => {
      expect(() => decodeCursor(list, cursor, 3)).toThrow(BadCursor);
    },
  );

  it('is refused with a single bit turned', () => {
    const bytes = Buffer.from(encodeCursor(list, place), 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const turned = Buffer.from(bytes);
      turned[at] = (turned[at] ?? 0) ^ 1;
      expect(() => decodeCursor(list, turned.toString('base64url'), 3)).toThrow(BadCursor);
    }
  });
});
