/**
 * How many partitions the deadlines of one kind are spread over unless the deployment says otherwise: each takes
 * 1,000 writes a second. A scan asks every one of them, due or not.
 */
export const usualShards = 8;

/**
 * The shard of an aggregate: 32-bit FNV-1a of its key, the same in every process. Spread by hash, so that
 * orders which fall due in the same minute do not share a partition.
 * Source: Fowler, Noll, Vo, "FNV Non-Cryptographic Hash Algorithm".
 */
export function shardOf(key: string, shards: number = usualShards): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % shards;
}

shardOf.partition = (kind: string, shard: number): string => `${kind}#${String(shard).padStart(2, '0')}`;
