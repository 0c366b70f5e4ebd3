import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { type Activity } from '../activity.ts';
import { type Clock } from '../clock.ts';
import { type FunctionModel } from '../template/model.ts';
import { type FunctionError, type Invocation, type Outcome, type WorkerSetup } from './messages.ts';

/** What became of one invocation. */
export type Result =
  { readonly ok: true; readonly payload: unknown } | { readonly ok: false; readonly error: FunctionError };

export interface HostOptions {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly environment: Readonly<Record<string, string>>;
  readonly compileCache: string;
  /** Takes what the function prints. */
  readonly log: (chunk: string) => void;
  /**
   * At most so many sandboxes with one invocation each, as Lambda has them; what comes beyond waits. Absent: one
   * sandbox, in which concurrent invocations share the thread.
   */
  readonly instances?: number | undefined;
}

interface Sandbox {
  readonly worker: Worker;
  readonly loaded: Promise<void>;
  readonly pending: Map<number, (result: Result) => void>;
  /** Takes no more invocations and ends when those under way have ended. */
  retired: boolean;
}

/** One function in worker threads with an environment of its own. */
export class FunctionHost {
  readonly model: FunctionModel;
  private readonly options: HostOptions;
  private readonly sandboxes = new Set<Sandbox>();
  /** Invocations for which no sandbox is free yet, in their order. */
  private readonly waiting: ((sandbox: Sandbox | undefined) => void)[] = [];
  private count = 0;

  constructor(model: FunctionModel, options: HostOptions) {
    this.model = model;
    this.options = options;
  }

  /** Loads the bundle ahead of the first invocation. */
  async warm(): Promise<void> {
    await this.take()?.loaded;
  }

  /** Invokes and waits; a function that throws, ends or takes too long is a result, not an exception. */
  invoke(event: unknown): Promise<Result> {
    return this.options.activity.during(() => this.run(JSON.stringify(event)));
  }

  /** Ends the sandbox at once, as a crash would: what is under way fails. */
  crash(): void {
    for (const sandbox of this.sandboxes) void end(sandbox, exited('Runtime exited'));
    this.sandboxes.clear();
  }

  async stop(): Promise<void> {
    const sandboxes = [...this.sandboxes];
    this.sandboxes.clear();
    for (const drop of this.waiting.splice(0)) drop(undefined);
    await Promise.all(sandboxes.map((sandbox) => end(sandbox, stopped)));
  }

  private run(event: string): Promise<Result> {
    const sandbox = this.take();
    if (sandbox) return this.runIn(sandbox, event);
    return new Promise((resolve) =>
      this.waiting.push((next) => {
        resolve(next ? this.runIn(next, event) : stopped);
      }),
    );
  }

  /** A sandbox that may take an invocation now: one that is there, or a new one. */
  private take(): Sandbox | undefined {
    const { instances } = this.options;
    const free = [...this.sandboxes].find(({ pending }) => instances === undefined || pending.size === 0);
    return free ?? (this.sandboxes.size < (instances ?? 1) ? this.start() : undefined);
  }

  /** Hands a sandbox that has become free to the invocation that waits longest. */
  private pass(): void {
    if (this.waiting.length === 0) return;
    const sandbox = this.take();
    if (sandbox) this.waiting.shift()?.(sandbox);
  }

  private runIn(sandbox: Sandbox, event: string): Promise<Result> {
    const { timeoutMs } = this.model;
    const id = ++this.count;
    return new Promise((resolve) => {
      const timeout = setTimeout(() => {
        const seconds = (timeoutMs / 1000).toFixed(2);
        finish({
          ok: false,
          error: {
            errorType: 'Sandbox.Timedout',
            errorMessage: `Task timed out after ${seconds} seconds`,
            trace: [],
          },
        });
        this.retire(sandbox);
      }, timeoutMs);
      const finish = (result: Result): void => {
        clearTimeout(timeout);
        if (!sandbox.pending.delete(id)) return;
        if (!result.ok && result !== stopped) this.report(result.error);
        resolve(result);
        if (sandbox.retired && sandbox.pending.size === 0) void sandbox.worker.terminate();
        this.pass();
      };
      sandbox.pending.set(id, finish);
      sandbox.worker.postMessage({ id, event, requestId: randomUUID(), timeoutMs } satisfies Invocation);
    });
  }

  /** As Lambda's runtime does: what a handler throws is in its log. */
  private report(error: FunctionError): void {
    const message = `${error.errorType}: ${error.errorMessage}`;
    this.options.log(
      `${JSON.stringify({ level: 'ERROR', message, functionName: this.model.name, stack: error.trace })}\n`,
    );
  }

  /** Lambda kills a sandbox that timed out; ours may still serve others, who are let finish. */
  private retire(sandbox: Sandbox): void {
    sandbox.retired = true;
    this.sandboxes.delete(sandbox);
    if (sandbox.pending.size === 0) void sandbox.worker.terminate();
  }

  private start(): Sandbox {
    const { model, options } = this;
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: {
        clock: options.clock.memory,
        directory: model.directory,
        handler: model.handler,
        name: model.name,
        arn: model.arn,
        memory: model.memory,
        compileCache: options.compileCache,
      } satisfies WorkerSetup,
      env: { ...options.environment },
      execArgv: ['--enable-source-maps'],
      stdout: true,
      stderr: true,
    });
    const loaded = new Promise<void>((resolve) => {
      worker.once('message', () => resolve());
      worker.once('exit', () => resolve());
    });
    const sandbox: Sandbox = { worker, loaded, pending: new Map(), retired: false };
    worker.stdout.on('data', (chunk: Buffer) => options.log(chunk.toString()));
    worker.stderr.on('data', (chunk: Buffer) => options.log(chunk.toString()));
    worker.on('message', (outcome: Outcome) => {
      if ('loaded' in outcome) return;
      sandbox.pending.get(outcome.id)?.(
        'payload' in outcome
          ? { ok: true, payload: JSON.parse(outcome.payload) }
          : { ok: false, error: outcome.error },
      );
    });
    worker.on('error', (error) => options.log(`${String(error.stack)}\n`));
    worker.on('exit', () => {
      this.sandboxes.delete(sandbox);
      void end(sandbox, exited('Runtime exited'));
      this.pass();
    });
    this.sandboxes.add(sandbox);
    return sandbox;
  }
}

/** Nobody's failure: the next run takes up what was under way. */
export const stopped: Result = {
  ok: false,
  error: { errorType: 'Runtime.Stopped', errorMessage: 'the runtime stops', trace: [] },
};

const exited = (errorMessage: string): Result => ({
  ok: false,
  error: { errorType: 'Runtime.ExitError', errorMessage, trace: [] },
});

async function end(sandbox: Sandbox, result: Result): Promise<void> {
  sandbox.retired = true;
  for (const finish of [...sandbox.pending.values()]) finish(result);
  await sandbox.worker.terminate();
}
