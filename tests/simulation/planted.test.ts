import { describe, expect, it } from 'vitest';
import { find, planted } from './planted.ts';

/** A handful here, all of them by `npm run simulate -- --planted`. */
const handful = planted.filter((_, n) => n % 4 === 1);

describe('a house with a bug in it is found out', () => {
  it.each(handful)('$name', async (one) => {
    expect(await find(one, 20)).toMatchObject({ name: one.name, by: expect.stringMatching(/./) as string });
  });
});
