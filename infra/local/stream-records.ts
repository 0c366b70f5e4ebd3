/**
 * The embedded server trims no stream, and a write gets slower with every record that it keeps. So what has
 * been consumed is removed from its file, and the query that it makes for each write gets an index.
 */
import { DatabaseSync } from 'node:sqlite';

const every = 500;

export class StreamRecords {
  private readonly db: DatabaseSync;
  /** How far each source of a table has got. */
  private readonly consumed = new Map<string, Map<string, number>>();
  private readonly removed = new Map<string, number>();

  /** Nothing is removed that one of these sources has yet to consume. */
  constructor(file: string, sources: readonly { readonly id: string; readonly table: string }[]) {
    for (const { id, table } of sources) {
      this.consumed.set(table, (this.consumed.get(table) ?? new Map<string, number>()).set(id, 0));
    }
    this.db = new DatabaseSync(file, { timeout: 1000 });
    this.db.exec(
      'CREATE INDEX IF NOT EXISTS veghe_stream_records ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
    // Our writer must not wait long for the server's: what is not removed now is removed later.
    this.db.exec('PRAGMA busy_timeout = 20; PRAGMA synchronous = NORMAL;');
  }

  /** A source has settled everything up to here. */
  advance(table: string, source: string, sequence: string): void {
    const sources = this.consumed.get(table) ?? new Map<string, number>();
    this.consumed.set(table, sources.set(source, Number(sequence)));
    const upTo = Math.min(...sources.values());
    if (upTo - (this.removed.get(table) ?? 0) >= every) this.remove(table, upTo);
  }

  close(): void {
    for (const [table, sources] of this.consumed) this.remove(table, Math.min(...sources.values()));
    this.db.close();
  }

  /** The newest record stays: from it the server counts on. */
  private remove(table: string, upTo: number): void {
    try {
      this.db
        .prepare(
          `DELETE FROM _stream_records WHERE table_name = ? AND CAST(sequence_number AS INTEGER) <= ?
             AND id < (SELECT max(id) FROM _stream_records WHERE table_name = ?)`,
        )
        .run(table, upTo, table);
      this.removed.set(table, upTo);
    } catch {
      // Busy: the next call removes it.
    }
  }
}
