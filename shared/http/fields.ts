import * as z from 'zod/mini';
import { isVisible } from '../i18n/graphemes.ts';
import { dateNumber } from '../time/business.ts';
import { type Instant, parseDuration, parseInstant } from '../time/instant.ts';
import { readShopTime } from '../time/shop-time.ts';

/**
 * The field types of the public face: every one has a bound. Text from outside is free of control characters,
 * so it can stand in a mail header or a log line.
 */

// C0 and C1 controls, the Unicode line and paragraph separators, and the marks that turn text round.
const controls = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/;
const noControls = z.regex(controls, 'must not contain control characters or line breaks');

const visible = z.refine<string>(isVisible, 'must hold a character that can be seen');

/** One line of text. */
export const line = (longest: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), noControls, visible);

/** Free text of several lines. */
export const prose = (longest: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(longest),
      z.regex(
        /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/,
        'must not contain control characters',
      ),
      visible,
    );

/** An id given by the outside: letters, digits and `. _ ~ : -`, so that it needs no escape in a path. */
export const id = z
  .string()
  .check(
    z.regex(
      /^[A-Za-z0-9][A-Za-z0-9._~:-]{0,63}$/,
      'must be 1–64 letters, digits or . _ ~ : -, beginning with a letter or digit',
    ),
  );

export const storeIdField = z
  .string()
  .check(
    z.regex(
      /^[a-z][a-z0-9-]{1,29}$/,
      'must be 2–30 lower-case letters, digits or -, beginning with a letter',
    ),
  );

export const stageName = z
  .string()
  .check(
    z.regex(
      /^[a-z][a-z0-9-]{0,29}$/,
      'must be 1–30 lower-case letters, digits or -, beginning with a letter',
    ),
  );

/** The name of an order's attribute. */
export const attributeName = z
  .string()
  .check(z.regex(/^[a-z][A-Za-z0-9-]{0,29}$/, 'must be a short name such as warehouse'));

/** The same as shops have them: `utm_source`, `Channel`. */
export const attributeLabel = z
  .string()
  .check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,29}$/, 'must be a short name such as warehouse or utm_source'));

/** A name given by the outside that people read and type: printable, in one Unicode form, without blanks around it. */
export const printable = (longest: number) =>
  line(longest).check(
    z.normalize('NFC'),
    z.refine((text) => text !== '__proto__', 'must be another name'),
  );

/** An article as the shop names it; percent-encoded in a path. */
export const sku = printable(64);

/** The number on the label, without the blanks that people write into it. */
export const awb = z.string().check(
  z.overwrite((text) => text.replace(/[\p{Zs}\t]/gu, '')),
  z.minLength(1),
  z.maxLength(64),
  noControls,
  visible,
);

/** Text that is tidied where it is taken in: breaks and tabs become blanks there. */
export const loose = (longest: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), visible);

/**
 * A time as platforms write it: with an offset, or without one and then on the shop's clock; with a blank for the `T`, and
 * offsets such as `+0200`.
 */
export const shopTime = z.string().check(
  z.trim(),
  z.maxLength(40),
  z.refine(
    (text) => readShopTime(text, 'UTC') !== undefined,
    'must be an ISO 8601 time, such as 2026-11-22T08:00:00Z; without an offset it is read on the shop’s clock',
  ),
  z.refine((text) => {
    const read = readShopTime(text, 'UTC');
    return read === undefined || isCentury(read.at);
  }, 'must lie between 2000 and 2099, in UTC'),
);

/** A time of this century: what lies outside was mistyped, or means that nothing was known. */
export const time = z.string().check(
  z.maxLength(40),
  z.refine(
    (text) => parseInstant(text) !== undefined,
    'must be an ISO 8601 time with offset, such as 2026-11-22T08:00:00Z',
  ),
  z.refine(
    (text) => parseInstant(text) === undefined || isTime(text),
    'must lie between 2000 and 2099, in UTC',
  ),
);

const [centuryBegins, centuryEnds] = [Date.UTC(2000, 0, 1), Date.UTC(2100, 0, 1)];

/** Is it a time as requests may name one? */
export function isTime(text: string): boolean {
  const at = parseInstant(text);
  return at !== undefined && isCentury(at);
}

const isCentury = (at: Instant): boolean => at >= centuryBegins && at < centuryEnds;

export const durationField = z.string().check(
  z.maxLength(20),
  z.refine(
    (text) => (parseDuration(text) ?? 0) > 0,
    'must be an ISO 8601 duration above zero, such as PT48H or P2D',
  ),
);

/** A day in the shop's own zone. */
export const dateField = z.string().check(
  z.regex(/^20\d{2}-\d{2}-\d{2}$/, 'must be a date such as 2026-12-24'),
  z.refine((text) => !Number.isNaN(dateNumber(text)), 'must be a date that exists'),
);

/** One address; a list, a display name or a line break would let a stranger write to others. */
export const email = z
  .string()
  .check(
    z.trim(),
    z.maxLength(254),
    z.regex(
      /^[^\s@<>(),;:"\\[\]\u0000-\u001f\u007f]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/,
      'must be one e-mail address',
    ),
  );

/** E.164; a Romanian national number (`0722 123 456`) is understood and kept as `+40…`. */
export const phone = z.pipe(
  z.string().check(z.maxLength(25)),
  z.pipe(
    z.transform((text: string) =>
      text
        .replace(/[\s().-]/g, '')
        .replace(/^00/, '+')
        .replace(/^0(?=[237]\d{8}$)/, '+40'),
    ),
    z
      .string()
      .check(
        z.regex(/^\+[1-9]\d{7,14}$/, 'must be a phone number in international form, such as +40722123456'),
      ),
  ),
);

export const httpsUrl = z.string().check(
  z.maxLength(500),
  z.refine((text) => {
    if (!/^https:\/\/[\x21-\x7e]+$/.test(text)) return false;
    try {
      const url = new URL(text);
      return url.username === '' && url.password === '' && url.hostname.includes('.');
    } catch {
      return false;
    }
  }, 'must be an https address without user name or password'),
);

export const currency = z.string().check(z.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as RON'));

/** Minor units (bani, cents). 10¹² is ten thousand million lei: above it somebody mistook the unit. */
const amount = z.int().check(z.minimum(0), z.maximum(1_000_000_000_000));

export const money = z.strictObject({ amount, currency });

export const quantity = z.int().check(z.minimum(1), z.maximum(1_000_000));

/** Percent, at most two decimals: 21, 11, 0, 9.5. */
export const vatRate = z.number().check(
  z.minimum(0),
  z.maximum(100),
  z.refine(
    (rate) => (rate === 0 || rate >= 0.01) && Number.isInteger(Math.round(rate * 1e6) / 1e4),
    'must have at most two decimals',
  ),
);

export const locale = z.enum(['ro', 'en']);
