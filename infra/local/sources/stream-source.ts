import { matches } from '../aws/pattern.ts';
import { type Clock } from '../clock.ts';
import { type Faults } from '../faults.ts';
import { type FunctionHost } from '../functions/function-host.ts';
import { type StreamSourceModel } from '../template/model.ts';
import { type Timers } from '../timers.ts';
import { deliver } from './delivery.ts';
import { writeFailedRecords } from './failed-records.ts';
import { type BatchSteps, settleBatch } from './stream-batch.ts';
import { type Page, type StreamReader, type StreamRecord } from './stream-reader.ts';

export interface StreamSourceParts {
  readonly reader: StreamReader;
  readonly host: FunctionHost;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly faults: Faults;
  readonly bucketsDir: string;
  /** Is told how far the stream is consumed. */
  readonly consumed: (sequence: string) => void;
  readonly warn: (message: string) => void;
}

/** Writes that did not pass by us, such as a script's, are seen this often. */
const idlePollMs = 1000;

/** Feeds a function from a table's stream, in order. */
export class StreamSource {
  readonly model: StreamSourceModel;
  private readonly parts: StreamSourceParts;
  private readonly heartbeat: NodeJS.Timeout;
  private state: 'idle' | 'working' | 'waiting' = 'idle';
  private wanted = false;
  private stopped = false;
  private endWaiting: ((goOn: boolean) => void) | undefined;
  private watchers: (() => void)[] = [];

  constructor(model: StreamSourceModel, parts: StreamSourceParts) {
    this.model = model;
    this.parts = parts;
    this.heartbeat = setInterval(() => this.poke(), idlePollMs);
  }

  /** There may be something new. */
  poke(): void {
    this.wanted = true;
    if (this.state === 'idle' && !this.stopped) void this.run();
  }

  /** Resolves when all that was in the stream is settled, or waits for a later attempt. */
  async drained(): Promise<void> {
    if (this.state === 'waiting') return;
    this.poke();
    while (this.state === 'working') await new Promise<void>((resolve) => this.watchers.push(resolve));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.heartbeat);
    this.endWaiting?.(false);
    while (this.state !== 'idle') await new Promise<void>((resolve) => this.watchers.push(resolve));
  }

  private async run(): Promise<void> {
    this.change('working');
    try {
      while (this.wanted && !this.stopped) {
        this.wanted = false;
        for (let page; !this.stopped && (page = await this.parts.reader.next()) !== undefined;) {
          if (!(await this.settle(page))) break;
        }
      }
    } catch (error) {
      if (!this.stopped) this.parts.warn(`stream of ${this.model.table}: ${String(error)}`);
    }
    this.change('idle');
  }

  private async settle({ shard, records }: Page): Promise<boolean> {
    const { reader, consumed } = this.parts;
    const done = (record: StreamRecord | undefined): void => {
      if (record === undefined) return;
      reader.checkpoint(shard, record.dynamodb.SequenceNumber);
      consumed(record.dynamodb.SequenceNumber);
    };
    const { filters, batchSize } = this.model;
    const wanted = records.filter(
      (r) => filters.length === 0 || filters.some((filter) => matches(filter, r)),
    );
    for (let from = 0; from < wanted.length; from += batchSize) {
      const batch = wanted.slice(from, from + batchSize);
      if (this.stopped || !(await settleBatch(batch, this.model, this.steps(shard, done)))) return false;
    }
    done(records.at(-1));
    return true;
  }

  private steps(shard: string, settled: (last: StreamRecord) => void): BatchSteps {
    const { host, clock, faults, bucketsDir, warn } = this.parts;
    const { model } = this;
    return {
      settled,
      now: () => clock.now(),
      deliver: (records, attempt) =>
        deliver(host, { source: 'stream', functionName: model.functionName, records, attempt }, faults),
      backOff: (milliseconds) => this.backOff(milliseconds),
      abandon: (records, condition, attempts) => {
        const at = clock.iso();
        const functionArn = host.model.arn;
        const file = writeFailedRecords(bucketsDir, {
          model,
          functionArn,
          shard,
          records,
          condition,
          attempts,
          at,
        });
        warn(`${records.length} stream records given up (${condition}): ${file ?? 'no failure destination'}`);
      },
    };
  }

  private async backOff(milliseconds: number): Promise<boolean> {
    if (this.stopped) return false;
    const { timers, clock } = this.parts;
    const waiting = new Promise<boolean>((resolve) => {
      this.endWaiting = resolve;
      timers.set(this.model.id, clock.now() + milliseconds, () => resolve(true));
    });
    this.change('waiting');
    const goOn = await waiting;
    this.endWaiting = undefined;
    this.change('working');
    return goOn;
  }

  private change(state: typeof this.state): void {
    this.state = state;
    for (const tell of this.watchers.splice(0)) tell();
  }
}
