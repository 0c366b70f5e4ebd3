import { own } from '../kernel/own.ts';
import { toJSONSchema, type $ZodType } from 'zod/v4/core';
import type { Call } from './api.ts';

/** The contract as OpenAPI 3.1, from the schemas that check the requests: it cannot say what is not so. */
export function openapi(apis: readonly Readonly<Record<string, Call>>[], serverUrl: string): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const api of apis)
    for (const [route, call] of Object.entries(api)) {
      const [method = '', path] = route.split(' ');
      if (path === undefined) continue;
      paths[path] = { ...own(paths, path), [method.toLowerCase()]: operation(route, method, path, call) };
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Veghe',
      version: '1.0.0',
      description: 'Keeps watch over the orders of online stores.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'veghe_session' },
      },
      schemas: { Problem: problemSchema },
    },
  };
}

function operation(route: string, method: string, path: string, call: Call): object {
  const writes = method === 'POST' || method === 'PUT';
  return {
    operationId: route.replace(/[^A-Za-z0-9]+/g, '_').replace(/_$/, ''),
    summary: call.summary,
    ...(call.roles === 'public' ? { security: [] } : { 'x-roles': call.roles }),
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
        name,
        in: 'path',
        required: true,
        schema: property(call.params, name),
      })),
      ...Object.entries(properties(call.query)).map(([name, schema]) => ({ name, in: 'query', schema })),
      ...(writes && call.roles !== 'public'
        ? [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 255 } }]
        : []),
      ...(call.conditional ? [{ name: 'If-Match', in: 'header', schema: { type: 'string' } }] : []),
    ],
    ...(call.lines
      ? {
          requestBody: {
            required: true,
            description: `One JSON object a line, at most ${String(call.lines.most)}; this is the schema of a line.`,
            content: { 'application/x-ndjson': { schema: schemaOf(call.lines.of, 'input') } },
          },
        }
      : {}),
    ...(call.body
      ? {
          requestBody: {
            required: call.bodyOptional !== true,
            content: { 'application/json': { schema: schemaOf(call.body, 'input') } },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(call.answers).map(([status, schema]) => [
          status,
          {
            description: Number(status) === 201 ? 'Created' : 'Done',
            ...(schema
              ? {
                  content: {
                    'application/json': { schema: schemaOf(schema, 'output') },
                    ...Object.fromEntries(
                      (call.also ?? []).map((type) => [type, { schema: { type: 'string' } }]),
                    ),
                  },
                }
              : {}),
          },
        ]),
      ),
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function schemaOf(schema: $ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...json } = toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<
    string,
    unknown
  >;
  return json;
}

const properties = (schema: $ZodType | undefined): Record<string, unknown> =>
  schema ? ((schemaOf(schema, 'input')['properties'] ?? {}) as Record<string, unknown>) : {};

const property = (schema: $ZodType | undefined, name: string): unknown =>
  own(properties(schema), name) ?? { type: 'string' };

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
