import { parse } from 'zod/v4/core';
import { describe, expect, it } from 'vitest';
import { checked } from '../../shared/http/read.ts';
import { accountOf, grossOf, itemsOf } from '../../shared/orders/account.ts';
import { articleOf, type Content, unitsOf, withQuantity } from '../../shared/orders/content.ts';
import { type Intake, intakeSchema } from '../../shared/orders/intake-schema.ts';
import { numberForm, orderIdOf } from '../../shared/orders/order-id.ts';
import { readContact } from '../../shared/orders/reading/contact.ts';
import { legacyDigest } from '../../shared/orders/reading/digests.ts';
import { readIntake } from '../../shared/orders/reading/intake.ts';
import { readPhone } from '../../shared/orders/reading/phones.ts';
import { byLargestRemainder } from '../../shared/orders/reading/shares.ts';
import { readShopTime } from '../../shared/time/shop-time.ts';

const shop = { country: 'RO', timeZone: 'Europe/Bucharest', currency: 'RON', vat: { defaultRate: 21 } };
const lei = (amount: number) => ({ amount, currency: 'RON' });
const line = (amount: number, more: object = {}) => ({
  name: 'Cană',
  sku: 'CANA',
  quantity: 1,
  unitPrice: lei(amount),
  ...more,
});
const intake = (more: object = {}): Intake =>
  parse(intakeSchema, {
    orderId: 'P-1',
    placedAt: '2026-11-16T08:00:00Z',
    customer: { name: 'Ana' },
    lines: [line(1_000)],
    ...more,
  });
const content = (more: object = {}): Content => readIntake(intake(more), shop, readPhone);

describe('a telephone number', () => {
  it.each([
    ['0722 123 456', 'RO', '+40722123456'],
    ['0722/123.456', 'RO', '+40722123456'],
    ['722123456', 'RO', '+40722123456'],
    ['40722123456', 'RO', '+40722123456'],
    ['+40 0722 123 456', 'RO', '+40722123456'],
    ['+40(0)722123456', 'RO', '+40722123456'],
    ['0040722123456', 'RO', '+40722123456'],
    ['0722123456 / 0733123456', 'RO', '+40722123456'],
    ['021 312 34 56 int. 12', 'RO', '+40213123456'],
    ['tel:0722-123-456', 'RO', '+40722123456'],
    ['０７２２１２３４５６', 'RO', '+40722123456'],
    ['06 20 123 4567', 'HU', '+36201234567'],
    ['0151 23456789', 'DE', '+4915123456789'],
    ['+49 151 23456789', 'RO', '+4915123456789'],
  ])('%s in %s is %s', (text, country, number) => {
    expect(readPhone(text, country)).toBe(number);
  });

  it.each(['-', 'NULL', '12345', '0000000000', 'sunați la birou'])('is none in %s', (text) => {
    expect(readPhone(text, 'RO')).toBeUndefined();
  });
});

describe('a contact', () => {
  const read = (given: object) => readContact(given, 'RO', readPhone);

  it('keeps what cannot be used, marked, where nothing is sent to it', () => {
    expect(read({ name: 'Ana', email: 'ana@@client', phone: '-', locale: '??' })).toEqual({
      name: 'Ana',
      problems: [
        { field: 'email', reason: 'not-an-email', value: 'ana@@client' },
        { field: 'phone', reason: 'not-a-phone', value: '-' },
        { field: 'locale', reason: 'not-a-language', value: '??' },
      ],
    });
  });

  it.each([
    ['ro-RO', { locale: 'ro', language: 'ro-RO' }],
    ['en_US', { locale: 'en', language: 'en-US' }],
    ['en', { locale: 'en' }],
    ['zh-TW', { language: 'zh-TW' }],
  ])('is written to in the language of %s, else in the shop’s', (locale, expected) => {
    expect(read({ locale })).toEqual(expected);
  });

  it('is one line of text, cut where it is too long for a message', () => {
    expect(read({ name: 'Ana\tMaria\r\nPop' }).name).toBe('Ana Maria Pop');
    expect(read({ name: 'x'.repeat(121) })).toMatchObject({
      name: 'x'.repeat(120),
      problems: [{ field: 'name', reason: 'cut' }],
    });
  });

  it('has its e-mail in the form that mail servers know', () => {
    expect(read({ email: ' ana@căsuță.ro\u200b' }).email).toBe('ana@xn--csu-9oac39n.ro');
  });
});

