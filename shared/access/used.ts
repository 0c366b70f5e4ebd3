import type { Aggregate } from '../kernel/commit.ts';
import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import { type Clock, days, type Duration, type Instant, minutes, plus } from '../time/instant.ts';
import { accessKey, type AccessStore } from './access-store.ts';

/** When a credential or a session was last used, to within a quarter of an hour: not every request is a write. */
interface Used {
  readonly at: Instant;
}
type UsedEvent = { readonly type: 'access.used'; readonly data: { readonly at: Instant } };

export const usedEvery = minutes(15);
/** Longer than any session; a credential that is idle for longer shows no last use. */
const keptFor = days(400);

const aggregate: Aggregate<Used, UsedEvent> = {
  kind: 'used',
  evolve: (_, { data }) => data,
  due: () => undefined,
  indexes: () => ({}),
  expires: ({ at }) => plus(at, keptFor),
};

interface Ports {
  readonly access: AccessStore;
  readonly clock: Clock;
}

export const lastUsed = async ({ access }: Ports, store: string, id: string): Promise<Instant | undefined> =>
  (await access.load<Used>(accessKey(store, 'used', id)))?.state.at;

/** Notes the use. However many notice at once, one write is made in a quarter of an hour, or as often as is said. */
export async function noteUse(
  { access, clock }: Ports,
  store: string,
  id: string,
  every: Duration = usedEvery,
): Promise<void> {
  await change(
    { heads: access, clock },
    aggregate,
    accessKey(store, 'used', id),
    { actor: 'system' },
    {
      decide: (head, at) =>
        head && at < plus(head.state.at, every)
          ? accept<UsedEvent>([], 'recent')
          : accept<UsedEvent>([{ type: 'access.used', data: { at } }], 'noted'),
    },
  );
}
