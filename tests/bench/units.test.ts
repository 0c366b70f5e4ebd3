import { describe, expect, it } from 'vitest';
import { entryOf, indexUnits, itemSize, type RawItem, readUnits, valueSize, writeUnits } from './units.ts';

const filled = (size: number): RawItem => ({ a: { S: 'x'.repeat(size - 1) } });

describe('the size of an item', () => {
  it('is names and values in UTF-8', () => {
    expect(itemSize({ pk: { S: 'shop#order#1' } })).toBe(14);
    expect(itemSize({ căști: { S: 'ș' } })).toBe(7 + 2);
    expect(itemSize({})).toBe(0);
  });

  it.each([
    ['0', 2],
    ['7', 2],
    ['42', 2],
    ['123', 3],
    ['1795380151000', 6],
    ['1795380151123', 8],
    ['0.0012', 2],
    ['24990', 3],
    ['-15', 2],
    ['1e21', 2],
  ])('takes %s for %i bytes: two significant digits a byte, and one more', (N, size) => {
    expect(valueSize({ N })).toBe(size);
  });

  it('counts 3 bytes for a container and 1 for each element', () => {
    expect(valueSize({ L: [] })).toBe(3);
    expect(valueSize({ L: [{ S: 'ab' }, { BOOL: true }] })).toBe(3 + (1 + 2) + (1 + 1));
    expect(valueSize({ M: {} })).toBe(3);
    expect(valueSize({ M: { n: { S: 'ab' }, at: { N: '12' } } })).toBe(3 + (1 + 1 + 2) + (1 + 2 + 2));
    expect(valueSize({ M: { in: { M: { a: { NULL: true } } } } })).toBe(3 + 1 + 2 + (3 + 1 + 1 + 1));
  });

  it('counts truth, nothing, bytes and sets', () => {
    expect(valueSize({ BOOL: false })).toBe(1);
    expect(valueSize({ NULL: true })).toBe(1);
    expect(valueSize({ B: new Uint8Array(5) })).toBe(5);
    expect(valueSize({ SS: ['ab', 'ș'] })).toBe(4);
    expect(valueSize({ NS: ['1', '234'] })).toBe(5);
  });
});

describe('a write', () => {
  it.each([
    [1, 1],
    [1_024, 1],
    [1_025, 2],
    [2_048, 2],
    [2_049, 3],
  ])('of %i bytes costs %i', (size, units) => {
    expect(writeUnits(undefined, filled(size))).toBe(units);
  });

  it('costs by the larger of before and after', () => {
    expect(writeUnits(filled(3_000), filled(100))).toBe(3);
    expect(writeUnits(filled(100), filled(3_000))).toBe(3);
    expect(writeUnits(filled(1_500), undefined)).toBe(2);
  });

  it('costs a unit even where nothing is there', () => {
    expect(writeUnits(undefined, undefined)).toBe(1);
  });

  it('costs twice in a transaction', () => {
    expect(writeUnits(undefined, filled(1_500), true)).toBe(4);
  });
});

describe('an index', () => {
  const index = { name: 'due', pk: 'duePk', sk: 'dueSk' };
  const item = (due?: string, more: RawItem = {}): RawItem => ({
    pk: { S: 'shop#order#1' },
    sk: { S: 'head' },
    ...(due === undefined ? {} : { duePk: { S: 'order#01' }, dueSk: { S: due } }),
    ...more,
  });

  it('holds its own keys and the table’s, and nothing of an item without them', () => {
    expect(entryOf(index, item('2026', { state: { S: 'long' } }))).toEqual({
      pk: { S: 'shop#order#1' },
      sk: { S: 'head' },
      duePk: { S: 'order#01' },
      dueSk: { S: '2026' },
    });
    expect(entryOf(index, item())).toBeUndefined();
    expect(entryOf(index, { ...item(), duePk: { S: 'order#01' } })).toBeUndefined();
  });

  it('costs nothing while the entry stays, whatever else changes', () => {
    expect(indexUnits(index, item('2026'), item('2026', { state: filled(900)['a']! }))).toBe(0);
    expect(indexUnits(index, item(), item())).toBe(0);
  });

  it('costs one write to enter or leave, two to move', () => {
    expect(indexUnits(index, undefined, item('2026'))).toBe(1);
    expect(indexUnits(index, item('2026'), item())).toBe(1);
    expect(indexUnits(index, item('2026'), undefined)).toBe(1);
    expect(indexUnits(index, item('2026'), item('2027'))).toBe(2);
  });

  it('costs by the size of its entries: a long one is two kilobytes', () => {
    const long = 'x'.repeat(1_000);
    expect(indexUnits(index, item(long), item('2027'))).toBe(2 + 1);
  });
});

describe('a read', () => {
  it('costs half a unit for each 4 KB, a whole one where it must be the latest', () => {
    expect(readUnits([], false)).toBe(0.5);
    expect(readUnits([], true)).toBe(1);
    expect(readUnits([filled(4_096)], false)).toBe(0.5);
    expect(readUnits([filled(4_000), filled(97)], true)).toBe(2);
  });
});
