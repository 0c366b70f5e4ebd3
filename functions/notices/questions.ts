import { ofOrder } from '../../shared/amendments/aggregate.ts';
import { type Amendment, isEnded, waiting } from '../../shared/amendments/state.ts';
import { casesOf } from '../../shared/backorders/cases.ts';
import { allOf } from '../../shared/kernel/all-of.ts';
import type { Questions } from '../../shared/notices/letter.ts';

/** What the customer of an order is being asked: about missing goods, or about a change that costs something. */
export const questions: Questions = async (ports, store, orderId) => {
  const cases = await casesOf(ports, store);
  const status = (await cases?.newest(orderId))?.head?.state.status;
  if (status === 'asked') return 'asked';
  const amendments = await ports.heads.loadMany<Amendment>(await allOf(ports.heads, ofOrder(store, orderId)));
  const asked = amendments.some(
    ({ state }) => !isEnded(state) && waiting(state).some(({ party }) => party === 'customer'),
  );
  return asked ? 'asked' : status === 'gathering' ? 'about-to-be' : undefined;
};
