import type { HeadStore } from '../kernel/head.ts';
import type { ProductBody } from './bodies.ts';
import { type Product, productKey } from './product.ts';

/** What is known of many articles: two batches of reads for each hundred. Articles nobody recorded are left out. */
export async function productsOf(
  heads: HeadStore,
  store: string,
  skus: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, ProductBody>> {
  const once = [...new Set(skus)].filter((sku) => sku !== undefined);
  const found = await heads.loadMany<Product>(once.map((sku) => productKey(store, sku)));
  // A product is below one chunk: its text is one part.
  const bodies = await heads.partsOf(found.map(({ key, state }) => ({ key, name: state.content })));
  return new Map(
    found.flatMap(({ key }, at) => {
      const body = bodies[at];
      return body === undefined ? [] : [[key.id, JSON.parse(body) as ProductBody] as const];
    }),
  );
}

/**
 * The articles that so many of one are made of: a kit's parts, else itself; none where a line names no article. Kits within
 * kits are not taken apart.
 */
export const componentsOf = (
  sku: string | undefined,
  quantity: number,
  product: ProductBody | undefined,
): readonly { readonly sku: string; readonly quantity: number }[] =>
  sku !== undefined && product?.components?.length
    ? product.components.map((part) => ({ sku: part.sku, quantity: part.quantity * quantity }))
    : sku === undefined
      ? []
      : [{ sku, quantity }];
