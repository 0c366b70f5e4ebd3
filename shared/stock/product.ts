import { storeId } from '../kernel/brand.ts';
import { type Aggregate, type Call, change, type Outcome } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { toParts } from '../kernel/texts.ts';
import type { Clock } from '../time/instant.ts';
import type { ProductBody } from './bodies.ts';

/** An article as its head keeps it: what is known of it lies beside, in the text that `content` names. */
export interface Product {
  readonly content: string;
  /** Finds what could take its place. */
  readonly category?: string;
}

export interface ProductEvent {
  readonly type: 'product.recorded';
  readonly data: { readonly content: string; readonly category?: string };
}

export const productKind = 'product';
export const productKey = (store: string, sku: string): AggregateKey => ({
  store: storeId(store),
  kind: productKind,
  id: sku,
});

export const productAggregate: Aggregate<Product, ProductEvent> = {
  kind: productKind,
  evolve: (_, { data: { content, category } }) => ({
    content,
    ...(category === undefined ? {} : { category }),
  }),
  due: () => undefined,
  indexes: ({ store, id }, { category }) =>
    category === undefined ? {} : { list: { partition: categoryList(store, category), sort: id } },
};

/** The articles of one category. */
export const categoryList = (store: string, category: string): string =>
  `${store}#category#${category.toLowerCase()}`;

/** What fields alone cannot say: one currency, no part named twice, nothing that is a part of itself. */
export function productFault(
  sku: string,
  { price, cost, components = [] }: ProductBody,
  currency: string,
): { readonly path: string; readonly message: string } | undefined {
  for (const [field, money] of [
    ['price', price],
    ['cost', cost],
  ] as const)
    if (money && money.currency !== currency)
      return { path: `${field}.currency`, message: `the store sells in ${currency}, not ${money.currency}` };
  const seen = new Set<string>();
  for (const [at, part] of components.entries()) {
    const path = `components.${String(at)}.sku`;
    if (part.sku === sku) return { path, message: 'a product is no part of itself' };
    if (seen.has(part.sku)) return { path, message: `${part.sku} is named twice` };
    seen.add(part.sku);
  }
  return undefined;
}

/** Puts what is known of an article in the place of what was. The same again changes nothing. */
export function recordProduct(
  ports: { readonly heads: HeadStore; readonly clock: Clock },
  store: string,
  sku: string,
  body: ProductBody,
  call: Call,
): Promise<Outcome<Product, never>> {
  const { name, parts } = toParts('content', body);
  return change<Product, ProductEvent, never>(ports, productAggregate, productKey(store, sku), call, {
    decide: (head) =>
      head?.state.content === name
        ? accept([], 'unchanged')
        : accept(
            [
              {
                type: 'product.recorded',
                data: { content: name, ...(body.category === undefined ? {} : { category: body.category }) },
              },
            ],
            head === undefined ? 'created' : 'accepted',
          ),
    parts: () => parts,
  });
}
