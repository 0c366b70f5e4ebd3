import type { Envelope } from '../events/envelope.ts';
import { caseKind } from './case.ts';
import { type CasePorts, casesOf } from './cases.ts';
import { settleCase } from './settle.ts';

interface ClaimSaid {
  readonly owner: string;
}

/**
 * What lacks opens, changes or closes the case of its order; what was decided is done. Each looks at what is true now, so
 * a second delivery, or a late one, does nothing.
 */
export async function followBackorders(ports: CasePorts, event: Envelope): Promise<void> {
  const cases = await casesOf(ports, event.storeId);
  if (!cases) return;
  const { type, subject, data } = event;
  if (subject.startsWith(`${caseKind}/`)) {
    await settleCase(cases, subject.slice(caseKind.length + 1));
    return;
  }
  if (type === 'stock.claimed') {
    const claims = (data['claims'] ?? []) as readonly ClaimSaid[];
    const owners = new Set(claims.map(({ owner }) => owner).filter((owner) => owner.startsWith('order/')));
    for (const owner of owners) await cases.refresh(owner.slice('order/'.length));
    return;
  }
  // The order is over: nothing lacks of it any more.
  await cases.refresh(subject.slice('order/'.length));
}
