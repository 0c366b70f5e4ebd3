import { type Clock } from '../clock.ts';
import { type Database } from '../database.ts';
import { type Call, TableServerError } from '../table-client.ts';
import { type Json } from '../template/assembly.ts';
import { type StreamSourceModel } from '../template/model.ts';

export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly dynamodb: {
    readonly ApproximateCreationDateTime: number;
    readonly SequenceNumber: string;
    readonly [key: string]: Json;
  };
  readonly [key: string]: Json;
}

export interface Page {
  readonly shard: string;
  readonly records: readonly StreamRecord[];
}

interface Shard {
  readonly id: string;
  iterator: string | undefined;
  ended: boolean;
}

/** Reads a table's stream from where the last run had got to, shard by shard, each in order. */
export class StreamReader {
  private readonly model: StreamSourceModel;
  private readonly call: Call;
  private readonly database: Database;
  private readonly clock: Clock;
  private arn: string | undefined;
  private shards: Shard[] = [];

  constructor(model: StreamSourceModel, call: Call, database: Database, clock: Clock) {
    this.model = model;
    this.call = call;
    this.database = database;
    this.clock = clock;
  }

  /** The next records of the first shard that has some; undefined when all have been read. */
  async next(): Promise<Page | undefined> {
    if (this.shards.every((shard) => shard.ended)) await this.refresh();
    for (const shard of this.shards.filter((candidate) => !candidate.ended)) {
      const records = await this.read(shard);
      if (records.length > 0)
        return { shard: shard.id, records: records.map((record) => this.complete(record)) };
    }
    return undefined;
  }

  /** Remembers that everything up to this record is done. */
  checkpoint(shard: string, sequence: string): void {
    this.database.run('INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?)', this.key(), shard, sequence);
  }

  private async read(shard: Shard): Promise<StreamRecord[]> {
    try {
      shard.iterator ??= await this.iterator(shard.id);
      const answer = (await this.call('GetRecords', {
        ShardIterator: shard.iterator,
        Limit: 1000,
      })) as unknown as {
        Records: StreamRecord[];
        NextShardIterator?: string | null;
      };
      shard.iterator = answer.NextShardIterator ?? undefined;
      shard.ended = answer.NextShardIterator == null;
      return answer.Records;
    } catch (error) {
      // Iterators expire; the checkpoint does not.
      shard.iterator = undefined;
      if (error instanceof TableServerError && error.type === 'ExpiredIteratorException')
        return this.read(shard);
      throw error;
    }
  }

  private async iterator(shard: string): Promise<string> {
    const StreamArn = this.arn as string;
    const done = this.database.get<{ sequence: string }>(
      'SELECT sequence FROM checkpoints WHERE source = ? AND shard = ?',
      this.key(),
      shard,
    );
    const position: Record<string, Json> =
      done === undefined
        ? { ShardIteratorType: this.model.fromStart ? 'TRIM_HORIZON' : 'LATEST' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: done.sequence };
    const answer = await this.call('GetShardIterator', { StreamArn, ShardId: shard, ...position });
    return String(answer['ShardIterator']);
  }

  /** Finds the stream and its shards; a shard comes after the one that it was split from. */
  private async refresh(): Promise<void> {
    if (this.arn === undefined) {
      const { Table } = (await this.call('DescribeTable', { TableName: this.model.table })) as unknown as {
        Table: { LatestStreamArn: string };
      };
      this.arn = Table.LatestStreamArn;
    }
    const { StreamDescription } = (await this.call('DescribeStream', { StreamArn: this.arn })) as unknown as {
      StreamDescription: { Shards: { ShardId: string }[] };
    };
    const known = new Map(this.shards.map((shard) => [shard.id, shard]));
    this.shards = StreamDescription.Shards.map(
      ({ ShardId: id }) => known.get(id) ?? { id, iterator: undefined, ended: false },
    );
  }

  /** The stream's own ARN is in the key: a table that was made anew starts from its beginning. */
  private key(): string {
    return `${this.model.id} ${this.arn ?? ''}`;
  }

  /** The server stamps records with real time and its own names; functions see the runtime's. */
  private complete(record: StreamRecord): StreamRecord {
    const { dynamodb } = record;
    return {
      ...record,
      eventID: `${this.model.table}:${dynamodb.SequenceNumber}`,
      awsRegion: this.model.streamArn.split(':')[3] ?? '',
      eventSourceARN: this.model.streamArn,
      dynamodb: {
        ...dynamodb,
        ApproximateCreationDateTime: Math.floor(
          dynamodb.ApproximateCreationDateTime + this.clock.offset / 1000,
        ),
      },
    };
  }
}
