import { storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { readParts } from '../kernel/texts.ts';
import { jobKind } from '../stores/job.ts';
import { hours, type Instant, latest, minutes, plus } from '../time/instant.ts';
import type { Durations } from './model.ts';

/** What a shop's model is made of and when it is made anew. The model itself is a text beside it, named by its content. */
export interface Learning {
  readonly model?: string;
  readonly madeAt?: Instant;
  /** The model before, kept for whoever has just read its name. */
  readonly before?: string;
  /** Counts the models that open orders were armed anew for. */
  readonly moves: number;
  /** There is something to learn from then on. */
  readonly dueAt?: Instant;
}

export type LearningEvent =
  | {
      readonly type: 'store.history-imported';
      readonly data: { readonly orders: number; readonly at: Instant };
    }
  | { readonly type: 'store.durations-due'; readonly data: { readonly dueAt: Instant } }
  | {
      readonly type: 'store.durations-learned';
      readonly data: { readonly model: string; readonly at: Instant; readonly moved: boolean };
    };

export const learningId = 'durations';
export const learningKey = (store: string): AggregateKey => ({
  store: storeId(store),
  kind: jobKind,
  id: learningId,
});

/** A model is made at most this often from live events: its weeks do not change faster. */
const pause = hours(1);
/** An import is learned from by its event; should that be lost, the job does it. */
const patience = minutes(2);

export const learningAggregate: Aggregate<Learning, LearningEvent> = {
  kind: jobKind,
  evolve(learning, event) {
    const { dueAt: _, ...rest } = learning ?? { moves: 0 };
    switch (event.type) {
      case 'store.history-imported':
        return { ...rest, dueAt: plus(event.data.at, patience) };
      case 'store.durations-due':
        return { ...rest, dueAt: event.data.dueAt };
      case 'store.durations-learned': {
        const { model, at, moved } = event.data;
        const before = rest.model === undefined || rest.model === model ? {} : { before: rest.model };
        return { model, madeAt: at, moves: rest.moves + (moved ? 1 : 0), ...before };
      }
    }
  },
  due: ({ dueAt }) => (dueAt === undefined ? undefined : { kind: jobKind, at: dueAt }),
  indexes: () => ({}),
};

/** When the next model may be made, given news at this instant. */
export const nextLearning = (learning: Learning | undefined, at: Instant): Instant =>
  learning?.madeAt === undefined
    ? plus(at, patience)
    : latest(plus(at, patience), plus(learning.madeAt, pause));

export const readModel = (heads: HeadStore, store: string, name: string): Promise<Durations | undefined> =>
  readParts<Durations>(heads, learningKey(store), name);
