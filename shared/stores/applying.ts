import { storeId } from '../kernel/brand.ts';
import { type Aggregate, change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { type Clock, type Duration, duration, hours, type Instant, minutes, plus } from '../time/instant.ts';
import { jobKind } from './job.ts';

/** What follows from a profile outside the profile itself, each for itself and repeatable. */
export const profileSteps = ['rearm', 'report', 'subscriptions'] as const;
export type ProfileStep = (typeof profileSteps)[number];

/** How far a profile has been applied. A step that failed is tried again, and keeps no other from being done. */
export interface Applying {
  readonly status: 'running' | 'done';
  readonly revision: number;
  readonly steps: Readonly<Partial<Record<ProfileStep, Step>>>;
  readonly tries: number;
  readonly dueAt: Instant;
}
type Step = { readonly status: 'done' } | { readonly status: 'failed'; readonly why: string };

export type ApplyingEvent =
  | {
      readonly type: 'store.applying-started';
      readonly data: { readonly revision: number; readonly at: Instant };
    }
  | {
      readonly type: 'store.applying-tried';
      readonly data: { readonly steps: Applying['steps']; readonly dueAt: Instant };
    }
  | { readonly type: 'store.profile-applied'; readonly data: { readonly revision: number } };

export const applyingId = 'apply-profile';
export const applyingKey = (store: string): AggregateKey => ({
  store: storeId(store),
  kind: jobKind,
  id: applyingId,
});

export const applyingAggregate: Aggregate<Applying, ApplyingEvent> = {
  kind: jobKind,
  evolve(job, event) {
    if (event.type === 'store.applying-started') {
      const { revision, at } = event.data;
      return { status: 'running', revision, steps: {}, tries: 0, dueAt: at };
    }
    if (!job) throw new Error(`${event.type} before store.applying-started`);
    if (event.type === 'store.profile-applied') return { ...job, status: 'done' };
    const { steps, dueAt } = event.data;
    return { ...job, steps: { ...job.steps, ...steps }, tries: job.tries + 1, dueAt };
  },
  due: (job) => (job.status === 'running' ? { kind: jobKind, at: job.dueAt } : undefined),
  indexes: () => ({}),
};

interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
}

const system = { actor: 'system' };

/** Begins anew for the newest profile; an older change's message that comes late begins nothing. */
export async function startApplying(ports: Ports, store: string, revision: number): Promise<void> {
  await change(ports, applyingAggregate, applyingKey(store), system, {
    decide: (head, at) =>
      head && head.state.revision >= revision
        ? accept<ApplyingEvent>([], 'repeated')
        : accept<ApplyingEvent>([{ type: 'store.applying-started', data: { revision, at } }], 'started'),
  });
}

/** Tries again after 1, 2, 4 … minutes, at most every hour, for as long as it takes. */
const pause = (tries: number): Duration => duration(Math.min(minutes(1) * 2 ** tries, hours(1)));

/**
 * Does what is not done yet, step by step; each is tried whatever becomes of the others. Stopped anywhere it does a step
 * again, which changes nothing. What failed is thrown in the end, so that it is counted.
 */
export async function goOnApplying(
  ports: Ports,
  store: string,
  work: Readonly<Record<ProfileStep, () => Promise<unknown>>>,
): Promise<void> {
  const head = await ports.heads.load<Applying>(applyingKey(store));
  const now = ports.clock();
  if (head?.state.status !== 'running' || head.state.dueAt > now) return;
  const { revision, tries, steps: before } = head.state;
  const steps: Partial<Record<ProfileStep, Step>> = {};
  const faults: unknown[] = [];
  for (const name of profileSteps.filter((one) => before[one]?.status !== 'done'))
    steps[name] = await work[name]().then(
      (): Step => ({ status: 'done' }),
      (error: unknown): Step => {
        faults.push(error);
        return { status: 'failed', why: error instanceof Error ? error.name : 'unknown' };
      },
    );
  const tried: ApplyingEvent = {
    type: 'store.applying-tried',
    data: { steps, dueAt: plus(now, pause(tries)) },
  };
  const applied: ApplyingEvent = { type: 'store.profile-applied', data: { revision } };
  // A newer profile that came meanwhile has begun anew: then this says nothing of it.
  await change(
    ports,
    applyingAggregate,
    applyingKey(store),
    { ...system, expected: head.version },
    { decide: () => accept<ApplyingEvent>(faults.length === 0 ? [tried, applied] : [tried], 'tried') },
  );
  if (faults.length > 0) throw faults[0];
}

/** As `GET /v1/store` shows it. */
export const applyingView = ({ status, revision, steps }: Applying) => ({
  status,
  revision,
  steps: profileSteps.map((name) => ({ name, ...(steps[name] ?? { status: 'waiting' as const }) })),
});
