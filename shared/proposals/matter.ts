import * as z from 'zod/mini';
import { durationField, stageName } from '../http/fields.ts';
import { canonical } from '../kernel/receipts.ts';
import { channel, checklistItem, type Profile } from '../stores/profile.ts';
import { parseDuration } from '../time/instant.ts';

/** What may be proposed of a shop's profile: a limit, what customers are told at a stage, an item of a stage's checklist. */
export const matter = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('limit'),
    stage: stageName,
    limit: durationField,
    warning: z.optional(durationField),
  }),
  z.strictObject({
    kind: z.literal('notice'),
    stage: stageName,
    tell: z.array(channel).check(z.maxLength(2)),
  }),
  z.strictObject({ kind: z.literal('checklist-item'), stage: stageName, item: checklistItem }),
]);
export type Matter = z.output<typeof matter>;

/** What stands in the place of a proposal now, as text: a proposal made for another value is out of date. */
export function presentOf(profile: Profile, { kind, ...rest }: Matter): string {
  const stage = profile.stages.find(({ name }) => name === rest.stage);
  if (!stage) return 'none';
  switch (kind) {
    case 'limit':
      return canonical([stage.limit ?? null, stage.warning ?? null]);
    case 'notice':
      return canonical(stage.tell);
    case 'checklist-item':
      return canonical(stage.checklist.find(({ id }) => id === (rest as ItemMatter).item.id) ?? null);
  }
}

type ItemMatter = Extract<Matter, { kind: 'checklist-item' }>;

/** The profile with the proposal in it. A warning that would come after the new limit goes: three quarters of it count again. */
export function withMatter(profile: Profile, proposed: Matter): Profile {
  return {
    ...profile,
    stages: profile.stages.map((stage) => {
      if (stage.name !== proposed.stage) return stage;
      switch (proposed.kind) {
        case 'limit': {
          const { warning: before, ...rest } = stage;
          const kept = before !== undefined && length(before) < length(proposed.limit) ? before : undefined;
          const warning = proposed.warning ?? kept;
          return { ...rest, limit: proposed.limit, ...(warning === undefined ? {} : { warning }) };
        }
        case 'notice':
          return { ...stage, tell: proposed.tell };
        case 'checklist-item':
          return {
            ...stage,
            checklist: [...stage.checklist.filter(({ id }) => id !== proposed.item.id), proposed.item],
          };
      }
    }),
  };
}

const length = (text: string): number => parseDuration(text) ?? 0;
