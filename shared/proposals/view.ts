import type { Profile } from '../stores/profile.ts';
import { duration, formatInstant, parseDuration } from '../time/instant.ts';
import { effectOf, type Seen } from './effect.ts';
import type { Matter } from './matter.ts';
import type { Proposal } from './proposal.ts';

/** A proposal as it is shown, with what it would have done to the orders of the past twelve weeks. */
export function proposalView(
  { id, matter, by, at, status }: Proposal,
  profile: Profile,
  seen: ReadonlyMap<string, Seen>,
  includeExceptions: boolean,
) {
  const { kind, stage, ...proposed } = matter;
  const of = seen.get(stage);
  return {
    id,
    kind,
    stage,
    by,
    at: formatInstant(at),
    status,
    proposed,
    present: presentView(matter, profile),
    effect: { stays: of?.stays ?? 0, includeExceptions, ...figures(matter, profile, seen) },
  };
}

export type ProposalView = ReturnType<typeof proposalView>;

function presentView(matter: Matter, profile: Profile) {
  const stage = profile.stages.find(({ name }) => name === matter.stage);
  if (!stage) return null;
  switch (matter.kind) {
    case 'limit':
      return {
        limit: stage.limit ?? null,
        ...(stage.warning === undefined ? {} : { warning: stage.warning }),
      };
    case 'notice':
      return { tell: stage.tell };
    case 'checklist-item':
      return { item: stage.checklist.find(({ id }) => id === matter.item.id) ?? null };
  }
}

/**
 * A limit: alerts per hundred orders, what it would have caught and how often cried wolf, beside the present limit's. A
 * notice: how many more or fewer messages. A checklist item: how many orders would have had to be ticked.
 */
function figures(matter: Matter, profile: Profile, seen: ReadonlyMap<string, Seen>) {
  const of = seen.get(matter.stage);
  const stage = profile.stages.find(({ name }) => name === matter.stage);
  switch (matter.kind) {
    case 'limit':
      return of
        ? {
            proposed: effectOf(of, length(matter.limit)),
            ...(stage?.limit === undefined ? {} : { present: effectOf(of, length(stage.limit)) }),
          }
        : {};
    case 'notice': {
      const entered = [...seen.values()].reduce((sum, { next }) => sum + (next.get(matter.stage) ?? 0), 0);
      return {
        entered,
        proposed: { messages: entered * matter.tell.length },
        present: { messages: entered * (stage?.tell.length ?? 0) },
      };
    }
    case 'checklist-item':
      return { proposed: { ordersToTick: of?.stays ?? 0, gated: matter.item.mandatory } };
  }
}

const length = (text: string) => parseDuration(text) ?? duration(0);
