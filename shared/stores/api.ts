import * as z from 'zod/mini';
import { anyone, type Call } from '../http/api.ts';
import { id } from '../http/fields.ts';
import type { routes } from '../http/routes.ts';
import { privacyApi } from '../privacy/api.ts';
import { profileSchema, role } from './profile.ts';

/** What `GET /v1/store` adds to the profile; taken back with it and ignored, so that what was read can be sent. */
const readOnly = {
  version: z.optional(z.int()),
  rearming: z.optional(z.nullable(z.unknown())),
  /** What follows from the profile outside of it, step by step; a step that failed is tried again. */
  applying: z.optional(z.nullable(z.unknown())),
};

export const profileBody = z.extend(profileSchema, readOnly);

export const credentialBody = z.strictObject({
  actor: id,
  roles: z.array(role).check(z.minLength(1), z.maxLength(9)),
});

const receipt = z.object({ storeId: z.string(), outcome: z.string(), version: z.int() });

export const storesApi = {
  'GET /v1/store': {
    summary:
      'The shop’s profile, its version, and how far a change has been applied: its steps with their faults, and the open orders that are re-armed.',
    roles: anyone,
    answers: { 200: profileBody },
  },
  'PUT /v1/store': {
    summary: 'Replace the profile. Validated whole; open orders are re-armed under it.',
    roles: ['admin'],
    body: profileBody,
    conditional: true,
    answers: { 200: receipt },
  },
  'POST /v1/credentials': {
    summary: 'Issue a credential. Its text is answered once and kept nowhere.',
    roles: ['admin'],
    body: credentialBody,
    answers: {
      201: z.object({
        credentialId: z.string(),
        store: z.string(),
        actor: z.string(),
        roles: z.array(role),
        credential: z.string(),
      }),
    },
  },
  'DELETE /v1/credentials/{credentialId}': {
    summary: 'Revoke a credential: dead within 30 seconds.',
    roles: ['admin'],
    params: z.strictObject({ credentialId: z.string().check(z.regex(/^[A-Za-z0-9]{8,40}$/)) }),
    answers: { 204: null },
  },
  ...privacyApi,
} as const satisfies Record<(typeof routes)['stores'][number], Call>;
