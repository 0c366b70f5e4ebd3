import { setTimeout as pause } from 'node:timers/promises';
import { random } from '../../functions/pipelines/ports.ts';
import { dynamodbHeadStore } from '../../shared/kernel/dynamodb.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import type { Movement } from '../../shared/stock/level/movement.ts';
import { recordMovements } from '../../shared/stock/level/record.ts';
import { instant } from '../../shared/time/instant.ts';
import type { Figure, Section } from './figure.ts';
import { benchProfile, storeName } from './shop.ts';
import { benchTables } from './tables.ts';

const rules = stockRules(benchProfile);
const at = instant(Date.parse('2026-11-16T08:00:00Z'));
/** Processes: each has a client of its own and shares nothing but the table. */
const processes = 8;
const rounds = 6;
const few = 5;

/**
 * Distinct picks of one article that come at the same moment, in eight processes: the 95th percentile of a call. It
 * may grow in proportion to their number, and not more.
 */
export async function hotArticle(): Promise<Section> {
  const base = await slowest(few);
  const figures: Figure[] = [];
  for (const width of [50, 100]) {
    const measured = await slowest(width);
    figures.push({
      section: 'hot-article',
      name: `a pick of one article, ${String(width)} at once, 95th percentile`,
      unit: 'ms',
      ours: measured,
      alternative: (base * width) / few,
      against: `${String(few)} at once, in proportion`,
      bound: { of: 'ratio', most: 1 },
    });
  }
  return { figures, notes: [`${String(few)} at once: ${base.toFixed(1)} ms.`] };
}

async function slowest(width: number): Promise<number> {
  const tables = await benchTables();
  try {
    const ports = Array.from({ length: processes }, () => ({
      heads: dynamodbHeadStore(tables.connect(), 'state', () => random(64)),
      clock: () => at,
      pause: (ms: number) => pause(ms * (0.5 + Math.random() / 2)),
    }));
    const book = (n: number, kind: Movement['kind'], quantity: number) =>
      recordMovements(
        ports[n % processes] ?? ports[0]!,
        storeName,
        rules,
        'COAT',
        [{ movementId: `${kind}-${String(n)}`, sku: 'COAT', location: 'A1', kind, quantity, occurredAt: at }],
        'bench',
      );
    await book(0, 'opening', width * rounds);
    const took: number[] = [];
    for (let round = 0; round < rounds; round++)
      await Promise.all(
        Array.from({ length: width }, async (_, n) => {
          const begun = performance.now();
          const [one] = await book(round * width + n, 'pick', 1);
          if (one?.outcome !== 'booked') throw new Error(`a pick was ${one?.outcome ?? 'lost'}`);
          took.push(performance.now() - begun);
        }),
      );
    return took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? 0;
  } finally {
    await tables.stop();
  }
}
