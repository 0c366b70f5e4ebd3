import * as z from 'zod/mini';
import type { Call } from '../http/api.ts';
import type { routes } from '../http/routes.ts';

/** Any text: what is no token gets the friendly page of an unknown link, in constant shape. */
const ofLink = z.strictObject({ token: z.string().check(z.maxLength(200)) });
const query = z.strictObject({ lang: z.optional(z.enum(['ro', 'en'])) });

export const linksApi = {
  'GET /l/{token}': {
    summary: 'The page of a signed link. Shows, and changes nothing.',
    roles: 'public',
    params: ofLink,
    query,
    answers: { 200: null, 404: null, 410: null },
  },
  'HEAD /l/{token}': {
    summary: 'Whether the link has a page. Changes nothing.',
    roles: 'public',
    params: ofLink,
    query,
    answers: { 200: null, 404: null, 410: null },
  },
  'POST /l/{token}': {
    form: true,
    summary: 'Decide by the form of the page, once.',
    roles: 'public',
    params: ofLink,
    query,
    answers: { 200: null, 404: null, 409: null, 410: null, 422: null },
  },
} as const satisfies Record<(typeof routes)['links'][number], Call>;
