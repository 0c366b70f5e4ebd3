import type { Request } from '../../shared/http/request.ts';
import { storeId } from '../../shared/kernel/brand.ts';
import { receiptLife } from '../../shared/kernel/receipts.ts';
import type { OrderOutcome } from '../../shared/orders/orders.ts';
import { minus, plus } from '../../shared/time/instant.ts';
import type { Ports } from '../pipelines/ports.ts';

/**
 * An Idempotency-Key on intake is one for the whole store, while receipts lie with each order: so the key is
 * first claimed for this body. A refused intake gives the key back, for refusals are evaluated anew.
 */
export async function claimed(
  { heads, clock }: Pick<Ports, 'heads' | 'clock'>,
  { who, keyed }: Request,
  place: () => Promise<OrderOutcome>,
): Promise<OrderOutcome> {
  if (!keyed) return place();
  const key = { store: storeId(who.store), kind: 'claim', id: keyed.keyHash };
  const now = clock();
  const claim = { name: 'key', body: `${keyed.bodyHash} ${String(now)}` };
  const mine = await heads.putPartIfAbsent(key, claim, plus(now, receiptLife));
  if (!mine) {
    const [bodyHash, since = ''] = ((await heads.part(key, 'key')) ?? '').split(' ');
    const lapsed = Number(since) <= minus(now, receiptLife);
    if (lapsed) await heads.putPart(key, claim, plus(now, receiptLife));
    else if (bodyHash !== keyed.bodyHash) return { done: false, refusal: { is: 'idempotency-key-reused' } };
  }
  const done = await place();
  if (!done.done && mine) await heads.deletePart(key, 'key');
  return done;
}
