import { lateChangesOf } from '../amendments/late-changes.ts';
import { durationsOf } from '../durations/count.ts';
import { daysOf } from '../reports/days.ts';
import { flowOf } from '../reports/flow.ts';
import { accuracyOf } from '../stock/audits/accuracy.ts';
import type { Counter } from './counter.ts';

/** Everything that is counted from events. What they listen to stands in the inventory (`count-events`). */
export const counters: readonly Counter[] = [durationsOf, flowOf, daysOf, accuracyOf, lateChangesOf];