describe('a field that says nothing', () => {
  it.each([null, '', '  '])('is absent where it may be: %j', (nothing) => {
    const body = { ...intake(), shippingFee: nothing, note: nothing, deliveryAddress: { county: nothing } };
    expect(checked(intakeSchema, body)).toEqual({ data: { ...intake(), deliveryAddress: {} } });
  });

  it('is refused where it is needed', () => {
    expect(checked(intakeSchema, { ...intake(), placedAt: null })).toMatchObject({
      faults: [{ path: 'placedAt' }],
    });
  });
});

describe('a time', () => {
  it.each([
    ['2026-11-16T08:00:00Z', '2026-11-16T08:00:00Z'],
    ['2026-11-16 10:00:00 +0200', '2026-11-16T08:00:00Z'],
    ['2026-11-16t10:00:00+02', '2026-11-16T08:00:00Z'],
    ['2026-11-16 10:00:00', '2026-11-16T08:00:00Z'],
    ['2026-07-16T10:00:00', '2026-07-16T07:00:00Z'],
  ])('%s is %s on the clock of Bucharest', (text, utc) => {
    expect(readShopTime(text, 'Europe/Bucharest')?.at).toBe(Date.parse(utc));
  });

  it.each(['2026-02-30T10:00:00', '1732608000', '16.11.2026', '2026-11-16T25:00'])(
    'is none in %s',
    (text) => {
      expect(readShopTime(text, 'Europe/Bucharest')).toBeUndefined();
    },
  );

  it('without an offset is marked', () => {
    expect(content({ placedAt: '2026-11-16 10:00:00' })).toMatchObject({
      placedAt: '2026-11-16T08:00:00Z',
      problems: [{ field: 'placedAt', reason: 'no-offset' }],
    });
  });
});

describe('the number of an order', () => {
  it.each([
    ['ES-1001', 'ES-1001'],
    ['#1001', '1001'],
    ['FC/2026/1', 'FC-2026-1'],
    ['##', undefined],
  ])('%s is kept under %s', (text, id) => {
    expect(orderIdOf(text)).toBe(id);
  });

  it.each(['#1001', '1001', 'es-1001', 'ES 1001', '0001001'])('%s is found as 1001', (text) => {
    expect(numberForm(text)).toBe('1001');
  });
});

describe('a line', () => {
  it('takes stock and parcels where it is goods with an article', () => {
    const { lines } = content({
      lines: [
        line(100, { quantity: 2 }),
        line(100, { kind: 'fee' }),
        line(100, { requiresShipping: false }),
        line(100, { sku: undefined }),
        line(100, { quantity: 0 }),
      ],
    });
    expect(lines.map(({ lineId, kind }) => [lineId, kind])).toEqual([
      ['1', undefined],
      ['2', 'fee'],
      ['3', 'service'],
      ['4', undefined],
    ]);
    expect(lines.map(articleOf)).toEqual(['CANA', undefined, undefined, undefined]);
    expect(unitsOf({ lines })).toBe(3);
  });

  it('may be told by its total, whose parts add up to it', () => {
    const [whole] = content({
      lines: [line(0, { unitPrice: undefined, lineTotal: lei(1_000), quantity: 3 })],
    }).lines;
    expect(whole?.unitPrice).toEqual(lei(333));
    expect(
      grossOf(
        content({ lines: [line(0, { unitPrice: undefined, lineTotal: lei(1_000), quantity: 3 })] }),
        21,
      ),
    ).toBe(1_000);
    expect(whole && withQuantity(whole, 2).lineTotal).toEqual(lei(667));
  });
});

