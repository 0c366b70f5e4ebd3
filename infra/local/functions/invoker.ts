import { type Clock } from '../clock.ts';
import { type Queues } from '../queues.ts';
import { type Timers } from '../timers.ts';
import { type FunctionHost, type Result, stopped } from './function-host.ts';

/** Lambda waits a minute before the first retry and two before the second. */
const retryAfterMs = [60_000, 120_000];

/** Invokes functions by name, at once or as asynchronous invocations with Lambda's retries. */
export class Invoker {
  private readonly hosts: ReadonlyMap<string, FunctionHost>;
  private readonly queues: Queues;
  private readonly timers: Timers;
  private readonly clock: Clock;
  private count = 0;

  constructor(hosts: ReadonlyMap<string, FunctionHost>, queues: Queues, timers: Timers, clock: Clock) {
    this.hosts = hosts;
    this.queues = queues;
    this.timers = timers;
    this.clock = clock;
  }

  environmentOf(functionName: string): Readonly<Record<string, string>> {
    return this.host(functionName).model.environment;
  }

  /** Invokes and waits for the result. */
  invoke(functionName: string, event: unknown): Promise<Result> {
    return this.host(functionName).invoke(event);
  }

  /** Invokes asynchronously; what fails to the end goes to the function's failure queue. */
  start(functionName: string, event: unknown): void {
    void this.attempt(this.host(functionName), event, 0);
  }

  private async attempt(host: FunctionHost, event: unknown, retries: number): Promise<void> {
    const result = await host.invoke(event);
    if (result.ok || result === stopped) return;
    const { model } = host;
    if (retries < model.retries) {
      const at = this.clock.now() + (retryAfterMs[retries] ?? 120_000);
      this.timers.set(`retry-${++this.count}`, at, () => void this.attempt(host, event, retries + 1));
      return;
    }
    if (model.onFailureQueue === undefined) return;
    this.queues.send(
      model.onFailureQueue,
      JSON.stringify({
        version: '1.0',
        timestamp: this.clock.iso(),
        requestContext: {
          functionArn: model.arn,
          condition: 'RetriesExhausted',
          approximateInvokeCount: retries + 1,
        },
        requestPayload: event,
        responseContext: { statusCode: 200, executedVersion: '1', functionError: 'Unhandled' },
        responsePayload: result.error,
      }),
    );
  }

  private host(functionName: string): FunctionHost {
    const host = this.hosts.get(functionName);
    if (host === undefined) throw new Error(`there is no function ${functionName}`);
    return host;
  }
}
