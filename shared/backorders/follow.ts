import type { Envelope } from '../events/envelope.ts';
import { planCounts } from '../stock/audits/audits.ts';
import { allocateOrder } from '../stock/allocation/allocate.ts';
import { serveWaiting } from '../stock/claims.ts';
import { stockRules } from '../stock/drift/rules.ts';
import { bookReceipt } from '../stock/receiving/receiving.ts';
import { takeBackReturn } from '../stock/returns/of-order.ts';
import { bookReturn } from '../stock/returns/returns.ts';
import { type CasePorts, Cases } from './cases.ts';
import { settleCase } from './settle.ts';

/**
 * What follows from events about orders, stock and backorders. Each step looks at what is true now and not at what the
 * event says, so that a second delivery, or a late one, does nothing; one that fails comes again whole.
 */
export async function followStock(ports: CasePorts, event: Envelope): Promise<void> {
  const { storeId: store, subject, type, data } = event;
  const loaded = await ports.profiles.of(store);
  if (!loaded) return;
  const { profile } = loaded;
  const rules = stockRules(profile);
  const cases = new Cases(ports, store, loaded);
  const id = subject.slice(subject.indexOf('/') + 1);
  switch (subject.slice(0, subject.indexOf('/'))) {
    case 'order': {
      const { previous } = data;
      await allocateOrder(ports, store, id, typeof previous === 'string' ? previous : undefined);
      // Of an order that is over nothing lacks any more.
      if (type === 'order.closed') await cases.refresh(id);
      return;
    }
    case 'stock':
      if (type === 'stock.claimed') await refreshOwners(cases, data['claims']);
      else if (givesOut.has(type)) await serveWaiting(ports, store, rules, id);
      else await planCounts(ports, profile, event);
      return;
    case 'backorder':
      return settleCase(cases, id);
    case 'goods-receipt':
      return bookReceipt(ports, { store, timeZone: profile.timeZone, rules }, id);
    case 'return':
      await bookReturn(ports, store, rules, id);
      return takeBackReturn(ports, cases.orders, store, id);
  }
}

/** What changes how much there is to give out. */
const givesOut = new Set(['stock.replenished', 'stock.overdrawn', 'stock.drift-confirmed']);

/** Orders whose claims have changed may lack more or less than before. */
async function refreshOwners(cases: Cases, claims: unknown): Promise<void> {
  const owners = ((claims ?? []) as readonly { readonly owner: string }[]).map(({ owner }) => owner);
  for (const owner of new Set(owners))
    if (owner.startsWith('order/')) await cases.refresh(owner.slice('order/'.length));
}
