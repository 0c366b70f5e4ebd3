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
const stoppedSetting = 'clock-stopped-at';
/** A search for the next event gives up after so long. */
const longestSearch = 7 * 86_400_000;

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

  private async travel(
    to: number | ((now: number) => number),
    enough: () => boolean = () => false,
  ): Promise<boolean> {
    const { clock, drain } = this.parts;
    const now = clock.now();
    const target = typeof to === 'number' ? to : to(now);
    if (!(target >= now)) return false;
    const stoodStill = clock.frozen;
    try {
      this.stand(now);
      await drain();
      await this.stepThrough(target, enough);
      if (enough()) return true;
      this.stand(target);
      await drain();
    } finally {
      if (!stoodStill) clock.release();
    }
    return true;
  }

  /** Moves on until `seen` answers something else, a week at the most: false when nothing happened in it. */
  moveUntilChanged(seen: () => number): Promise<boolean> {
    const before = seen();
    const move = this.last.then(async () => {
      await this.travel(
        (now) => now + longestSearch,
        () => seen() !== before,
      );
      return seen() !== before;
    });
    this.last = move.catch(() => undefined);
    return move;
  }

  private async stepThrough(target: number, enough: () => boolean): Promise<void> {
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
      if (enough()) return;
    }
  }

  /** Stops the clock at an instant, on disk as well: a killed runtime goes on from there. */
  private stand(at: number): void {
    this.parts.clock.freeze(at);
    this.parts.database.writeSetting(offsetSetting, String(Math.round(at - Date.now())));
    this.parts.database.writeSetting(instantSetting, String(at));
  }
}

export interface ClockStart {
  /** Stands still here, or where the last run stood if that is later. */
  readonly frozenAt?: Date | undefined;
  /** Where the clock of new data begins; it then waits whenever the runtime is stopped. */
  readonly startAt?: Date | undefined;
}

/**
 * The clock as the last run left it; one that stands still does not go back behind that run either. A clock that waits goes on from the
 * instant at which the runtime was stopped; after a crash, from real time plus its offset, which is later: time never goes back.
 */
export function restoreClock(database: Database, { frozenAt, startAt }: ClockStart): Clock {
  const instant = Number(database.readSetting(instantSetting) ?? 0);
  if (frozenAt !== undefined) return new Clock(0, Math.max(frozenAt.getTime(), instant));
  const stopped = database.readSetting(stoppedSetting);
  database.removeSetting(stoppedSetting);
  const offset = database.readSetting(offsetSetting);
  const isNew = offset === undefined && database.readSetting('samples') === undefined;
  const from =
    stopped !== undefined ? Number(stopped) : isNew && startAt !== undefined ? startAt.getTime() : undefined;
  const clock = new Clock(from === undefined ? Number(offset ?? 0) : from - Date.now());
  // On disk at once: a killed runtime goes on from here.
  if (from !== undefined) database.writeSetting(offsetSetting, String(Math.round(clock.offset)));
  return clock;
}

/** Lets the clock wait for the next start. */
export const keepStop = (database: Database, clock: Clock): void =>
  database.writeSetting(stoppedSetting, String(clock.now()));
