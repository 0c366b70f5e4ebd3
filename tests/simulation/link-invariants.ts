import { type Amendment, isEnded, waiting } from '../../shared/amendments/state.ts';
import type { Case } from '../../shared/backorders/case.ts';
import { canonical } from '../../shared/kernel/receipts.ts';
import { isLiving, type Link, linkKind, type Purpose } from '../../shared/links/link.ts';
import type { Order } from '../../shared/orders/state.ts';
import type { House } from './house.ts';

/** One conversation: a question to a customer has one living link, and a late order’s none beside another open question’s. */
export function linksTwice(house: House): string[] {
  const living = [...house.store.rows.values()].flatMap(({ key, change }) => {
    const link = change.state as Link;
    return key.kind === linkKind && link.purpose.kind !== 'approval' && isLiving(link, house.now)
      ? [{ store: key.store, purpose: link.purpose }]
      : [];
  });
  const asked = Map.groupBy(living, (one) => canonical(one));
  const open = living.filter(({ store, purpose }) => isAsked(house, store, purpose));
  return [
    ...[...asked].flatMap(([name, of]) =>
      of.length > 1 ? [`${name} has ${String(of.length)} living links`] : [],
    ),
    ...open.flatMap(({ store, purpose: { kind, orderId } }) =>
      kind === 'delay' &&
      open.filter((one) => one.store === store && one.purpose.orderId === orderId).length > 1
        ? [`the customer of ${orderId} is asked of a delay beside something else`]
        : [],
    ),
  ];
}

/** Can the link still decide something? One that outlives its question shows that it is over. */
function isAsked(house: House, store: string, purpose: Purpose): boolean {
  const stateOf = (kind: string, id: string) =>
    [...house.store.rows.values()].find(
      ({ key }) => key.store === store && key.kind === kind && key.id === id,
    )?.change.state;
  switch (purpose.kind) {
    case 'delay':
      return (stateOf('order', purpose.orderId) as Order | undefined)?.late?.told?.n === purpose.n;
    case 'backorder':
      return (stateOf('backorder', purpose.caseId) as Case | undefined)?.status === 'asked';
    default: {
      const amendment = stateOf('amendment', purpose.amendmentId) as Amendment | undefined;
      return (
        amendment !== undefined &&
        !isEnded(amendment) &&
        waiting(amendment).some(({ party }) => party === 'customer')
      );
    }
  }
}
