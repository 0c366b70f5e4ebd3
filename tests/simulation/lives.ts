import { simulateAmendments } from './amend-run.ts';
import { simulatePoison } from './poison-run.ts';
import { simulate } from './run.ts';
import type { Life, Run } from './setting.ts';
import { simulateStock } from './stock-run.ts';

/** The lives that are simulated, by name: how each is lived, and its usual steps. */
export const lives = {
  orders: { live: simulate, steps: 40 },
  stock: { live: simulateStock, steps: 25 },
  poison: { live: simulatePoison, steps: 20 },
  amendments: { live: simulateAmendments, steps: 18 },
} as const satisfies Record<string, { live: Life; steps: number }>;
export type LifeName = keyof typeof lives;

/** A life; one that ends with an exception has that as its fault. */
export const lived: (name: LifeName) => Life = (name) => (seed, setting) =>
  lives[name].live(seed, setting).catch((error: unknown): Run => ({
    hash: '',
    faults: [`the run fails: ${error instanceof Error ? error.message : String(error)}`],
    mails: 0,
    simulatedHours: 0,
  }));
