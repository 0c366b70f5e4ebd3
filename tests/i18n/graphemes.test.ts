import { describe, expect, it } from 'vitest';
import { asciiLine, gsm, oneSegment } from '../../shared/i18n/gsm.ts';
import { cut, graphemes, isVisible } from '../../shared/i18n/graphemes.ts';

const family = '👨‍👩‍👧‍👦';
const flag = '🇷🇴';
const thumb = '👍🏽';
const combined = 'e\u0301';

describe('a text that is cut', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    [`ab${flag}`, 5, 'ab'],
    [`ab${flag}`, 6, `ab${flag}`],
    [`ab${thumb}!`, 5, 'ab'],
    [`${combined}${combined}`, 3, combined],
    [`Mia ${family}`, 14, 'Mia '],
    [family, 5, ''],
    ['a\r\nb', 2, 'a'],
    ['', 5, ''],
  ])('keeps whole characters: %j to %i', (text, most, kept) => {
    expect(cut(text, most)).toBe(kept);
    expect(cut(text, most).isWellFormed()).toBe(true);
  });

  it('is told character by character as a reader sees it', () => {
    expect(graphemes(`a${family}${flag}${combined}`)).toEqual(['a', family, flag, combined]);
  });
});

describe('an SMS', () => {
  it('has one question mark for what a reader takes for one character', () => {
    expect(gsm(`Mia ${family}!`)).toBe('Mia ?!');
    expect(gsm(`${thumb}${flag}`)).toBe('??');
    expect(gsm('김하늘')).toBe('???');
  });

  it('leaves out what cannot be seen, and marks that its alphabet lacks', () => {
    expect(gsm('Ana\u200b-Ma\u00adria\u2060')).toBe('Ana-Maria');
    expect(gsm(`Re${combined.slice(1)}ne${combined.slice(1)} Z\u0327\u0323`)).toBe('Rene Z');
    expect(gsm('Ștefăniță')).toBe('Stefanita');
  });

  it('is cut to one segment of its own alphabet, as are subjects', () => {
    const long = oneSegment(`${'x'.repeat(150)} ${family.repeat(20)}`);
    expect([long.length <= 160, /^[\x20-\x7e]*$/.test(long)]).toEqual([true, true]);
    expect(asciiLine(`Comanda ${family} a plecat`)).toBe('Comanda ? a plecat');
  });
});

describe('a text that can be seen', () => {
  it.each(['Ana', family, '김', '.', '\u200dA', 'e\u0301', '٣', '漢'])('%j', (text) => {
    expect(isVisible(text)).toBe(true);
  });
  it.each(['', ' ', '\u00a0', '\u200b\u200d', '\u3164', '\u2800', '\u0301', '\ufe0f', '\u{e0100}', '\ud83d'])(
    'is not %j',
    (text) => {
      expect(isVisible(text)).toBe(false);
    },
  );
});
