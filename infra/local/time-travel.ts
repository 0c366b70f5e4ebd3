/** Moves the clock through every instant at which something is to be done, and lets it be done. */
import { Clock } from './clock.ts';
import { type Database } from './database.ts';
import { type Schedules } from './schedules.ts';
import { type Timers } from './timers.ts';

export interface TimeTravelParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly schedules: Schedules;
  readonly database: Database;
  readonly drain: () => Promise<void>;
}

/** More steps at one and the same instant mean that something re-arms itself without end. */
const stepsPerInstant = 1000;
const offsetSetting = 'clock-offset';
const instantSetting = 'clock-instant';

export class TimeTravel {
  private readonly parts: TimeTravelParts;
  private last: Promise<unknown> = Promise.resolve();

  constructor(parts: TimeTravelParts) {
    this.parts = parts;
  }

  /** Moves to an instant, one move after the other; false when it lies in the past. */
  moveTo(target: number | ((now: number) => number)): Promise<boolean> {
    const move = this.last.then(() => this.travel(target));
    this.last = move.catch(() => undefined);
    return move;
  }

  private async travel(to: number | ((now: number) => number)): Promise<boolean> {
    const { clock, drain } = this.parts;
    const now = clock.now();
    const target = typeof to === 'number' ? to : to(now);
    if (!(target >= now)) return false;
    const stoodStill = clock.frozen;
    try {
      this.stand(now);
      await drain();
      await this.stepThrough(target);
      this.stand(target);
      await drain();
    } finally {
      if (!stoodStill) clock.release();
    }
    return true;
  }

  private async stepThrough(target: number): Promise<void> {
    const { clock, timers, schedules, drain } = this.parts;
    for (let steps = 0, instant = clock.now(); ;) {
      const next = Math.max(instant, Math.min(timers.next(), await schedules.nextUseful()));
      if (next > target) return;
      steps = next === instant ? steps + 1 : 0;
      if (steps > stepsPerInstant) {
        throw new Error(
          `The clock does not get past ${clock.iso()}: something is due again at the same instant, without end.`,
        );
      }
      instant = next;
      this.stand(next);
      timers.runDue();
      schedules.fireAt(next);
      await drain();
    }
  }

  /** Stops the clock at an instant, on disk as well: a killed runtime goes on from there. */
  private stand(at: number): void {
    this.parts.clock.freeze(at);
    this.parts.database.writeSetting(offsetSetting, String(Math.round(at - Date.now())));
    this.parts.database.writeSetting(instantSetting, String(at));
  }
}

/** The clock as the last run left it; one that stands still does not go back behind that run either. */
export function restoreClock(database: Database, frozenAt: Date | undefined): Clock {
  const offset = Number(database.readSetting(offsetSetting) ?? 0);
  const instant = Number(database.readSetting(instantSetting) ?? 0);
  return new Clock(offset, frozenAt === undefined ? undefined : Math.max(frozenAt.getTime(), instant));
}
