import { durationsGroup, weekOf } from '../durations/count.ts';
import { type Call, change, type CommitRefusal, type Outcome } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { Head, HeadStore } from '../kernel/head.ts';
import type { Tallies } from '../kernel/tally/tally.ts';
import type { LoadedProfile, Profiles } from '../stores/profiles.ts';
import { saveProfile, type StoreRefusal } from '../stores/stores.ts';
import { type Clock, days, minus } from '../time/instant.ts';
import { seenIn, type Seen } from './effect.ts';
import { limitId, type LimitMatter, proposedLimits } from './limits.ts';
import { type Matter, presentOf, withMatter } from './matter.ts';
import {
  decideProposal,
  type Proposal,
  proposalAggregate,
  type ProposalEvent,
  proposalKey,
  type ProposalRefusal,
} from './proposal.ts';

interface Ports {
  readonly heads: HeadStore;
  readonly tallies: Tallies;
  readonly profiles: Profiles;
  readonly clock: Clock;
}

/** Effects are told of this many weeks: long enough for the slowest few, short enough to be about the shop of today. */
const weeksLookedAt = 12;
/** At most so many open, and so many declined ones, are looked at. */
const most = 100;

export interface Shown {
  readonly proposals: readonly Proposal[];
  readonly seen: ReadonlyMap<string, Seen>;
}

/**
 * What is proposed to the shop now: the system's own limits, made from the counters whenever they are asked for, and what
 * people proposed and nobody has decided. Costs one read of twelve weeks' counters, however many orders there were.
 */
export async function proposalsOf(
  ports: Pick<Ports, 'heads' | 'tallies' | 'clock'>,
  store: string,
  { profile }: Pick<LoadedProfile, 'profile'>,
  includeExceptions = false,
): Promise<Shown> {
  const at = ports.clock();
  const from = weekOf(minus(at, days(7 * weeksLookedAt)), profile.timeZone);
  const [tallies, open, declined] = await Promise.all([
    ports.tallies.read(store, durationsGroup, from, '~'),
    listed(ports.heads, store, 'open'),
    listed(ports.heads, store, 'declined'),
  ]);
  const seen = seenIn(tallies, includeExceptions);
  const refused = declined.flatMap(({ matter }) => (matter.kind === 'limit' ? [matter] : []));
  const own = proposedLimits(profile, seen, refused as LimitMatter[]).map((matter): Proposal => ({
    id: limitId(matter),
    matter,
    by: 'system',
    at,
    present: presentOf(profile, matter),
    status: 'open',
  }));
  const ids = new Set(open.map(({ id }) => id));
  return { proposals: [...own.filter(({ id }) => !ids.has(id)), ...open], seen };
}

async function listed(heads: HeadStore, store: string, status: string): Promise<Proposal[]> {
  const range = { from: `${status}#`, to: `${status}#~`, descending: true };
  const found = await heads.find('list', `${store}#proposal`, range, { limit: most });
  const all: readonly Head<Proposal>[] = await heads.loadMany<Proposal>(found.items);
  return all.map(({ state }) => state).filter((proposal) => proposal.status === status);
}

/** A person proposes. Nothing changes until an admin accepts. */
export function propose(
  ports: Pick<Ports, 'heads' | 'clock'>,
  store: string,
  { profile }: Pick<LoadedProfile, 'profile'>,
  made: { readonly id: string; readonly matter: Matter },
  call: Call,
): Promise<Outcome<Proposal, never>> {
  return change<Proposal, ProposalEvent, never>(ports, proposalAggregate, proposalKey(store, made.id), call, {
    decide: (head, at) =>
      head
        ? accept([], 'repeated', made.id)
        : accept(
            [
              {
                type: 'proposal.made',
                data: { ...made, by: call.actor, at, present: presentOf(profile, made.matter) },
              },
            ],
            'created',
            made.id,
          ),
  });
}

export interface Answer {
  readonly id: string;
  readonly decision: 'accept' | 'decline';
  readonly comment?: string | undefined;
}

/**
 * An admin decides. Accepting puts the profile in force first, by the same way as `PUT /v1/store`, and then says so: cut off
 * between the two, the same call does the rest. What was proposed for another value than stands there now is refused.
 */
export async function answerProposal(
  ports: Ports,
  store: string,
  loaded: LoadedProfile,
  { id, decision, comment }: Answer,
  call: Call,
): Promise<Outcome<Proposal, ProposalRefusal | StoreRefusal>> {
  const { profile, version } = loaded;
  const kept = (await ports.heads.load<Proposal>(proposalKey(store, id)))?.state;
  const found = kept ?? (await systemsOwn(ports, store, loaded, id));
  if (!found) return refused({ is: 'proposal-unknown' });
  if (decision === 'accept' && found.status === 'open') {
    const next = withMatter(profile, found.matter);
    const there = presentOf(profile, found.matter) === presentOf(next, found.matter);
    if (!there && presentOf(profile, found.matter) !== found.present)
      return refused({ is: 'proposal-stale' });
    const saved = await saveProfile(ports, store, next, { actor: call.actor, expected: version });
    if (!saved.done) return saved;
  }
  return change<Proposal, ProposalEvent, ProposalRefusal>(
    ports,
    proposalAggregate,
    proposalKey(store, id),
    call,
    {
      decide(head, at) {
        const { matter, by, present } = found;
        const made: ProposalEvent[] = head
          ? []
          : [{ type: 'proposal.made', data: { id, matter, by, present, at } }];
        const decided = decideProposal(head?.state ?? found, decision, call.actor, at, comment);
        return 'refused' in decided ? decided : { ...decided, accepted: [...made, ...decided.accepted] };
      },
    },
  );
}

/** What the figures propose under this id, be it with exceptions left out, or with them as a person may have looked at it. */
async function systemsOwn(
  ports: Ports,
  store: string,
  loaded: LoadedProfile,
  id: string,
): Promise<Proposal | undefined> {
  for (const includeExceptions of [false, true]) {
    const { proposals } = await proposalsOf(ports, store, loaded, includeExceptions);
    const found = proposals.find((one) => one.id === id);
    if (found) return found;
  }
  return undefined;
}

const refused = <R>(refusal: R | CommitRefusal): { done: false; refusal: R | CommitRefusal } => ({
  done: false,
  refusal,
});
