/** Time that passes only when nothing else can happen: hours of waiting cost nothing, and two runs are the same. */
export class VirtualTime {
  now = 0;
  readonly #at = new Map<number, (() => void)[]>();

  /** Answers when so many milliseconds have passed, a whole number of them. */
  pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const at = this.now + Math.max(1, Math.ceil(milliseconds));
      const waiting = this.#at.get(at);
      if (waiting) waiting.push(resolve);
      else this.#at.set(at, [resolve]);
    });

  /** Lets time pass until a task has ended. */
  async until(task: Promise<unknown>): Promise<void> {
    let ended = false;
    const end = () => {
      ended = true;
    };
    task.then(end, end);
    for (;;) {
      // Lets everything run up to its next call.
      await new Promise((resolve) => setImmediate(resolve));
      if (ended) break;
      if (this.#at.size === 0) throw new Error('a task waits for something that time does not bring');
      this.now++;
      while (!this.#at.has(this.now)) this.now++;
      const due = this.#at.get(this.now) ?? [];
      this.#at.delete(this.now);
      for (const go of due) go();
    }
    await task;
  }
}
