import type { $ZodType } from 'zod/v4/core';
import { own } from '../kernel/own.ts';
import { isPlain } from '../kernel/well-formed.ts';

/** What of a schema's definition decides where nothing may stand. */
interface Definition {
  readonly type: string;
  readonly innerType?: $ZodType;
  readonly in?: $ZodType;
  readonly element?: $ZodType;
  readonly shape?: Readonly<Record<string, $ZodType>>;
  readonly valueType?: $ZodType;
  readonly options?: readonly $ZodType[];
  readonly discriminator?: string;
}

const definitionOf = (schema: $ZodType): Definition => schema._zod.def;

/**
 * A value without the optional fields that say nothing: `null` and empty text, as every platform sends them, mean absent.
 * Where a field takes `null` (a `PATCH` that removes) it stays. A required field keeps what it has, and is refused for it.
 */
export function withoutEmpty(schema: $ZodType, value: unknown): unknown {
  const def = definitionOf(schema);
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
    case 'nullable':
      return def.innerType ? withoutEmpty(def.innerType, value) : value;
    case 'pipe':
      return def.in ? withoutEmpty(def.in, value) : value;
    case 'array':
      return Array.isArray(value) && def.element
        ? value.map((one: unknown) => withoutEmpty(def.element as $ZodType, one))
        : value;
    case 'record':
      return isPlain(value)
        ? mapped(value, (_, inner) => (isEmpty(inner) ? undefined : [inner, def.valueType]))
        : value;
    case 'object':
      return isPlain(value)
        ? mapped(value, (name, inner) => {
            const field = own(def.shape, name);
            return field && saysNothing(field, inner) ? undefined : [inner, field];
          })
        : value;
    case 'union':
      return alternative(def, value);
    default:
      return value;
  }
}

/** Each field as it stays, with the schema that goes on within it; undefined for one that goes. */
function mapped(
  value: Readonly<Record<string, unknown>>,
  keep: (name: string, inner: unknown) => readonly [unknown, $ZodType | undefined] | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const kept = keep(name, inner);
      if (!kept) return [];
      return [[name, kept[1] ? withoutEmpty(kept[1], kept[0]) : kept[0]] as const];
    }),
  );
}

/** Of alternatives that a field tells apart, the one that the value has chosen. */
function alternative({ options = [], discriminator }: Definition, value: unknown): unknown {
  if (discriminator === undefined || !isPlain(value)) return value;
  const chosen = options.find((option) => {
    const field = own(definitionOf(option).shape, discriminator);
    return field?._zod.values?.has(own(value, discriminator) as string) === true;
  });
  return chosen ? withoutEmpty(chosen, value) : value;
}

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '');

function saysNothing(field: $ZodType, value: unknown): boolean {
  const { type, innerType } = definitionOf(field);
  if (!isEmpty(value) || (type !== 'optional' && type !== 'default' && type !== 'prefault')) return false;
  return value !== null || !innerType || definitionOf(innerType).type !== 'nullable';
}
