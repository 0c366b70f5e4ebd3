import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, day, dayAndTime } from '../../shared/i18n/dates.ts';
import { asciiLine, gsm, oneSegment } from '../../shared/i18n/gsm.ts';
import { html } from '../../shared/i18n/html.ts';
import { encodedWord } from '../../shared/notices/ses.ts';
import { instant } from '../../shared/time/instant.ts';

describe('plurals', () => {
  const days = { one: 'zi', few: 'zile', other: 'de zile' };
  it.each([
    [1, '1 zi'],
    [2, '2 zile'],
    [19, '19 zile'],
    [20, '20 de zile'],
    [21, '21 de zile'],
    [101, '101 zile'],
    [119, '119 zile'],
    [120, '120 de zile'],
    [0, '0 zile'],
  ])('%d in Romanian: %s', (count, text) => {
    expect(counted(count, days, 'ro')).toBe(text);
  });
  it('in English', () => {
    const noun = { one: 'order', other: 'orders' };
    expect([counted(1, noun, 'en'), counted(20, noun, 'en')]).toEqual(['1 order', '20 orders']);
  });
});

describe('dates', () => {
  const at = instant(Date.parse('2026-11-26T22:30:00Z'));
  it('are those of the shop, in the reader’s words', () => {
    expect(day(at, 'ro', 'Europe/Bucharest')).toBe('vineri, 27 noiembrie');
    expect(day(at, 'en', 'Europe/Bucharest')).toBe('Friday 27 November');
    expect(dayAndTime(at, 'ro', 'Europe/Bucharest')).toBe('vineri, 27 noiembrie, 00:30');
  });
});

describe('an SMS', () => {
  it('has no diacritics, old or new', () => {
    expect(gsm('Ștefan și Țuțea; ăâî ÂÎĂ, şţ – „da” …')).toBe('Stefan si Tutea; aai AIA, st - "da" ...');
    expect(gsm('naïve 😀 漢')).toBe('naive ? ?');
  });

  it('stays one segment of the 7-bit alphabet, whatever is put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const sms = oneSegment(text);
        expect(sms.length).toBeLessThanOrEqual(160);
        expect(sms).toMatch(/^[\n\r A-Za-z0-9@£$_!"#%&'()*+,\-./:;<=>?]*$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is cut at a word', () => {
    expect(oneSegment('cuvânt '.repeat(40))).toMatch(/cuvant\.\.\.$/);
  });
});

describe('text from outside', () => {
  it('cannot become markup', () => {
    expect(html`<p title="${'"><script>'}">${'<b>&\'"'}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;&quot;</p>',
    );
  });

  it('is escaped once where markup holds markup, lists are joined, and nothing shows for nothing', () => {
    const items = ['a<', 'b'].map((item) => html`<li>${item}</li>`);
    expect(html`${items}${undefined}${false}${0}`.text).toBe('<li>a&lt;</li><li>b</li>0');
  });

  it('cannot leave its place in a header, in a thousand tries', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }), (name) => {
        const words = encodedWord(name);
        expect(words).toMatch(/^[\x20-\x7e]+$/);
        for (const word of words.split(' ').filter((part) => part.startsWith('=?')))
          expect(word.length).toBeLessThanOrEqual(75);
        if (!words.startsWith('=?')) return;
        const read = words
          .split(' ')
          .map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)![1]!, 'base64').toString());
        expect(read.join('')).toBe(Buffer.from(name).toString());
      }),
      { numRuns: 1_000 },
    );
    expect(encodedWord('ElectroSmart')).toBe('ElectroSmart');
    expect(encodedWord('Shop" <x@y>,')).toMatch(/^=\?UTF-8\?B\?/);
  });

  it('in a subject of SNS is one line of ASCII below a hundred characters', () => {
    expect(asciiLine(`Ș\r\n${'ă'.repeat(200)}`)).toMatch(/^S a{97}$/);
  });
});
