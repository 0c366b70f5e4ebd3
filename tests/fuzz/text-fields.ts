import type { Schema } from './conforms.ts';
import type { Operation, Request } from './requests.ts';
import { type Draw, type Known, valueOf } from './values.ts';

/** A step into a schema: a property, one of several forms, an item, an entry of a dictionary, or its key. */
type Step = { readonly property: string } | { readonly form: number } | 'item' | 'entry' | 'key';

/** A place in a request that takes text. */
export interface TextField {
  readonly operation: Operation;
  readonly where: 'body' | 'query' | 'path' | 'header';
  /** The name of the parameter; of a body its way. */
  readonly name: string;
  readonly way: readonly Step[];
}

const isText = ({ type, const: fixed, enum: known }: Schema): boolean =>
  type === 'string' && fixed === undefined && known === undefined;

function ways(schema: Schema): readonly (readonly Step[])[] {
  const into = (step: Step, inner: Schema | undefined) =>
    inner === undefined ? [] : ways(inner).map((way) => [step, ...way]);
  const more = schema.additionalProperties;
  return [
    ...(isText(schema) ? [[]] : []),
    ...(schema.anyOf ?? schema.oneOf ?? []).flatMap((form, at) => into({ form: at }, form)),
    ...Object.entries(schema.properties ?? {}).flatMap(([property, inner]) => into({ property }, inner)),
    ...into('item', schema.items),
    ...(typeof more === 'object' ? [...into('entry', more), ['key' as const]] : []),
  ];
}

const bodyOf = ({ requestBody }: Operation): Schema | undefined =>
  Object.values(requestBody?.content ?? {})[0]?.schema;

/** Every field of the contract that takes text, in parameters and bodies, dictionaries' keys among them. */
export const textFields = (operations: readonly Operation[]): readonly TextField[] =>
  operations.flatMap((operation) => [
    ...operation.parameters
      .filter(({ schema }) => isText(schema))
      .map(({ name, in: where }) => ({
        operation,
        where: where as 'query' | 'path' | 'header',
        name,
        way: [],
      })),
    ...ways(bodyOf(operation) ?? {}).map((way) => ({
      operation,
      where: 'body' as const,
      name: way.map((step) => (typeof step === 'string' ? step : Object.values(step).join())).join('.'),
      way,
    })),
  ]);

/** The value with a text at the end of the way; what lies on the way and is not there is drawn. */
function placed(
  schema: Schema,
  value: unknown,
  way: readonly Step[],
  text: string,
  draw: Draw,
  known: Known,
): unknown {
  const [step, ...rest] = way;
  if (step === undefined) return text;
  const go = (inner: Schema, at: unknown) => placed(inner, at, rest, text, draw, known);
  if (typeof step === 'object' && 'form' in step) {
    const form = (schema.anyOf ?? schema.oneOf ?? [])[step.form] ?? {};
    return go(form, valueOf(form, draw, '', known));
  }
  if (step === 'item') return [go(schema.items ?? {}, valueOf(schema.items ?? {}, draw, '', known))];
  const object =
    typeof value === 'object' && value !== null ? value : (valueOf(schema, draw, '', known) as object);
  const entry = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
  if (step === 'key') return { ...object, [text]: valueOf(entry, draw, '', known) };
  if (step === 'entry') return { ...object, channel: go(entry, undefined) };
  const { property } = step;
  return {
    ...object,
    [property]: go(schema.properties?.[property] ?? {}, (object as Record<string, unknown>)[property]),
  };
}

/** A valid request with a text in one of its fields. */
export function withText(
  field: TextField,
  request: Request,
  text: string,
  draw: Draw,
  known: Known,
): Request {
  const { operation, where, name, way } = field;
  if (where === 'query') return { ...request, query: { ...request.query, [name]: text } };
  if (where === 'path') return { ...request, path: { ...request.path, [name]: text } };
  if (where === 'header') return { ...request, headers: { ...request.headers, [name.toLowerCase()]: text } };
  const body = placed(bodyOf(operation) ?? {}, request.body, way, text, draw, known);
  const lines = operation.requestBody?.content?.['application/x-ndjson'] !== undefined;
  return lines ? { ...request, text: JSON.stringify(body) } : { ...request, body };
}
