import * as z from 'zod/mini';
import type { Call } from './api.ts';
import { email, line, storeIdField } from './fields.ts';
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
    query: z.strictObject({
      lang: z.optional(z.enum(['ro', 'en'])),
      next: z.optional(line(300)),
      /** A sign-in link: shows whom it signs in, and changes nothing. */
      link: z.optional(line(120)),
    }),
    answers: { 200: null },
  },
  'POST /v1/session': {
    summary:
      'Ask for a link to sign in, sent to the address of somebody of the staff. The page’s forms (with a CSRF token) follow a link, take a credential, and sign out.',
    roles: 'public',
    body: z.strictObject({ email, store: z.optional(storeIdField), next: z.optional(line(300)) }),
    bodyOptional: true,
    form: true,
    answers: { 202: z.object({ detail: z.string() }), 303: null },
  },
  'GET /v1/session/oidc': {
    summary:
      'Back from the issuer that the shop’s profile names, with its code; in the browser that was sent there.',
    roles: 'public',
    query: z.looseObject({ state: z.optional(line(120)), code: z.optional(line(2_000)) }),
    answers: { 303: null },
  },
  'GET /v1/station': {
    summary: 'The page of a warehouse station: paired by an admin, used by people in turns.',
    roles: 'public',
    query: z.strictObject({
      lang: z.optional(z.enum(['ro', 'en'])),
      /** A pairing code: shown in the form, and not used by it. */
      code: z.optional(line(120)),
    }),
    answers: { 200: null },
  },
  'POST /v1/station': {
    form: true,
    summary: 'Its forms: pair the device, take a turn by badge or PIN, open an order, lock.',
    roles: 'public',
    answers: { 303: null },
  },
  $default: { summary: 'There is no such call.', roles: 'public', answers: { 404: null } },
  'DELETE /v1/session': { summary: 'Sign out.', roles: 'public', answers: { 204: null } },
} as const satisfies Record<(typeof routes)['web'][number], Call>;
