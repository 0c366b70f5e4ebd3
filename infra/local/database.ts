/** What the runtime itself must not forget: one SQLite file, and the lock that only one runtime holds. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

const schema = `
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS checkpoints (source TEXT, shard TEXT, sequence TEXT NOT NULL, PRIMARY KEY (source, shard)) STRICT;
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY, queue TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT NOT NULL, sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL,
    first_received_at INTEGER, receives INTEGER NOT NULL DEFAULT 0, in_flight INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE INDEX IF NOT EXISTS messages_by_queue ON messages (queue, in_flight, visible_at);
  CREATE TABLE IF NOT EXISTS subscriptions (
    arn TEXT PRIMARY KEY, topic TEXT NOT NULL, protocol TEXT NOT NULL, endpoint TEXT NOT NULL,
    attributes TEXT NOT NULL, UNIQUE (topic, protocol, endpoint)) STRICT;
  CREATE TABLE IF NOT EXISTS sent (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, item TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS sent_by_kind ON sent (kind, id);
  CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, item TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS sessions (session TEXT PRIMARY KEY, store TEXT NOT NULL, actor TEXT NOT NULL, renewed_at INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS credentials (credential TEXT PRIMARY KEY, item TEXT NOT NULL) STRICT;
`;

type Value = string | number | null;
type Row = Record<string, Value>;

export class Database {
  private readonly db: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  /** Opens or makes `runtime.db`; throws when another runtime has it open. */
  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.db = new DatabaseSync(join(dataDir, 'runtime.db'));
    try {
      // The operating system releases this lock however the process ends, so it is never stale.
      this.db.exec(
        'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;',
      );
      this.db.exec(schema);
    } catch (error) {
      this.db.close();
      if (!(error instanceof Error) || !error.message.includes('locked')) throw error;
      throw new Error(
        `Another Veghe is running on the data in ${dataDir}. Stop it, or choose another directory: VEGHE_DATA=… npm start`,
      );
    }
  }

  all<T = Row>(sql: string, ...values: Value[]): T[] {
    return this.prepared(sql).all(...values) as T[];
  }

  get<T = Row>(sql: string, ...values: Value[]): T | undefined {
    return this.prepared(sql).get(...values) as T | undefined;
  }

  /** Runs a statement and answers how many rows it changed. */
  run(sql: string, ...values: Value[]): number {
    return Number(this.prepared(sql).run(...values).changes);
  }

  /** All or nothing; joins the transaction that is open, if one is. */
  atomically<T>(work: () => T): T {
    if (this.db.isTransaction) return work();
    this.db.exec('BEGIN');
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    }
  }

  readSetting(name: string): string | undefined {
    return this.get<{ value: string }>('SELECT value FROM settings WHERE name = ?', name)?.value;
  }

  writeSetting(name: string, value: string): void {
    this.run('INSERT OR REPLACE INTO settings VALUES (?, ?)', name, value);
  }

  removeSetting(name: string): void {
    this.run('DELETE FROM settings WHERE name = ?', name);
  }

  close(): void {
    this.statements.clear();
    this.db.close();
  }

  private prepared(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (statement === undefined) this.statements.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }
}
