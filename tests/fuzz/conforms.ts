/** The part of JSON Schema that the contract speaks. A keyword that is not here is refused, not passed over. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly description?: string;
}

type Check = (schema: Schema, value: unknown, at: string) => readonly string[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const say = (holds: boolean, at: string, what: string): string[] => (holds ? [] : [`${at} ${what}`]);
const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
const isOf = (type: string, value: unknown): boolean =>
  type === 'integer' ? Number.isInteger(value) : type === typeOf(value);
const text = (value: unknown, check: (text: string) => boolean): boolean =>
  typeof value !== 'string' || check(value);
const number = (value: unknown, check: (number: number) => boolean): boolean =>
  typeof value !== 'number' || check(value);
const list = (value: unknown, check: (list: readonly unknown[]) => boolean): boolean =>
  !Array.isArray(value) || check(value);
const oneOf: Check = (schema, value, at) =>
  say(
    [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some(
      (option) => conforms(option, value, at).length === 0,
    ),
    at,
    'is none of the forms it may have',
  );

const checks: Readonly<Record<keyof Schema, Check>> = {
  type: ({ type }, value, at) =>
    say(
      [type ?? []].flat().some((one) => isOf(one, value)),
      at,
      `is ${typeOf(value)}, not ${String(type)}`,
    ),
  const: (schema, value, at) => say(schema.const === value, at, `is not ${String(schema.const)}`),
  enum: (schema, value, at) => say(schema.enum?.includes(value) === true, at, `is ${String(value)}`),
  anyOf: oneOf,
  oneOf,
  required: ({ required = [] }, value, at) =>
    isObject(value) ? required.flatMap((name) => say(name in value, at, `lacks ${name}`)) : [],
  properties: ({ properties = {} }, value, at) =>
    isObject(value)
      ? Object.entries(properties).flatMap(([name, schema]) =>
          name in value ? conforms(schema, value[name], `${at}.${name}`) : [],
        )
      : [],
  additionalProperties: ({ properties = {}, additionalProperties: more }, value, at) => {
    if (!isObject(value) || more === true) return [];
    const rest = Object.entries(value).filter(([name]) => !(name in properties));
    if (isObject(more)) return rest.flatMap(([name, one]) => conforms(more, one, `${at}.${name}`));
    return rest.map(([name]) => `${at} has ${name}, which is not declared`);
  },
  propertyNames: ({ propertyNames = {} }, value, at) =>
    isObject(value)
      ? Object.keys(value).flatMap((name) => conforms(propertyNames, name, `${at} name ${name}`))
      : [],
  items: ({ items = {}, prefixItems = [] }, value, at) =>
    Array.isArray(value)
      ? value
          .slice(prefixItems.length)
          .flatMap((one, n) => conforms(items, one, `${at}.${String(n + prefixItems.length)}`))
      : [],
  prefixItems: ({ prefixItems = [] }, value, at) =>
    Array.isArray(value)
      ? prefixItems.flatMap((one, n) => conforms(one, value[n], `${at}.${String(n)}`))
      : [],
  minItems: ({ minItems = 0 }, value, at) =>
    say(
      list(value, ({ length }) => length >= minItems),
      at,
      'has too few',
    ),
  maxItems: ({ maxItems = 0 }, value, at) =>
    say(
      list(value, ({ length }) => length <= maxItems),
      at,
      'has too many',
    ),
  pattern: ({ pattern = '' }, value, at) =>
    say(
      text(value, (given) => new RegExp(pattern, 'u').test(given)),
      at,
      'is written otherwise',
    ),
  minLength: ({ minLength = 0 }, value, at) =>
    say(
      text(value, ({ length }) => length >= minLength),
      at,
      'is too short',
    ),
  maxLength: ({ maxLength = 0 }, value, at) =>
    say(
      text(value, ({ length }) => length <= maxLength),
      at,
      'is too long',
    ),
  minimum: ({ minimum = 0 }, value, at) =>
    say(
      number(value, (given) => given >= minimum),
      at,
      'is too small',
    ),
  maximum: ({ maximum = 0 }, value, at) =>
    say(
      number(value, (given) => given <= maximum),
      at,
      'is too large',
    ),
  default: () => [],
  description: () => [],
};

/** What of a value is not as the schema has it, in words; nothing where all is. */
export function conforms(schema: Schema, value: unknown, at = 'it'): readonly string[] {
  return Object.keys(schema).flatMap((keyword) => {
    const check = checks[keyword as keyof Schema] as Check | undefined;
    if (!check) throw new Error(`the contract uses ${keyword}, which this test cannot check`);
    return check(schema, value, at);
  });
}
