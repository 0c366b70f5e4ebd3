import * as z from 'zod/mini';

/** What an actor may be. A credential names one store, one actor and its roles. */
export const roles = [
  'storefront',
  'operator',
  'warehouse',
  'supervisor',
  'finance',
  'procurement',
  'packing',
  'logistics',
  'admin',
] as const;
export type Role = (typeof roles)[number];
export const role = z.enum(roles);
