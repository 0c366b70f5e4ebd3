import fc from 'fast-check';
import type { Schema } from './conforms.ts';

/** Draws by chance, so that a seed is a run (fast-check's `gen`). */
export type Draw = fc.GeneratorValue;

/** What answers have named, by the name of the field: ids, cursors, tokens. */
export type Known = Readonly<Record<string, readonly string[] | undefined>>;

const times = [
  '2026-11-16T08:00:00Z',
  '2026-11-15T23:59:59+02:00',
  '2026-11-18T10:30:00.500Z',
  '2026-12-24T12:00:00Z',
  '1970-01-01T00:00:00Z',
  '2100-01-01T00:00:00Z',
];
const durations = ['PT2H', 'P1D', 'PT48H', 'PT1M', 'P30D'];

/** Values that mean something in the world below, so that calls reach deep. The rest is drawn from the schema alone. */
const meant: Readonly<Record<string, readonly string[]>> = {
  orderId: ['ES-1', 'ES-2', 'ES-3', 'ES-4', 'NEW-1', 'NEW-2', 'NEW-3', 'NEW-4'],
  sku: ['COAT', 'SCARF', 'HAT/1', 'KIT'],
  substituteSku: ['SCARF', 'HAT/1'],
  location: ['A', 'B'],
  toLocation: ['A', 'B'],
  lineId: ['1', '2', '3', '4', '5', '6', '7'],
  readyAt: ['2026-11-18T10:00:00Z', '2026-12-01T10:00:00Z'],
  validUntil: ['2026-12-24T12:00:00Z', '2026-11-15T00:00:00Z'],
  stage: ['placed', 'confirmed', 'preparing', 'packed', 'shipped', 'delivered', 'cancelled'],
  itemId: ['i1'],
  documentId: ['order-1', 'confirmation-2'],
  stallId: ['ES-1~1', 'ES-2~1', 'ES-2~2'],
  purchaseOrderId: ['PO-1', 'PO-2'],
  purchaseOrder: ['PO-1', 'PO-2'],
  returnId: ['R-1', 'R-2'],
  movementId: ['m1', 'm2', 'm3', 'm4'],
  countId: ['c1', 'c2', 'c3'],
  receiptId: ['r1', 'r2'],
  driftId: ['COAT~A~1', 'SCARF~A~1', 'HAT/1~B~1'],
  auditId: ['COAT~1', 'SCARF~1'],
  backorderId: ['ES-3~1', 'ES-4~1'],
  refundId: ['ES-1~cancelled', 'ES-2~cancelled'],
  currency: ['RON'],
  timeZone: ['Europe/Bucharest', 'UTC'],
  storeId: ['electrosmart'],
  closed: ['2026-12-24', '2026-11-30'],
  after: durations,
  phone: ['0722 123 456', '+40722123456'],
  trackingUrl: ['https://fan.example/1'],
  url: ['https://hooks.example/veghe'],
  limit: ['1', '2', '200'],
  ...Object.fromEntries(
    ['placedAt', 'promisedAt', 'since', 'occurredAt', 'reviewAt', 'until', 'asOf', 'countedAt', 'at'].map(
      (name) => [name, times],
    ),
  ),
  expectedAt: ['2026-11-20', '2026-12-01'],
  // Dates and times of day: those that the pattern takes.
  from: ['2026-11-16', '2026-11-01', '08:00'],
  to: ['2026-11-18', '2027-11-01', '17:00'],
  date: ['2026-11-16', '2026-02-28'],
  leadTime: durations,
  warning: durations,
};

const patterns = new Map<string, fc.Arbitrary<string>>();
function matching(pattern: string): fc.Arbitrary<string> {
  const known = patterns.get(pattern) ?? fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' });
  patterns.set(pattern, known);
  return known;
}
const anyText = (maxLength: number) => fc.string({ maxLength, unit: 'binary' });

/** One of them, each as often as another; fast-check of itself prefers the first and the last. */
export function pick<T>(of: readonly T[]): fc.Arbitrary<T> {
  return fc.noBias(fc.nat({ max: of.length - 1 })).map((at) => of[at]!);
}
const percent = fc.noBias(fc.nat({ max: 99 }));
/** So many times in a hundred. */
export const likely = (draw: Draw, of: number): boolean => draw(() => percent) < of;

const mostItems = 3;

function textOf(schema: Schema, draw: Draw, name: string, known: Known): string {
  const told = known[name] ?? [];
  const takes = schema.pattern === undefined ? undefined : new RegExp(schema.pattern, 'u');
  const sense = [...told, ...(told.length === 0 || likely(draw, 50) ? (meant[name] ?? []) : [])].filter(
    (text) => takes?.test(text) ?? true,
  );
  if (sense.length > 0 && likely(draw, 96)) return draw(pick, sense);
  if (schema.maxLength === 20 && schema.pattern === undefined && likely(draw, 97))
    return draw(pick, durations);
  const { minLength = 0, maxLength = 60 } = schema;
  const drawn = schema.pattern === undefined ? draw(anyText, maxLength) : draw(matching, schema.pattern);
  return drawn.slice(0, maxLength).padEnd(minLength, 'x');
}

function objectOf(schema: Schema, draw: Draw, known: Known): Record<string, unknown> {
  const required = schema.required ?? [];
  const made = Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
    required.includes(name) || likely(draw, 25) ? [[name, valueOf(part, draw, name, known)]] : [],
  );
  const more = schema.additionalProperties;
  if (typeof more === 'object' && likely(draw, 50))
    made.push([
      String(valueOf(schema.propertyNames ?? { type: 'string' }, draw, '', known)),
      valueOf(more, draw, '', known),
    ]);
  return Object.fromEntries(made) as Record<string, unknown>;
}

/** A value that the schema takes: small numbers and known names more often than far ones. */
export function valueOf(schema: Schema, draw: Draw, name: string, known: Known): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return draw(pick, schema.enum);
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms) return valueOf(draw(pick, forms), draw, name, known);
  const { minimum = 0, maximum = 1_000_000 } = schema;
  switch (schema.type) {
    case 'object':
      return objectOf(schema, draw, known);
    case 'array': {
      const { prefixItems = [], items = {}, minItems = 0, maxItems = mostItems } = schema;
      if (prefixItems.length > 0) return prefixItems.map((part) => valueOf(part, draw, name, known));
      const length = draw(fc.integer, {
        min: minItems,
        max: Math.max(minItems, Math.min(maxItems, mostItems)),
      });
      return Array.from({ length }, () => valueOf(items, draw, name, known));
    }
    case 'string':
      return textOf(schema, draw, name, known);
    case 'integer':
      return likely(draw, 80)
        ? draw(fc.integer, { min: minimum, max: Math.min(maximum, Math.max(minimum, 0) + 4) })
        : draw(fc.integer, { min: minimum, max: maximum });
    case 'number':
      return likely(draw, 80)
        ? draw(pick, [0, 9, 21, 9.5])
        : draw(fc.double, { min: minimum, max: maximum, noNaN: true });
    case 'boolean':
      return draw(fc.boolean);
    case 'null':
      return null;
    default:
      return draw(fc.jsonValue);
  }
}
