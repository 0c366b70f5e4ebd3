import { own } from '../kernel/own.ts';
import { type Call, change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { HeadStore } from '../kernel/head.ts';
import type { Tallies } from '../kernel/tally/tally.ts';
import { toParts } from '../kernel/texts.ts';
import { usualOf } from '../orders/usual.ts';
import type { Profiles } from '../stores/profiles.ts';
import { startRearming } from '../stores/rearm.ts';
import { Workflow } from '../stores/workflow.ts';
import { type Clock, days, minus } from '../time/instant.ts';
import { compile, weeksKept } from './compile.ts';
import { durationsGroup, weekOf } from './count.ts';
import {
  type Learning,
  learningAggregate,
  type LearningEvent,
  learningKey,
  nextLearning,
  readModel,
} from './learning.ts';
import type { Durations } from './model.ts';
import { keep } from './segments.ts';
import { whole } from './segment.ts';

interface Ports {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly tallies: Tallies;
  readonly clock: Clock;
}

const system: Call = { actor: 'system' };

/** Durations were counted: a model will be made of them, unless one is due already. Costs a read where one is. */
export async function newsOfDurations(ports: Pick<Ports, 'heads' | 'clock'>, store: string): Promise<void> {
  await change<Learning, LearningEvent, never>(ports, learningAggregate, learningKey(store), system, {
    decide: (head, at) =>
      head?.state.dueAt === undefined
        ? accept([{ type: 'store.durations-due', data: { dueAt: nextLearning(head?.state, at) } }], 'due')
        : accept([], 'due already'),
  });
}

/** Orders of the past were counted: they are learned from as soon as the event is heard. */
export async function historyImported(
  ports: Pick<Ports, 'heads' | 'clock'>,
  store: string,
  orders: number,
  actor: string,
): Promise<void> {
  await change<Learning, LearningEvent, never>(
    ports,
    learningAggregate,
    learningKey(store),
    { actor },
    {
      decide: (_, at) => accept([{ type: 'store.history-imported', data: { orders, at } }], 'imported'),
    },
  );
}

/**
 * Makes the shop's model anew from its counters, where there is something to learn. Whatever was counted while it was
 * made is learned the next time: then the change is stale, and what is due stays due. Open orders are armed anew where a
 * stage has come to take a tenth longer or shorter than when they last were.
 */
export async function learn(ports: Ports, store: string): Promise<void> {
  const [head, loaded] = await Promise.all([
    ports.heads.load<Learning>(learningKey(store)),
    ports.profiles.fresh(store),
  ]);
  if (!loaded || head?.state.dueAt === undefined) return;
  const { profile } = loaded;
  const at = ports.clock();
  const from = weekOf(minus(at, days(7 * weeksKept)), profile.timeZone);
  const tallies = await ports.tallies.read(store, durationsGroup, from, '~');
  const usual = usualOf(profile, new Workflow(profile));
  const model = compile(tallies, usual, weekOf(at, profile.timeZone), at);
  const known =
    head.state.model === undefined ? undefined : await readModel(ports.heads, store, head.state.model);
  const moved = hasMoved(known, model);
  const { name, parts } = toParts('model', model);
  const done = await change<Learning, LearningEvent, never>(
    ports,
    learningAggregate,
    learningKey(store),
    { ...system, expected: head.version },
    {
      decide: () =>
        accept([{ type: 'store.durations-learned', data: { model: name, at, moved } }], 'learned'),
      parts: () => parts,
    },
  );
  if (!done.done) return;
  await forget(ports.heads, store, head.state.before);
  await keep(ports.heads, store, segmentsOf(model));
  const open = profile.stages.filter(({ next }) => next.length > 0).map((stage) => stage.name);
  if (moved) await startRearming(ports, store, { revision: loaded.revision, moves: done.state.moves }, open);
}

/** By this share a stage's p50 or p90 has to move before deadlines are reckoned anew for all. */
const move = 0.1;

function hasMoved(before: Durations | undefined, after: Durations): boolean {
  return Object.entries(after.stages).some(([name, { segments }]) => {
    const [old, now] = [own(before?.stages, name)?.segments[whole]?.quantiles, segments[whole]?.quantiles];
    if (!old || !now) return old !== now;
    return [0.5, 0.9].some((q) => {
      const place = Math.floor(q * now.length);
      return Math.abs((now[place] ?? 0) - (old[place] ?? 0)) > move * Math.max(1, old[place] ?? 0);
    });
  });
}

/** Those that were seen in one of a hundred stays or more; the rest makes room. */
function segmentsOf(model: Durations): ReadonlySet<string> {
  const kept = Object.values(model.stages).flatMap(({ segments }) => {
    const all = segments[whole]?.samples ?? 0;
    return Object.entries(segments).flatMap(([name, { samples }]) =>
      name !== whole && samples * 100 >= all ? [name] : [],
    );
  });
  return new Set(kept);
}

async function forget(heads: HeadStore, store: string, model: string | undefined): Promise<void> {
  if (model === undefined) return;
  const pieces = Number(model.slice(model.lastIndexOf('.') + 1));
  for (let at = 0; at < pieces; at++)
    await heads.deletePart(learningKey(store), at === 0 ? model : `${model}.${String(at)}`);
}
