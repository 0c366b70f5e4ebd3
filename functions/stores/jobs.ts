import { moveAccess } from '../../shared/access/move.ts';
import { moveId } from '../../shared/access/of-0-1-0.ts';
import { moveSecrets } from '../../shared/access/put-profile.ts';
import { learn } from '../../shared/durations/learn.ts';
import { learningId } from '../../shared/durations/learning.ts';
import { dynamodbTallies } from '../../shared/kernel/tally/dynamodb.ts';
import { snsSubscriptions } from '../../shared/notices/sns.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { allocateOrder } from '../../shared/stock/allocation/allocate.ts';
import { claimOpenOrders, stockUseId } from '../../shared/stock/allocation/in-use.ts';
import { applyingId } from '../../shared/stores/applying.ts';
import { jobKind } from '../../shared/stores/job.ts';
import { goOnRearming } from '../../shared/stores/rearm.ts';
import { dynamodbClient } from '../pipelines/dynamodb.ts';
import { environment, httpPorts } from '../pipelines/ports.ts';
import { scanFunction } from '../pipelines/schedule.ts';
import { applyProfile } from './apply-profile.ts';

const ports = {
  ...httpPorts(),
  tallies: dynamodbTallies(dynamodbClient(), environment('STATE_TABLE')),
  subscriptions: snsSubscriptions(environment('STAFF_TOPIC_ARN')),
};

/** Applies profiles, learns durations anew, and re-arms the open orders of shops whose profile or durations have changed. */
export const handler = scanFunction(ports, jobKind, async ({ store, id }, hasTime) => {
  if (id === moveId) return moveAccess(ports, store, (shop) => moveSecrets(ports, shop));
  if (id === learningId) return learn(ports, store);
  if (id === applyingId) return applyProfile(ports, store);
  // Not from memory: the orders are armed with the profile that is in force now.
  const loaded = await ports.profiles.fresh(store);
  if (!loaded) return undefined;
  if (id === stockUseId)
    return claimOpenOrders(ports, store, (orderId) => allocateOrder(ports, store, orderId), hasTime);
  const orders = new Orders(ports, store, loaded);
  return goOnRearming(ports, store, (orderId) => orders.fire(orderId), hasTime);
});
