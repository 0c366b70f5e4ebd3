import { type Clock } from './clock.ts';

/** `setTimeout` takes no more. */
const longest = 2 ** 31 - 1;

/** Things that wait for an instant of the runtime's clock: retries, delayed messages. */
export class Timers {
  private readonly clock: Clock;
  private readonly waiting = new Map<string, { at: number; run: () => void }>();
  private timeout: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(clock: Clock) {
    this.clock = clock;
    clock.onMove(() => this.arm());
  }

  /** Waits under a name; a second call with the same name replaces the first. */
  set(name: string, at: number, run: () => void): void {
    this.waiting.set(name, { at, run });
    this.arm();
  }

  clear(name: string): void {
    this.waiting.delete(name);
    this.arm();
  }

  /** The earliest instant that somebody waits for. */
  next(): number {
    return Math.min(Infinity, ...[...this.waiting.values()].map((entry) => entry.at));
  }

  /** Runs what is due by the clock. */
  runDue(): void {
    const now = this.clock.now();
    for (const [name, entry] of [...this.waiting]) {
      if (entry.at > now || this.waiting.get(name) !== entry) continue;
      this.waiting.delete(name);
      entry.run();
    }
    this.arm();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timeout);
  }

  /** While the clock stands still, only whoever moves it runs what is due. */
  private arm(): void {
    clearTimeout(this.timeout);
    const next = this.next();
    if (this.closed || this.clock.frozen || next === Infinity) return;
    this.timeout = setTimeout(() => this.runDue(), Math.min(Math.max(0, next - this.clock.now()), longest));
  }
}
