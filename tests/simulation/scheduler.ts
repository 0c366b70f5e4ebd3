import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';

/** Chance from a seed: the same seed, the same run. Source: T. Ettinger's mulberry32, a 32-bit generator. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('chance has nothing to choose from');
    return item;
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** Names everything that was drawn so far. */
  get state(): number {
    return this.#state;
  }
}

/** A function dies: nothing after this call happens, and nobody catches it but the one who runs functions. */
export class Crash extends Error {}

/** A call that failed: whoever made it hears so, and may go on. */
export class Failed extends Error {}

/** What one task is in: it ends at once when the task dies, whatever the task still waits for. */
class Process {
  /** Milliseconds by which its clock is ahead. */
  readonly ahead: number;
  dead = false;
  #end: () => void = () => undefined;
  readonly death = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  constructor(ahead: number) {
    this.ahead = ahead;
  }

  die(): void {
    this.dead = true;
    this.#end();
  }
}

/** Which process runs: one for all schedulers, for Node copies what each further one holds at every turn. */
const processes = new AsyncLocalStorage<Process>();

/**
 * Interleaves tasks at their port calls: each call waits for its turn, and turns are given by chance. What runs
 * between two calls runs alone, as it would in a process of its own.
 */
export class Scheduler {
  readonly #chance: Chance;
  readonly #skew: () => number;
  readonly #trace = createHash('sha256');
  #waiting: {
    readonly name: string;
    readonly process: Process | undefined;
    readonly go: () => void;
  }[] = [];
  #running = 0;

  /** With how far the clock of each task is ahead, in milliseconds. */
  constructor(chance: Chance, skew: () => number) {
    this.#chance = chance;
    this.#skew = skew;
  }

  /** How far the caller's clock is ahead. */
  get ahead(): number {
    return processes.getStore()?.ahead ?? 0;
  }

  /** Rejects when the caller's process dies, also where its code would have caught that: the dead do nothing more. */
  untilDeath<T>(work: Promise<T>): Promise<T> {
    const process = processes.getStore();
    if (!process) return work;
    const died = process.death.then((): never => {
      throw new Crash('the process died');
    });
    return Promise.race([work, died]);
  }

  turn(name: string): Promise<void> {
    const process = processes.getStore();
    return new Promise((go) => this.#waiting.push({ name, process, go }));
  }

  /** Runs tasks against each other until all have ended; a crash ends its own task alone. */
  async together(tasks: readonly (() => Promise<unknown>)[]): Promise<void> {
    this.#running += tasks.length;
    for (const task of tasks) {
      const process = new Process(this.#skew());
      void Promise.race([processes.run(process, task), process.death]).then(
        () => this.#running--,
        (error: unknown) => {
          this.#running--;
          if (!(error instanceof Crash) && !(error instanceof Failed)) this.failure ??= error;
        },
      );
    }
    while (this.#running > 0) {
      // Lets everything run up to its next port call: a tick comes when no promise is left to go on.
      await new Promise<void>((resolve) => {
        process.nextTick(resolve);
      });
      if (this.#running === 0) break;
      this.#waiting = this.#waiting.filter(({ process }) => process?.dead !== true);
      // Time and the world outside come from no seed.
      if (this.#waiting.length === 0) throw new Error('a task waits for something that is no port call');
      const at = this.#chance.below(this.#waiting.length);
      const [next] = this.#waiting.splice(at, 1);
      this.#trace.update(`${next?.name ?? ''}\n`);
      next?.go();
    }
    if (this.failure !== undefined) throw this.failure;
  }

  failure: unknown;

  /** The caller's process dies, with everything else that it had begun. */
  die(why: string): never {
    const process = processes.getStore();
    process?.die();
    throw new Crash(why);
  }

  /** Names the run: every port call in its order, and what else is said of it. */
  hash(more = ''): string {
    return this.#trace.copy().update(more).digest('hex').slice(0, 16);
  }
}
