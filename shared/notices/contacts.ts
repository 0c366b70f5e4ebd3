import { storeId } from '../kernel/brand.ts';
import { type Aggregate, change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { digest } from '../kernel/receipts.ts';
import type { Clock } from '../time/instant.ts';

/** An address that must not be written to: it does not exist, or its owner has complained. */
interface Contact {
  readonly suppressed: 'bounce' | 'complaint';
}

type ContactEvent = {
  readonly type: 'contact.suppressed';
  readonly data: { readonly reason: Contact['suppressed']; readonly orderId?: string } & Readonly<
    Record<string, unknown>
  >;
};

const aggregate: Aggregate<Contact, ContactEvent> = {
  kind: 'contact',
  evolve: (_, event) => ({ suppressed: event.data.reason }),
  due: () => undefined,
  indexes: () => ({}),
};

/** Known by its hash: the address itself is nowhere but in the order. */
const keyOf = (store: string, address: string): AggregateKey => ({
  store: storeId(store),
  kind: 'contact',
  id: digest(`${store} ${address.toLowerCase()}`, 22),
});

export async function isSuppressed(
  heads: HeadStore,
  store: string,
  address: string | undefined,
): Promise<boolean> {
  return address !== undefined && (await heads.load<Contact>(keyOf(store, address))) !== undefined;
}

/** Remembers it for good; a second report of the same address says nothing new. */
export async function suppress(
  ports: { heads: HeadStore; clock: Clock },
  store: string,
  address: string,
  reason: Contact['suppressed'],
  orderId: string | undefined,
): Promise<void> {
  await change(
    ports,
    aggregate,
    keyOf(store, address),
    { actor: 'system' },
    {
      decide: (head) =>
        head
          ? accept<ContactEvent>([], 'repeated')
          : accept<ContactEvent>(
              [
                {
                  type: 'contact.suppressed',
                  data: { reason, ...(orderId === undefined ? {} : { orderId }) },
                },
              ],
              'created',
            ),
    },
  );
}
