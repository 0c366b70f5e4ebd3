import * as z from 'zod/mini';
import type { Call } from '../http/api.ts';
import { pastOrder } from './past.ts';

const megabyte = 1_048_576;

const imported = z.object({
  lines: z.int(),
  accepted: z.int(),
  repeated: z.int(),
  watched: z.int(),
  rejected: z.int(),
  errors: z.array(z.object({ line: z.int(), path: z.string(), message: z.string() })),
});

export const historyApi = {
  'POST /v1/history': {
    summary:
      'Orders of the past, a line each: they teach how long stages take. Dirty lines are named and left out; nothing is sent, nobody is alarmed.',
    roles: ['storefront', 'operator', 'admin'],
    lines: { of: pastOrder, most: 1_000 },
    largest: megabyte,
    answers: { 200: imported },
  },
} as const satisfies Record<string, Call>;
