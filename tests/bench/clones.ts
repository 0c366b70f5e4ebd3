import { DatabaseSync } from 'node:sqlite';
import { shardOf } from '../../shared/kernel/shard.ts';
import { stateIndexes } from './tables.ts';

/** An aggregate that was written by the real code, and how many of its like there should be. */
export interface Cohort {
  readonly template: string;
  readonly count: number;
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/**
 * Many heads of one kind at once, written into the server's own file: each a copy of one that the real code wrote, under
 * an id of its own and in the shard that its key has. Through the server a million would take a quarter of an hour.
 */
export function cloneHeads(file: string, store: string, kind: string, cohorts: readonly Cohort[]): void {
  const db = new DatabaseSync(file, { timeout: 10_000 });
  try {
    db.exec('PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -200000;');
    db.function('shard_of', { deterministic: true }, (key) =>
      shardOf.partition(kind, shardOf(String(key).slice('S:'.length))),
    );
    let first = 0;
    for (const { template, count } of cohorts) {
      const partition = `S:${store}#${kind}#${template}`;
      const numbers = `WITH RECURSIVE n(i) AS (SELECT ${String(first)} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${String(first + count)})`;
      const renamed = (column: string) => `replace(${column}, ${text(template)}, printf('ES-%07d', i))`;
      // The shard stands in the item as well.
      const own = text(`"${shardOf.partition(kind, shardOf(partition.slice('S:'.length)))}"`);
      const json = (key: string) =>
        `replace(${renamed('item_json')}, ${own}, '"' || shard_of(${renamed(key)}) || '"')`;
      db.exec('BEGIN');
      db.exec(
        `INSERT INTO state (pk, sk, item_json, item_size, cached_at, hash_prefix) ${numbers}
           SELECT ${renamed('pk')}, sk, ${json('pk')}, item_size, cached_at, hash_prefix
             FROM n, (SELECT * FROM state WHERE pk = ${text(partition)})`,
      );
      for (const { name } of stateIndexes) {
        const hash = name === 'due' ? `'S:' || shard_of(${renamed('table_pk')})` : 'gsi_pk';
        db.exec(
          `INSERT INTO "state::gsi::${name}" (gsi_pk, gsi_sk, table_pk, table_sk, item_json) ${numbers}
             SELECT ${hash}, gsi_sk, ${renamed('table_pk')}, table_sk, ${json('table_pk')}
               FROM n, (SELECT * FROM "state::gsi::${name}" WHERE table_pk = ${text(partition)})`,
        );
      }
      db.exec('COMMIT');
      first += count;
    }
    for (const { template } of cohorts) {
      const partition = text(`S:${store}#${kind}#${template}`);
      db.exec(`DELETE FROM state WHERE pk = ${partition}`);
      for (const { name } of stateIndexes)
        db.exec(`DELETE FROM "state::gsi::${name}" WHERE table_pk = ${partition}`);
    }
  } finally {
    db.close();
  }
}
