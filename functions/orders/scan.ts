import { Orders } from '../../shared/orders/orders.ts';
import { orderKind } from '../../shared/orders/aggregate.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { perStore, scanFunction } from '../pipelines/schedule.ts';

const ports = lambdaPorts();

/** Warnings, limits, escalations, dates and reviews that have fallen due. */
export const handler = scanFunction(
  ports,
  orderKind,
  async ({ store, id }) => {
    const loaded = await ports.profiles.of(store);
    if (loaded) await new Orders(ports, store, loaded).fire(id);
  },
  { most: perStore.spread },
);
