import * as z from 'zod/mini';
import type { Call } from './api.ts';
import { line } from './fields.ts';
import type { routes } from './routes.ts';

/** What needs no credential: health, the contract itself, and the door for browsers. */
export const webApi = {
  'GET /health': {
    summary: 'Is the service up?',
    roles: 'public',
    answers: { 200: z.object({ status: z.literal('ok') }) },
  },
  'GET /openapi.json': {
    summary: 'This contract.',
    roles: 'public',
    answers: { 200: z.looseObject({ openapi: z.string() }) },
  },
  'GET /v1/session': {
    summary: 'The page to sign in, or who is signed in.',
    roles: 'public',
    query: z.strictObject({ lang: z.optional(z.enum(['ro', 'en'])), next: z.optional(line(300)) }),
    answers: { 200: null },
  },
  'POST /v1/session': {
    form: true,
    summary: 'Sign in with a credential, by a form with a CSRF token.',
    roles: 'public',
    answers: { 303: null },
  },
  $default: { summary: 'There is no such call.', roles: 'public', answers: { 404: null } },
  'DELETE /v1/session': { summary: 'Sign out.', roles: 'public', answers: { 204: null } },
} as const satisfies Record<(typeof routes)['web'][number], Call>;
