import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * What DynamoDB bills, counted from the items themselves. Source: AWS, "DynamoDB item sizes and formats" and
 * "DynamoDB read and write operations" (Developer Guide). Servers that imitate it report other figures.
 */
export type RawItem = Readonly<Record<string, AttributeValue>>;

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Attribute names and values; nothing else is charged for. */
export const itemSize = (item: RawItem): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + bytes(name) + valueSize(value), 0);

/** Containers cost 3 bytes and 1 more per element; true, false and null 1; sets what their members do. */
export function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return bytes(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.B !== undefined) return value.B.length;
  if (value.L) return value.L.reduce((sum, element) => sum + 1 + valueSize(element), 3);
  if (value.M) return Object.values(value.M).length + 3 + itemSize(value.M);
  if (value.SS) return value.SS.reduce((sum, text) => sum + bytes(text), 0);
  if (value.NS) return value.NS.reduce((sum, text) => sum + numberSize(text), 0);
  throw new Error(`an attribute of a type that is not counted: ${JSON.stringify(value)}`);
}

/** One byte for two significant digits, leading and trailing zeroes trimmed, and one more. */
function numberSize(text: string): number {
  const [mantissa = ''] = text.toLowerCase().split('e');
  const digits = mantissa.replace(/[-+.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(Math.max(1, digits.length) / 2) + 1;
}

const kilobyte = 1_024;
const size = (item: RawItem | undefined): number => (item ? itemSize(item) : 0);

/** A put, update or delete: the larger of before and after, a kilobyte at the least; in a transaction twice. */
export const writeUnits = (
  before: RawItem | undefined,
  after: RawItem | undefined,
  transaction = false,
): number => Math.max(1, Math.ceil(Math.max(size(before), size(after)) / kilobyte)) * (transaction ? 2 : 1);

/** An index that projects keys only. */
export interface KeysOnlyIndex {
  readonly name: string;
  readonly pk: string;
  readonly sk: string;
}

/** The entry that an item has in an index; none while a key is missing: the index is sparse. */
export function entryOf({ pk, sk }: KeysOnlyIndex, item: RawItem | undefined): RawItem | undefined {
  const [hash, range] = [item?.[pk], item?.[sk]];
  if (!item || !hash || !range) return undefined;
  const tableKeys = Object.fromEntries(
    ['pk', 'sk'].flatMap((name) => (item[name] ? [[name, item[name]]] : [])),
  );
  return { ...tableKeys, [pk]: hash, [sk]: range };
}

/** What a write costs in one index: nothing while the entry stays, one write to put or delete it, two to move it. */
export function indexUnits(
  index: KeysOnlyIndex,
  before: RawItem | undefined,
  after: RawItem | undefined,
): number {
  const [old, now] = [entryOf(index, before), entryOf(index, after)];
  if (old && now && same(old, now)) return 0;
  return [old, now].reduce((sum, entry) => sum + (entry ? writeUnits(undefined, entry) : 0), 0);
}

const same = (one: RawItem, other: RawItem): boolean =>
  Object.keys(one).every((name) => one[name]?.S === other[name]?.S);

/** A read or a page of a query: 4 KB a unit, half of that where it need not be the latest; a miss costs as much. */
export const readUnits = (items: readonly RawItem[], consistent: boolean): number =>
  Math.max(1, Math.ceil(items.reduce((sum, item) => sum + itemSize(item), 0) / (4 * kilobyte))) *
  (consistent ? 1 : 0.5);
