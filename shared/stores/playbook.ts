import * as z from 'zod/mini';
import { line, stageName } from '../http/fields.ts';
import { role } from './roles.ts';

/** What a text of the playbook may name. */
export const playbookPlaces = ['value', 'attribute', 'stage'] as const;

const text = line(200).check(
  z.refine(
    (words) =>
      [...words.matchAll(/\{([^{}]*)\}/g)].every(([, name]) =>
        (playbookPlaces as readonly (string | undefined)[]).includes(name),
      ),
    `may name ${playbookPlaces.map((name) => `{${name}}`).join(', ')} and nothing else in braces`,
  ),
);

/** What to look at next when orders of one kind pile up, and who does. The first entry that fits counts. */
export const playbookEntry = z.strictObject({
  /** In any stage unless said. */
  stage: z.optional(stageName),
  /** An attribute of the shop's orders, or `sku`, `payment`, `carrier`, `hour`. */
  attribute: line(30),
  /** For any value unless said. */
  value: z.optional(line(80)),
  check: z.strictObject({ ro: text, en: text }),
  role,
});
export type PlaybookEntry = z.output<typeof playbookEntry>;
