import * as z from 'zod/mini';
import { accessApi } from '../access/api.ts';
import { anyone, type Call } from '../http/api.ts';
import type { routes } from '../http/routes.ts';
import { privacyApi } from '../privacy/api.ts';
import { profileSchema } from './profile.ts';

/** What `GET /v1/store` adds to the profile; taken back with it and ignored, so that what was read can be sent. */
const readOnly = {
  version: z.optional(z.int()),
  rearming: z.optional(z.nullable(z.unknown())),
  /** What follows from the profile outside of it, step by step; a step that failed is tried again. */
  applying: z.optional(z.nullable(z.unknown())),
};

export const profileBody = z.extend(profileSchema, readOnly);

const receipt = z.object({ storeId: z.string(), outcome: z.string(), version: z.int() });

export const storesApi = {
  'GET /v1/store': {
    summary:
      'The shop’s profile as the caller’s roles see it, its version, and how far a change has been applied: its steps with their faults, and the open orders that are re-armed.',
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
  ...accessApi,
  ...privacyApi,
} as const satisfies Record<(typeof routes)['stores'][number], Call>;
