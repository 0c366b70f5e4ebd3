/** Durable queues with SQS's semantics: visibility, receive counts, dead letters, delays. */
import { randomUUID } from 'node:crypto';
import { type Clock } from './clock.ts';
import { type Database } from './database.ts';
import { type QueueModel } from './template/model.ts';

export interface MessageAttribute {
  readonly dataType: string;
  readonly stringValue: string;
}

export interface Message {
  readonly id: number;
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  readonly receives: number;
}

export interface QueueCounts {
  readonly name: string;
  readonly ready: number;
  readonly inFlight: number;
  readonly delayed: number;
}

interface Row {
  id: number;
  message_id: string;
  body: string;
  attributes: string;
  sent_at: number;
  first_received_at: number | null;
  receives: number;
}

export class Queues {
  private readonly models: ReadonlyMap<string, QueueModel>;
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly listeners = new Map<string, () => void>();

  constructor(models: readonly QueueModel[], database: Database, clock: Clock) {
    this.models = new Map(models.map((model) => [model.name, model]));
    this.database = database;
    this.clock = clock;
    // Whoever had received these is gone with the process that it ran in.
    database.run('UPDATE messages SET in_flight = 0, visible_at = ? WHERE in_flight = 1', clock.now());
  }

  /** Is told when a queue has something new. */
  onMessage(queue: string, listener: () => void): void {
    this.listeners.set(queue, listener);
  }

  /** On disk when this returns. */
  send(queue: string, body: string, attributes: Message['attributes'] = {}): string {
    const model = this.model(queue);
    const messageId = randomUUID();
    const now = this.clock.now();
    this.database.run(
      'INSERT INTO messages (queue, message_id, body, attributes, sent_at, visible_at) VALUES (?, ?, ?, ?, ?, ?)',
      queue,
      messageId,
      body,
      JSON.stringify(attributes),
      now,
      now + model.delayMs,
    );
    this.listeners.get(queue)?.();
    return messageId;
  }

  /** Takes up to `limit` messages out of sight; those received too often go to the dead letters instead. */
  receive(queue: string, limit: number): Message[] {
    const model = this.model(queue);
    const now = this.clock.now();
    return this.database.atomically(() => {
      this.database.run(
        'DELETE FROM messages WHERE queue = ? AND sent_at < ?',
        queue,
        now - model.retentionMs,
      );
      const visible = 'queue = ? AND in_flight = 0 AND visible_at <= ?';
      if (model.deadLetters !== undefined && model.maxReceives < Infinity) {
        this.database.run(
          `UPDATE messages SET queue = ?, receives = 0 WHERE ${visible} AND receives >= ?`,
          model.deadLetters,
          queue,
          now,
          model.maxReceives,
        );
      }
      return this.database
        .all<Row>(
          `UPDATE messages SET in_flight = 1, visible_at = ?, receives = receives + 1,
             first_received_at = coalesce(first_received_at, ?)
           WHERE id IN (SELECT id FROM messages WHERE ${visible} ORDER BY id LIMIT ?) RETURNING *`,
          now + model.visibilityMs,
          now,
          queue,
          now,
          limit,
        )
        .map(toMessage)
        .sort((a, b) => a.id - b.id);
    });
  }

  delete(ids: readonly number[]): void {
    this.database.atomically(() => {
      for (const id of ids) this.database.run('DELETE FROM messages WHERE id = ?', id);
    });
  }

  /** The receiver has given up: the messages stay out of sight until their visibility timeout is over. */
  giveUp(ids: readonly number[]): void {
    this.database.atomically(() => {
      for (const id of ids) this.database.run('UPDATE messages SET in_flight = 0 WHERE id = ?', id);
    });
  }

  /** When the next message becomes visible; in the past when one is, Infinity when there is none. */
  nextVisible(queue: string): number {
    const row = this.database.get<{ at: number | null }>(
      'SELECT min(visible_at) AS at FROM messages WHERE queue = ? AND in_flight = 0',
      queue,
    );
    return row?.at ?? Infinity;
  }

  /** How many messages could be received now. */
  ready(queue: string): number {
    return this.count(queue, 'in_flight = 0 AND visible_at <= ?', this.clock.now());
  }

  counts(): QueueCounts[] {
    return [...this.models.keys()].map((name) => ({
      name,
      ready: this.ready(name),
      inFlight: this.count(name, 'in_flight = 1'),
      delayed: this.count(name, 'in_flight = 0 AND visible_at > ?', this.clock.now()),
    }));
  }

  private count(queue: string, where: string, ...values: number[]): number {
    return (
      this.database.get<{ n: number }>(
        `SELECT count(*) AS n FROM messages WHERE queue = ? AND ${where}`,
        queue,
        ...values,
      )?.n ?? 0
    );
  }

  /** What lies in a queue, without receiving it; undefined when there is no such queue. */
  peek(queue: string): Message[] | undefined {
    if (!this.models.has(queue)) return undefined;
    return this.database
      .all<Row>('SELECT * FROM messages WHERE queue = ? ORDER BY id LIMIT 1000', queue)
      .map(toMessage);
  }

  /** Moves everything from a dead-letter queue back to the queue that it came from, as a redrive does. */
  redrive(deadLetters: string): number {
    const source = [...this.models.values()].find((model) => model.deadLetters === deadLetters);
    if (source === undefined) return 0;
    const moved = this.database.run(
      'UPDATE messages SET queue = ?, receives = 0, visible_at = ? WHERE queue = ?',
      source.name,
      this.clock.now(),
      deadLetters,
    );
    this.listeners.get(source.name)?.();
    return moved;
  }

  private model(queue: string): QueueModel {
    const model = this.models.get(queue);
    if (model === undefined) throw new Error(`there is no queue ${queue}`);
    return model;
  }
}

const toMessage = (row: Row): Message => ({
  id: row.id,
  messageId: row.message_id,
  body: row.body,
  attributes: JSON.parse(row.attributes) as Message['attributes'],
  sentAt: row.sent_at,
  firstReceivedAt: row.first_received_at ?? 0,
  receives: row.receives,
});
