import * as z from 'zod/mini';
import type { Call } from '../http/api.ts';
import { durationField, id, line, time } from '../http/fields.ts';
import { paging } from '../http/paging.ts';
import type { routes } from '../http/routes.ts';
import { role } from '../stores/roles.ts';
import { stationRoles } from './station.ts';

const roles = z.array(role).check(z.minLength(1), z.maxLength(9));

export const credentialBody = z.strictObject({
  /** The machine's name; it acts as `machine:<name>`. */
  actor: id,
  roles,
  /** When it ends of itself. */
  expiresAt: z.optional(time),
});

const credentialPath = z.strictObject({ credentialId: z.string().check(z.regex(/^[A-Za-z0-9]{8,40}$/)) });

const issued = z.object({
  credentialId: z.string(),
  store: z.string(),
  actor: z.string(),
  roles: z.array(role),
  expiresAt: z.nullable(z.string()),
  credential: z.string(),
});

const credential = z.object({
  credentialId: z.string(),
  /** A person's is of 0.1.0: it ends after 30 days and is not renewed. */
  kind: z.enum(['machine', 'person']),
  actor: z.string(),
  roles: z.array(role),
  /** Null where 0.1.0 issued it. */
  createdAt: z.nullable(z.string()),
  createdBy: z.nullable(z.string()),
  /** To within 15 minutes; null where it was not used yet. */
  lastUsedAt: z.nullable(z.string()),
  expiresAt: z.nullable(z.string()),
  /** Until when the secret that was replaced last lives on. */
  previousUntil: z.nullable(z.string()),
});

const station = z.object({
  stationId: z.string(),
  name: z.string(),
  roles: z.array(z.enum(stationRoles)),
  openedBy: z.string(),
  pairedAt: z.nullable(z.string()),
});

/** Who may speak for the shop: machines by credentials, people by their own addresses. */
export const accessApi = {
  'GET /v1/credentials': {
    summary: 'Credentials that were not revoked, with their last use; never a secret.',
    roles: ['admin'],
    query: z.strictObject(paging),
    answers: { 200: z.object({ items: z.array(credential), next: z.nullable(z.string()) }) },
  },
  'POST /v1/credentials': {
    summary: 'Issue a credential for a machine. Its text is answered once and kept nowhere.',
    roles: ['admin'],
    decides: 'access',
    body: credentialBody,
    answers: { 201: issued },
  },
  'POST /v1/credentials/{credentialId}/rotation': {
    summary: 'A new secret. The one before lives on for a day, or as long as is said; two live at most.',
    roles: ['admin'],
    decides: 'access',
    params: credentialPath,
    body: z.strictObject({ previousLivesFor: z.optional(durationField) }),
    bodyOptional: true,
    answers: {
      201: z.object({ credentialId: z.string(), credential: z.string(), previousUntil: z.string() }),
    },
  },
  'DELETE /v1/credentials/{credentialId}': {
    summary: 'Revoke a credential: dead within 30 seconds.',
    roles: ['admin'],
    decides: 'access',
    params: credentialPath,
    answers: { 204: null },
  },
  'POST /v1/staff/{personId}/confirmation': {
    summary:
      'Confirm the changed sign-in address of a person, who then decides again at once: by an admin who neither is he nor changed it.',
    roles: ['admin'],
    decides: 'as-person',
    params: z.strictObject({ personId: id }),
    answers: { 200: z.object({ personId: z.string(), outcome: z.string() }) },
  },
  'POST /v1/issuer/confirmation': {
    summary:
      'Confirm the changed issuer of sign-ins: by an admin who did not change it, and came by a link to his own address.',
    roles: ['admin'],
    decides: 'as-person',
    answers: { 200: z.object({ outcome: z.string() }) },
  },
  'GET /v1/stations': {
    summary: 'Warehouse stations that were not revoked.',
    roles: ['admin'],
    answers: { 200: z.object({ items: z.array(station), next: z.null() }) },
  },
  'POST /v1/stations': {
    summary: 'Open a warehouse station. The code pairs one device within ten minutes, once.',
    roles: ['admin'],
    decides: 'as-person',
    body: z.strictObject({
      name: line(60),
      roles: z.array(z.enum(stationRoles)).check(z.minLength(1), z.maxLength(2)),
    }),
    answers: {
      201: z.object({ stationId: z.string(), code: z.string(), path: z.string(), until: z.string() }),
    },
  },
  'DELETE /v1/stations/{stationId}': {
    summary: 'Revoke a station: its device can do nothing any more.',
    roles: ['admin'],
    params: z.strictObject({ stationId: z.string().check(z.regex(/^[A-Za-z0-9]{8,40}$/)) }),
    answers: { 204: null },
  },
} as const satisfies Partial<Record<(typeof routes)['stores'][number], Call>>;
