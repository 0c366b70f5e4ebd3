import { type Clock } from './clock.ts';
import { dueOf, type DuePeek } from './due-index.ts';
import { type Invoker } from './functions/invoker.ts';
import { type Result } from './functions/function-host.ts';
import { type NextTick, parseSchedule } from './schedule-times.ts';
import { type ScheduleModel } from './template/model.ts';

interface Schedule {
  readonly model: ScheduleModel;
  readonly next: NextTick;
}

/** Starts functions by the clock. */
export class Schedules {
  private readonly schedules: readonly Schedule[];
  private readonly invoker: Invoker;
  private readonly clock: Clock;
  private readonly peek: DuePeek;
  private timeout: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(models: readonly ScheduleModel[], invoker: Invoker, clock: Clock, peek: DuePeek) {
    this.schedules = models.map((model) => ({
      model,
      next: parseSchedule(model.expression, model.timezone),
    }));
    this.invoker = invoker;
    this.clock = clock;
    this.peek = peek;
  }

  /** Fires at every tick of the running clock from now on. */
  start(): void {
    this.clock.onMove(() => this.arm());
    this.arm();
  }

  list(): { name: string; expression: string; timezone: string; input: unknown; next: string | null }[] {
    return this.schedules.map(({ model, next }) => {
      const at = model.enabled ? next(this.clock.now()) : Infinity;
      return {
        name: model.name,
        expression: model.expression,
        timezone: model.timezone,
        input: model.input,
        next: at === Infinity ? null : new Date(at).toISOString(),
      };
    });
  }

  /** Runs one now and waits for its end; undefined when there is none of this name. */
  async run(name: string): Promise<Result | undefined> {
    const schedule = this.schedules.find(({ model }) => model.name === name);
    return schedule === undefined
      ? undefined
      : this.invoker.invoke(schedule.model.functionName, schedule.model.input);
  }

  /** The next tick at which something is to be done: a scan's is the first at or after its next deadline. */
  async nextUseful(): Promise<number> {
    const now = this.clock.now();
    const ticks = await Promise.all(
      this.enabled().map(async ({ model, next }) => {
        const due = dueOf(model.input, this.invoker.environmentOf(model.functionName));
        if (due === undefined) return next(now);
        const at = await this.peek(due.kind, due.shards);
        return at === Infinity ? Infinity : next(Math.max(now, at - 1));
      }),
    );
    return Math.min(Infinity, ...ticks);
  }

  /** Fires those that have a tick at this instant. */
  fireAt(instant: number): void {
    for (const { model, next } of this.enabled()) {
      if (next(instant - 1) === instant) this.invoker.start(model.functionName, model.input);
    }
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timeout);
  }

  private enabled(): readonly Schedule[] {
    return this.schedules.filter(({ model }) => model.enabled);
  }

  /** While the clock stands still, only whoever moves it fires. */
  private arm(): void {
    clearTimeout(this.timeout);
    if (this.stopped || this.clock.frozen) return;
    const now = this.clock.now();
    const tick = Math.min(...this.enabled().map(({ next }) => next(now)), now + 3_600_000);
    this.timeout = setTimeout(() => {
      // A timer may be early by a fraction of a millisecond.
      if (this.clock.now() >= tick) this.fireAt(tick);
      this.arm();
    }, tick - now);
  }
}
