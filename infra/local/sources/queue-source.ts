import { matches } from '../aws/pattern.ts';
import { type Clock } from '../clock.ts';
import { type Faults } from '../faults.ts';
import { type FunctionHost, stopped } from '../functions/function-host.ts';
import { type Message, type Queues } from '../queues.ts';
import { type Json } from '../template/assembly.ts';
import { type QueueSourceModel } from '../template/model.ts';
import { type Timers } from '../timers.ts';
import { deliver, failedIdentifiers } from './delivery.ts';
import { toSqsRecord } from './sqs-record.ts';

export interface QueueSourceParts {
  readonly queues: Queues;
  readonly host: FunctionHost;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly region: string;
}

/**
 * Feeds a function from a queue, at most so many batches at a time. With a batching window messages are gathered until
 * a batch is full or the first has waited that long; whoever drains the queue does not wait for it.
 */
export class QueueSource {
  readonly model: QueueSourceModel;
  private readonly parts: QueueSourceParts;
  private busy = 0;
  private planned = false;
  private stopped = false;
  private waiters: (() => void)[] = [];

  constructor(model: QueueSourceModel, parts: QueueSourceParts) {
    this.model = model;
    this.parts = parts;
    parts.queues.onMessage(model.queue, () => this.poke());
    parts.clock.onMove(() => this.poke());
  }

  /** Looks into the queue soon; many calls in one turn are one look. */
  poke(): void {
    if (this.planned || this.stopped) return;
    this.planned = true;
    setImmediate(() => {
      this.planned = false;
      this.pull();
    });
  }

  /** Resolves when nothing of the queue is ready or under way. */
  async drained(): Promise<void> {
    while (!this.stopped) {
      this.pull(true);
      if (this.busy === 0) return;
      await new Promise<void>((resolve) => this.waiters.push(resolve));
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    while (this.busy > 0) await new Promise<void>((resolve) => this.waiters.push(resolve));
  }

  private pull(atOnce = false): void {
    const { queues, timers, clock } = this.parts;
    while (!this.stopped && this.busy < this.model.concurrency && (atOnce || this.gathered())) {
      const messages = queues.receive(this.model.queue, this.model.batchSize);
      if (messages.length === 0) break;
      this.busy++;
      void this.handle(messages).finally(() => {
        this.busy--;
        for (const wake of this.waiters.splice(0)) wake();
        this.poke();
      });
    }
    if (this.stopped) return;
    const next = queues.nextVisible(this.model.queue) + this.model.windowMs;
    if (next > clock.now() && next < Infinity) timers.set(this.model.id, next, () => this.poke());
  }

  private gathered(): boolean {
    const { queue, windowMs, batchSize } = this.model;
    if (windowMs === 0) return true;
    const { queues, clock } = this.parts;
    return queues.nextVisible(queue) + windowMs <= clock.now() || queues.ready(queue) >= batchSize;
  }

  private async handle(received: readonly Message[]): Promise<void> {
    const { queues, host, faults, region } = this.parts;
    const { model } = this;
    const wanted = received.filter((message) => this.passes(message));
    // What no filter lets through is deleted, as Lambda does.
    queues.delete(received.filter((message) => !wanted.includes(message)).map(({ id }) => id));
    if (wanted.length === 0) return;
    const records = wanted.map((message) => toSqsRecord(message, model.queueArn, region));
    const attempt = Math.max(...wanted.map(({ receives }) => receives));
    const result = await deliver(
      host,
      { source: 'queue', functionName: model.functionName, records, attempt },
      faults,
    );
    // Left as handed out: the next run takes such messages up at once.
    if (result === stopped) return;
    const ids = wanted.map(({ messageId }) => messageId);
    const failed = failedIdentifiers(result, model.partial, ids) ?? ids;
    queues.delete(wanted.filter(({ messageId }) => !failed.includes(messageId)).map(({ id }) => id));
    queues.giveUp(wanted.filter(({ messageId }) => failed.includes(messageId)).map(({ id }) => id));
  }

  private passes({ body }: Message): boolean {
    const { filters } = this.model;
    return filters.length === 0 || filters.some((filter) => matches(filter, { body: parse(body) }));
  }
}

function parse(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}
