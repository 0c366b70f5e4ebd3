import {
  ConditionalCheckFailedException,
  type ConsumedCapacity,
  type DynamoDBClient,
  GetItemCommand,
} from '@aws-sdk/client-dynamodb';
import { indexesOf } from './tables.ts';
import { type Input, type Item, type Target, targetsOf } from './targets.ts';
import { indexUnits, type RawItem, readUnits, writeUnits } from './units.ts';

/** One item written, with its images before and after, what it costs and what the server said. */
export interface Write {
  readonly step: string;
  readonly table: string;
  readonly before: RawItem | undefined;
  readonly after: RawItem | undefined;
  readonly failed: boolean;
  readonly tableUnits: number;
  readonly indexes: Readonly<Record<string, number>>;
}

export interface Read {
  readonly step: string;
  readonly index: string | undefined;
  readonly items: number;
  readonly units: number;
}

type Output = { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[]; Items?: Item[]; Item?: Item };

/** Stands in front of the server and counts every call by AWS's rules. Writes go one after another, so that images are exact. */
export class Recorder {
  step = '';
  readonly writes: Write[] = [];
  readonly reads: Read[] = [];
  /** What the server itself says its writes consumed, table and indexes apart. */
  readonly server = { table: 0, indexes: 0 };
  readonly #look: DynamoDBClient;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(client: DynamoDBClient, look: DynamoDBClient) {
    this.#look = look;
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          const input = args.input as Input;
          input.ReturnConsumedCapacity = 'INDEXES';
          const targets = targetsOf(commandName, input);
          if (targets.length > 0)
            return this.#inTurn(() =>
              this.#write(commandName, targets, async () => {
                const result = await next(args);
                this.#hear(result.output as Output);
                return result;
              }),
            );
          const result = await next(args);
          this.#read(commandName, input, result.output as Output);
          return result;
        },
      { step: 'initialize', name: 'recorder' },
    );
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work, work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #write<T>(command: string, targets: readonly Target[], go: () => Promise<T>): Promise<T> {
    const before = await Promise.all(targets.map((target) => this.#image(target)));
    let failed = false;
    try {
      return await go();
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      failed = true;
      throw error;
    } finally {
      const transaction = command === 'TransactWriteItemsCommand';
      for (const [at, target] of targets.entries()) {
        const [old, now] = [before[at], await this.#image(target)];
        this.writes.push({
          step: this.step,
          table: target.table,
          before: old,
          after: now,
          failed,
          // A failed condition is billed by what stands there or what was tried, whichever is larger.
          tableUnits: writeUnits(old, failed ? target.attempted : now, transaction),
          indexes: Object.fromEntries(
            (indexesOf[target.table] ?? []).map((index) => [index.name, indexUnits(index, old, now)]),
          ),
        });
      }
    }
  }

  async #image({ table, key }: Target): Promise<Item | undefined> {
    const command = new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true });
    return (await this.#look.send(command)).Item;
  }

  #read(command: string, input: Input, output: Output): void {
    const consistent = input.ConsistentRead === true;
    const batch = (output as { Responses?: Record<string, Item[]> }).Responses ?? {};
    const groups =
      command === 'BatchGetItemCommand'
        ? Object.values(batch).flatMap((items) => items.map((item) => [item]))
        : [output.Items ?? (output.Item ? [output.Item] : [])];
    for (const items of groups)
      this.reads.push({
        step: this.step,
        index: input.IndexName,
        items: items.length,
        units: readUnits(items, consistent),
      });
  }

  #hear({ ConsumedCapacity: said }: Output): void {
    for (const { Table, GlobalSecondaryIndexes = {} } of said === undefined ? [] : [said].flat()) {
      this.server.table += Table?.CapacityUnits ?? 0;
      for (const { CapacityUnits = 0 } of Object.values(GlobalSecondaryIndexes))
        this.server.indexes += CapacityUnits;
    }
  }
}
