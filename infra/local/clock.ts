/**
 * The runtime's clock: real time plus an offset, or standing still. It lies in shared memory, so that every
 * worker's `Date` moves at the same instant.
 */
export class Clock {
  readonly memory: SharedArrayBuffer;
  private readonly cells: BigInt64Array;
  private readonly listeners = new Set<() => void>();

  /** Starts `offset` milliseconds from real time, or stands still at `frozenAt`. */
  constructor(offset = 0, frozenAt?: number) {
    this.memory = new SharedArrayBuffer(16);
    this.cells = new BigInt64Array(this.memory);
    Atomics.store(this.cells, 0, BigInt(offset));
    Atomics.store(this.cells, 1, BigInt(frozenAt ?? running));
  }

  now(): number {
    return readClock(this.cells, Date.now());
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }

  get offset(): number {
    return this.now() - Date.now();
  }

  get frozen(): boolean {
    return Atomics.load(this.cells, 1) !== BigInt(running);
  }

  /** Stands still at an instant. */
  freeze(at: number): void {
    Atomics.store(this.cells, 0, BigInt(Math.round(at - Date.now())));
    Atomics.store(this.cells, 1, BigInt(at));
    this.tell();
  }

  /** Goes on at real speed from where it stands. */
  release(): void {
    Atomics.store(this.cells, 0, BigInt(this.now() - Date.now()));
    Atomics.store(this.cells, 1, BigInt(running));
    this.tell();
  }

  /** Is called whenever the clock was moved, stopped or released. */
  onMove(listener: () => void): void {
    this.listeners.add(listener);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const running = -1;

/** The time that the shared cells tell; workers call it too. */
export function readClock(cells: BigInt64Array, realNow: number): number {
  const frozenAt = Number(Atomics.load(cells, 1));
  return frozenAt === running ? realNow + Number(Atomics.load(cells, 0)) : frozenAt;
}
