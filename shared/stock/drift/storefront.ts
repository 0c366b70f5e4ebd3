import { storeId } from '../../kernel/brand.ts';
import { type Aggregate, change } from '../../kernel/commit.ts';
import { accept } from '../../kernel/decision.ts';
import type { AggregateKey, HeadStore } from '../../kernel/head.ts';
import type { Instant } from '../../time/instant.ts';
import type { StockPorts } from '../level/change.ts';

/** When the storefront last said what it shows, and whether staff know that it has fallen silent. */
interface Storefront {
  readonly heardAt: Instant;
  readonly silent?: true;
}

type StorefrontEvent =
  | { readonly type: 'storefront.heard' | 'storefront.resumed'; readonly data: { readonly at: Instant } }
  | { readonly type: 'storefront.silent'; readonly data: { readonly at: Instant; readonly since?: Instant } };

const kind = 'storefront';
const keyOf = (store: string): AggregateKey => ({ store: storeId(store), kind, id: 'stock' });

const aggregate: Aggregate<Storefront, StorefrontEvent> = {
  kind,
  evolve(before, { type, data }) {
    if (type === 'storefront.silent') return { heardAt: before?.heardAt ?? data.at, silent: true };
    return { heardAt: data.at };
  },
  due: () => undefined,
  indexes: () => ({}),
};

export const heardOf = async (heads: HeadStore, store: string): Promise<Instant | undefined> =>
  (await heads.load<Storefront>(keyOf(store)))?.state.heardAt;

/** The storefront has spoken; where it was silent before, staff hear that it is back. */
export async function hear(ports: StockPorts, store: string, asOf: Instant, actor: string): Promise<void> {
  await change<Storefront, StorefrontEvent, never>(
    ports,
    aggregate,
    keyOf(store),
    { actor },
    {
      attempts: 32,
      decide: (head) => {
        if (head && head.state.heardAt >= asOf) return accept([], 'late');
        const type = head?.state.silent ? 'storefront.resumed' : 'storefront.heard';
        return accept([{ type, data: { at: asOf } }], 'heard');
      },
    },
  );
}

/** Its numbers are wrong and it says nothing: said once, until it speaks again. */
export async function unheard(ports: StockPorts, store: string, since: Instant | undefined): Promise<void> {
  await change<Storefront, StorefrontEvent, never>(
    ports,
    aggregate,
    keyOf(store),
    { actor: 'system' },
    {
      attempts: 32,
      decide: (head, at) =>
        head?.state.silent || (head && head.state.heardAt !== since)
          ? accept([], 'known')
          : accept(
              [{ type: 'storefront.silent', data: { at, ...(since === undefined ? {} : { since }) } }],
              'silent',
            ),
    },
  );
}
