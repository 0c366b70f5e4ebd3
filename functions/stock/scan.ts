import { fireStock } from '../../shared/stock/drift/drifts.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { stockKind } from '../../shared/stock/level/aggregate.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { scanFunction } from '../pipelines/schedule.ts';

const ports = lambdaPorts();

/** Second looks that nobody took, storefronts that had their time: what shows only as time passes. */
export const handler = scanFunction(ports, stockKind, async ({ store, id }) => {
  const loaded = await ports.profiles.of(store);
  if (loaded) await fireStock(ports, store, stockRules(loaded.profile), id);
});
