import { problem, ProblemError } from '../../shared/http/problem.ts';
import type { Request } from '../../shared/http/request.ts';
import { Orders } from '../../shared/orders/orders.ts';
import type { Ports } from '../pipelines/ports.ts';

/** The orders of the caller's own store: there is no other door to them. */
export async function ordersOf(ports: Ports, { who }: Pick<Request, 'who'>): Promise<Orders> {
  const loaded = await ports.profiles.of(who.store);
  if (!loaded) throw new ProblemError(problem('not-found', { detail: 'There is no such store.' }));
  return new Orders(ports, who.store, loaded);
}
