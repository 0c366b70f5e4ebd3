import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCommandOf } from '../../infra/local/processes.ts';

const program = fileURLToPath(new URL('process.ts', import.meta.url));

/** Which of the two processes dies first; the table server may also outlive, for the next start to end it. */
export const orders = ['runtime-first', 'tables-first', 'runtime-alone'] as const;
export type KillOrder = (typeof orders)[number];

/** The runtime on one data folder: started, killed, started again. */
export class Victim {
  readonly #dataDir: string;
  readonly #assembly: string;
  #child: ChildProcess | undefined;
  url = '';

  constructor(dataDir: string, assembly: string) {
    this.#dataDir = dataDir;
    this.#assembly = assembly;
  }

  /** Starts it without waiting: it may be killed before it serves. */
  launch(): ChildProcess {
    return (this.#child = spawn(process.execPath, [program, this.#dataDir, this.#assembly], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }));
  }

  /** Starts it and waits until it serves. */
  async start(): Promise<void> {
    const child = this.launch();
    let said = '';
    for await (const chunk of child.stdout ?? []) {
      said += String(chunk);
      const url = /at (http:\/\/\S+)/.exec(said)?.[1];
      if (url !== undefined) return void (this.url = url);
    }
    throw new Error(`the runtime ended before it served: ${said}`);
  }

  /** SIGKILL, to the runtime and the server of its tables. */
  async kill(order: KillOrder = 'runtime-first'): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    const gone = once(child, 'exit');
    if (order === 'tables-first') this.#killTables();
    child.kill('SIGKILL');
    await gone;
    if (order === 'runtime-first') this.#killTables();
  }

  #killTables(): void {
    const file = join(this.#dataDir, 'tables.pid');
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : NaN;
    // The number may belong to somebody else by now.
    if (pid > 0 && readCommandOf(pid)?.includes('dynoxide')) process.kill(pid, 'SIGKILL');
  }

  /** Ends whatever is left of it. */
  async end(): Promise<void> {
    await this.kill();
    this.#killTables();
  }
}
