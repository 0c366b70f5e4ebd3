import type { AggregateKey, HeadStore, IndexName } from './head.ts';

/** How many keys are read at a time. */
const atOnce = 100;

/** All that an index has in a partition; for what is bounded by one order. */
export async function allOf(
  heads: HeadStore,
  partition: string,
  index: IndexName = 'customer',
): Promise<AggregateKey[]> {
  const keys: AggregateKey[] = [];
  let cursor: string | undefined;
  do {
    const page = await heads.find(index, partition, {}, { limit: atOnce, cursor });
    keys.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return keys;
}
