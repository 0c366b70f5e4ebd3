import { Orders } from '../../shared/orders/orders.ts';
import type { inProcess } from './in-process.ts';

type InProcess = Awaited<ReturnType<typeof inProcess>>;

/** Lets time pass, and every order say what has fallen due in it. */
export async function scanOrders(world: InProcess, ms: number): Promise<void> {
  world.advance(ms);
  const store = world.profile.storeId;
  const loaded = await world.ports.profiles.of(store);
  if (!loaded) throw new Error('the shop is not there');
  const orders = new Orders(world.ports, store, loaded);
  const { items } = await world.heads.find('list', `${store}#order`, {}, { limit: 200 });
  for (const { id } of items) await orders.fire(id);
}
