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
}

interface Sandbox {
  readonly worker: Worker;
  readonly loaded: Promise<void>;
  readonly pending: Map<number, (result: Result) => void>;
  /** Takes no more invocations and ends when those under way have ended. */
  retired: boolean;
}

/**
 * One function in a worker thread with an environment of its own. Unlike Lambda, which has one invocation
 * per sandbox, concurrent invocations share the thread.
 */
export class FunctionHost {
  readonly model: FunctionModel;
  private readonly options: HostOptions;
  private sandbox: Sandbox | undefined;
  private count = 0;

  constructor(model: FunctionModel, options: HostOptions) {
    this.model = model;
    this.options = options;
  }

  /** Loads the bundle ahead of the first invocation. */
  async warm(): Promise<void> {
    await this.current().loaded;
  }

  /** Invokes and waits; a function that throws, ends or takes too long is a result, not an exception. */
  invoke(event: unknown): Promise<Result> {
    return this.options.activity.during(() => this.run(JSON.stringify(event)));
  }

  /** Ends the sandbox at once, as a crash would: what is under way fails. */
  crash(): void {
    const { sandbox } = this;
    this.sandbox = undefined;
    if (sandbox !== undefined) void end(sandbox, exited('Runtime exited'));
  }

  async stop(): Promise<void> {
    const { sandbox } = this;
    this.sandbox = undefined;
    if (sandbox !== undefined) await end(sandbox, stopped);
  }

  private run(event: string): Promise<Result> {
    const sandbox = this.current();
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
    if (this.sandbox === sandbox) this.sandbox = undefined;
    if (sandbox.pending.size === 0) void sandbox.worker.terminate();
  }

  private current(): Sandbox {
    return (this.sandbox ??= this.start());
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
      if (this.sandbox === sandbox) this.sandbox = undefined;
      void end(sandbox, exited('Runtime exited'));
    });
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
