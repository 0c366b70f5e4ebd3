/** Counts what is under way, and tells when nothing is. */
export class Activity {
  private under = 0;
  private done = 0;
  private waiters: (() => void)[] = [];

  /** How many pieces of work have ended since the start: whoever compares two readings sees that something ran. */
  get completed(): number {
    return this.done;
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.under++;
    try {
      return await work();
    } finally {
      this.under--;
      this.done++;
      if (this.under === 0) for (const wake of this.waiters.splice(0)) wake();
    }
  }

  /** Resolves when nothing is under way. */
  async quiet(): Promise<void> {
    if (this.under > 0) await new Promise<void>((resolve) => this.waiters.push(resolve));
  }
}
