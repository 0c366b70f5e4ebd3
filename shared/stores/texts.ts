import * as z from 'zod/mini';
import { line, prose, stageName } from '../http/fields.ts';

/** What may stand in a text between braces. What has no value leaves its paragraph out. */
export const placeholders = {
  stage: ['order', 'customer', 'shop', 'stage', 'range'],
  tracking: ['order', 'customer', 'shop', 'stage', 'range'],
  delay: ['order', 'customer', 'shop', 'stage', 'since', 'range', 'promised'],
  delayAgain: ['order', 'customer', 'shop', 'stage', 'since', 'range', 'promised', 'before'],
  delayOpen: ['order', 'customer', 'shop', 'stage', 'since', 'promised', 'before'],
  moving: ['order', 'customer', 'shop', 'stage', 'range'],
  promise: ['order', 'customer', 'shop', 'date', 'original'],
  correction: ['order', 'customer', 'shop', 'stage', 'wrong', 'range'],
} as const satisfies Record<string, readonly string[]>;
export type TextKind = keyof typeof placeholders;

/** A shop's own words in place of ours. Paragraphs of the body are set apart by an empty line. */
const text = z.strictObject({
  subject: z.optional(line(120)),
  body: z.optional(prose(2_000)),
  sms: z.optional(line(140)),
});
export type OwnText = z.infer<typeof text>;

const ofLanguage = z.strictObject({
  stages: z.optional(
    z.record(stageName, text).check(z.refine((all) => Object.keys(all).length <= 40, 'at most 40 stages')),
  ),
  tracking: z.optional(text),
  delay: z.optional(text),
  delayAgain: z.optional(text),
  delayOpen: z.optional(text),
  moving: z.optional(text),
  promise: z.optional(text),
  correction: z.optional(text),
});

/** Texts by language; what is not given is said in our words. */
export const ownTexts = z.strictObject({ ro: z.optional(ofLanguage), en: z.optional(ofLanguage) });
export type OwnTexts = z.infer<typeof ownTexts>;

interface Fault {
  readonly path: string;
  readonly message: string;
}

/** Placeholders that do not exist, and stages that the shop does not have. */
export function textFaults(texts: OwnTexts | undefined, stages: readonly string[], path: string): Fault[] {
  return Object.entries(texts ?? {}).flatMap(([locale, { stages: ofStages, ...others } = {}]) => [
    ...Object.entries(ofStages ?? {}).flatMap(([name, own]) => {
      const at = `${path}.${locale}.stages.${name}`;
      return stages.includes(name)
        ? unknown(own, placeholders.stage, at)
        : [{ path: at, message: `there is no stage ${name}` }];
    }),
    ...(Object.keys(others) as Exclude<TextKind, 'stage'>[]).flatMap((kind) =>
      unknown(others[kind] ?? {}, placeholders[kind], `${path}.${locale}.${kind}`),
    ),
  ]);
}

const unknown = (own: OwnText, known: readonly string[], path: string): Fault[] =>
  Object.entries(own).flatMap(([field, said]) =>
    [...(said ?? '').matchAll(/\{([^{}]*)\}/g)]
      .filter(([, name = '']) => !known.includes(name))
      .map(([found]) => ({
        path: `${path}.${field}`,
        message: `${found} is no placeholder; there are ${known.map((name) => `{${name}}`).join(' ')}`,
      })),
  );
