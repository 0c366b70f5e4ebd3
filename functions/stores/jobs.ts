import { Orders } from '../../shared/orders/orders.ts';
import { goOnRearming, jobKind } from '../../shared/stores/rearm.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { scanFunction } from '../pipelines/schedule.ts';

const ports = lambdaPorts();

/** Re-arms the open orders of shops whose profile has changed. */
export const handler = scanFunction(ports, jobKind, async ({ store }, hasTime) => {
  // Not from memory: the orders are armed with the profile that is in force now.
  const loaded = await ports.profiles.fresh(store);
  if (!loaded) return;
  const orders = new Orders(ports, store, loaded);
  await goOnRearming(ports, store, (orderId) => orders.fire(orderId), hasTime);
});
