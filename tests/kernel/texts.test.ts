import { expect, it } from 'vitest';
import { readParts, toParts } from '../../shared/kernel/texts.ts';
import { storeId } from '../../shared/kernel/brand.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';

it('a text longer than an item is cut between characters, and read back as it was', async () => {
  const heads = new MemoryHeadStore();
  const key = { store: storeId('shop'), kind: 'order', id: 'ES-1' };
  // The quotation mark of the JSON comes first: with an odd or an even beginning, one of them has a pair at the cut.
  for (const before of ['', 'x']) {
    const text = `${before}${'😀'.repeat(120_000)}`;
    const { name, parts } = toParts('content', text);
    expect(parts).toHaveLength(3);
    for (const part of parts) {
      expect(part.body.isWellFormed()).toBe(true);
      await heads.putPart(key, part);
    }
    expect(await readParts(heads, key, name)).toBe(text);
  }
});