describe('what is taken off an order', () => {
  it('is borne by its lines, so that VAT is reckoned on what is paid', () => {
    const items = itemsOf(
      content({
        lines: [line(6_000, { vatRate: 21 }), line(4_000, { vatRate: 11 })],
        adjustments: [{ kind: 'voucher', name: 'IARNA', amount: lei(-1_000) }],
      }),
      21,
    );
    // 54 lei hold 9,37 of VAT at 21 %, 36 lei hold 3,57 at 11 %.
    expect(items.map(({ gross, vat }) => [gross, vat])).toEqual([
      [5_400, 937],
      [3_600, 357],
    ]);
  });

  it('goes with the line that is given back, and no further', () => {
    const given = content({
      lines: [line(6_000), line(4_000)],
      adjustments: [{ kind: 'discount', name: '-10', amount: lei(1_000) }],
    });
    const left = { ...given, lines: given.lines.slice(0, 1) };
    expect(grossOf(given, 21) - grossOf(left, 21)).toBe(3_600);
  });

  it('stands apart where no line can bear it, and fees and tips are added', () => {
    const adjustments = [
      { kind: 'fee', name: 'Ramburs', amount: lei(500) },
      { kind: 'tip', name: 'Bacșiș', amount: lei(200) },
    ];
    const items = itemsOf(content({ adjustments }), 21);
    expect(items.slice(1).map(({ kind, gross, vat }) => [kind, gross, vat])).toEqual([
      ['adjustment', 500, 87],
      ['adjustment', 200, 0],
    ]);
  });

  it.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [100, [0, 5, 5], [0, 50, 50]],
    [7, [], []],
  ])('of %i by the weights %j is %j', (whole, weights, parts) => {
    expect(byLargestRemainder(whole, weights)).toEqual(parts);
  });
});

describe('what the shop charged', () => {
  const charged = (gross: number) =>
    content({ lines: [line(333), line(333)], totals: { gross: lei(gross) } });

  it('stands: up to one minor unit a line is a rounding that is shown', () => {
    expect(charged(668).rounding).toEqual({ amount: 2 });
    expect(itemsOf(charged(668), 21).at(-1)).toMatchObject({ kind: 'rounding', gross: 2, vat: 0 });
    expect(grossOf(charged(668), 21)).toBe(668);
  });

  it('stands where it is something else, and is shown to a person', () => {
    expect(charged(669)).toMatchObject({
      rounding: { amount: 3, differs: true },
      problems: [{ field: 'totals', reason: 'differs-from-lines' }],
    });
    expect(grossOf(charged(669), 21)).toBe(669);
  });

  it('is nothing where it is what the lines add up to', () => {
    expect(charged(666).rounding).toBeUndefined();
  });
});

it('knows no VAT rate of what goes abroad without one', () => {
  const abroad = content({ deliveryAddress: { city: 'Sofia', country: 'bg' }, lines: [line(1_000)] });
  expect(itemsOf(abroad, 21)).toMatchObject([{ vatRate: null, vat: 0, gross: 1_000 }]);
  const order = { stay: { stage: 'placed' } } as never;
  const books = { content: abroad, parcels: new Map(), defaultVat: 21 };
  expect(accountOf(order, books).rates).toMatchObject([{ vatRate: null, gross: 1_000 }]);
});

it('has the digest of release 0.1.0 of a body of then', () => {
  const body = intake({
    customer: { name: 'Ion Pop', phone: '0722 123 456' },
    deliveryAddress: { street: 'Str. Horea 12', city: 'Cluj' },
  });
  // SHA-256, first 11 characters in base64url, of the canonical JSON that release 0.1.0 made of it.
  expect(legacyDigest(body)).toBe('sTWJDlq09qO');
});
