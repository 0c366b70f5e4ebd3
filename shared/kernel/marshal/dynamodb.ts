import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

/**
 * An item as the table takes it; fields without a value are left out. The SDK tells the kind of a value by its
 * `constructor`, and fails on a record that has a key of that name: such a record goes to it as a map, which it stores
 * alike.
 */
export const marshal = (item: object): Record<string, AttributeValue> =>
  marshall(
    Object.fromEntries(Object.entries(item).map(([name, value]: [string, unknown]) => [name, told(value)])),
    {
      removeUndefinedValues: true,
    },
  );

function told(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(told);
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, told(inner)] as const);
  return Object.hasOwn(value, 'constructor')
    ? new Map(entries.filter(([, inner]) => inner !== undefined))
    : Object.fromEntries(entries);
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
