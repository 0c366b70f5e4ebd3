import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, HeadStore, Page, PageRequest, Part } from '../kernel/head.ts';
import { orderKey } from './aggregate.ts';
import { numberForm, orderIdOf } from './order-id.ts';

/** What finds an order by its number: plain items of the shop, one for an order. */
const numbersOf = (store: string, form: string): AggregateKey => ({
  store: storeId(store),
  kind: 'number',
  id: form,
});

/** The entry of an order under its number, else under its id; undefined where neither holds a letter or digit. */
export function numberEntry(
  store: string,
  orderId: string,
  number: string | undefined,
): { readonly key: AggregateKey; readonly part: Part } | undefined {
  const form = numberForm(number ?? orderId);
  return form === undefined
    ? undefined
    : { key: numbersOf(store, form), part: { name: orderId, body: number ?? orderId } };
}

/**
 * Orders by what people say is their number, in any way of writing it; the one whose id it is comes first. Entries may name
 * an order whose intake was refused in the end: who reads the orders leaves it out.
 */
export async function findByNumber(
  heads: HeadStore,
  store: string,
  text: string,
  page: PageRequest,
): Promise<Page<AggregateKey>> {
  const form = numberForm(text);
  const found =
    form === undefined
      ? { items: [], next: null }
      : await heads.partsBetween(numbersOf(store, form), '0', '~', page);
  const id = page.cursor === undefined ? orderIdOf(text) : undefined;
  const ids = [...(id === undefined ? [] : [id]), ...found.items.map(({ name }) => name)];
  return { items: [...new Set(ids)].map((one) => orderKey(store, one)), next: found.next };
}
