import fc from 'fast-check';
import { contract } from '../../functions/web/contract.ts';
import type { Role } from '../../shared/stores/roles.ts';
import type { Schema } from './conforms.ts';
import { shop } from './shop.ts';
import { type Draw, type Known, likely, pick, valueOf } from './values.ts';

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

/** One call as `/openapi.json` describes it. */
export interface Operation {
  readonly route: string;
  readonly 'x-roles'?: readonly Role[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content>>;
}

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Omit<Operation, 'route'>>>>>;
  readonly components: { readonly schemas: { readonly Problem: Schema } };
}

const served = JSON.parse(JSON.stringify(contract('https://veghe.example'))) as Contract;
export const problemSchema = served.components.schemas.Problem;
export const operations: readonly Operation[] = Object.entries(served.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    ...operation,
    route: `${method.toUpperCase()} ${path}`,
  })),
);

export interface Request {
  readonly route: string;
  readonly path: Record<string, string>;
  readonly query: Record<string, string>;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
  readonly text?: string;
  readonly role: Role;
}

function headersOf({ parameters, requestBody }: Operation, draw: Draw): Record<string, string> {
  const takes = (name: string) => parameters.some((parameter) => parameter.name === name);
  return {
    ...(takes('Idempotency-Key') && likely(draw, 30)
      ? { 'idempotency-key': draw(pick, ['k1', 'k2', 'k3']) }
      : {}),
    ...(takes('If-Match') && likely(draw, 10) ? { 'if-match': draw(pick, ['"1"', '"2"', '*']) } : {}),
    'content-type': Object.keys(requestBody?.content ?? {})[0] ?? 'application/x-www-form-urlencoded',
  };
}

/** A profile holds together only as a whole: the shop's own, with one part as it was drawn. */
function altered(drawn: unknown, draw: Draw): unknown {
  const [name, part] = draw(pick, Object.entries(drawn as Record<string, unknown>));
  return { ...shop, [name]: part };
}

function bodyOf({ route, requestBody }: Operation, draw: Draw, known: Known): Pick<Request, 'body' | 'text'> {
  const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(requestBody?.content ?? {});
  if (!requestBody) return { text: '' };
  if (requestBody.required === false && likely(draw, 20)) return { text: '' };
  if (type !== 'application/x-ndjson') {
    const body = valueOf(schema, draw, '', known);
    return { body: route === 'PUT /v1/store' ? altered(body, draw) : body };
  }
  const lines = draw(fc.integer, { min: 1, max: 4 });
  return {
    text: Array.from({ length: lines }, () => JSON.stringify(valueOf(schema, draw, '', known))).join('\n'),
  };
}

/** A request that the contract's schemas take. Whether the shop's state does is another matter. */
export function validRequest(operation: Operation, draw: Draw, known: Known): Request {
  const of = (where: string, always: boolean) =>
    Object.fromEntries(
      operation.parameters
        .filter((parameter) => parameter.in === where && (always || likely(draw, 30)))
        .map(({ name, schema }) => [name, String(valueOf(schema, draw, name, known))]),
    );
  const roles = operation['x-roles'] ?? ['admin'];
  return {
    route: operation.route,
    path: of('path', true),
    query: of('query', false),
    headers: headersOf(operation, draw),
    ...bodyOf(operation, draw, known),
    role: draw(pick, roles),
  };
}
