import type { Envelope } from '../../shared/events/envelope.ts';
import { serveWaiting } from '../../shared/stock/claims.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { queueFunction } from '../pipelines/queue.ts';

const ports = lambdaPorts();

/** Pieces have come, or are confirmed to be missing: they are given out anew, the oldest order first. */
export const handler = queueFunction<Envelope>(ports, async ({ storeId, subject }) => {
  const loaded = await ports.profiles.of(storeId);
  if (loaded) await serveWaiting(ports, storeId, stockRules(loaded.profile), subject.slice('stock/'.length));
});
