import { problem, ProblemError } from '../../shared/http/problem.ts';
import type { Request } from '../../shared/http/request.ts';
import type { LoadedProfile } from '../../shared/stores/profiles.ts';
import { Orders } from '../../shared/orders/orders.ts';
import type { Ports } from '../pipelines/ports.ts';

/** The orders of the caller's own store: there is no other door to them. */
export const ordersOf = async (ports: Ports, { who }: Pick<Request, 'who'>): Promise<Orders> =>
  orders(ports, who.store, await ports.profiles.of(who.store));

/** The same under the profile and the durations of this moment. */
export const ordersNow = async (ports: Ports, { who }: Pick<Request, 'who'>): Promise<Orders> =>
  orders(ports, who.store, await ports.profiles.fresh(who.store));

function orders(ports: Ports, store: string, loaded: LoadedProfile | undefined): Orders {
  if (!loaded) throw new ProblemError(problem('not-found', { detail: 'There is no such store.' }));
  return new Orders(ports, store, loaded);
}
