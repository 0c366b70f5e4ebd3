import { amendmentKind } from '../../shared/amendments/aggregate.ts';
import { afterwards } from '../../shared/amendments/decide/answer.ts';
import type { AmendmentEvent } from '../../shared/amendments/events.ts';
import { evolve } from '../../shared/amendments/evolve.ts';
import type { Amendment } from '../../shared/amendments/state.ts';
import type { AggregateKey, Change, Head, HeadStore, Part, PartName } from '../../shared/kernel/head.ts';
import { storeId } from '../../shared/kernel/brand.ts';
import { keyText } from '../../shared/kernel/item.ts';
import type { ClaimChange } from '../../shared/stock/level/events.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import type { Bug } from './bug.ts';
import { altering, FaultyStore, named, without } from './faulty-store.ts';

/** Changes that are taken for written and are not. */
const unwritten = (kind: string, which: (change: Change<unknown>) => boolean) => (): MemoryHeadStore =>
  new FaultyStore((change, store) =>
    change.key.kind === kind && which(change) ? Promise.resolve('committed') : store.sound(change),
  );

/** Of an order's key the shop is left out. */
class OneShopStore extends MemoryHeadStore implements HeadStore {
  #of(key: AggregateKey): AggregateKey {
    return key.kind === 'order' ? { ...key, store: storeId('giftexpress') } : key;
  }
  override load<State>(key: AggregateKey): Promise<Head<State> | undefined> {
    return super.load<State>(this.#of(key));
  }
  override commit<State>(change: Change<State>): Promise<'committed' | 'stale'> {
    return super.commit({ ...change, key: this.#of(change.key) });
  }
  override partsOf(names: readonly PartName[]): Promise<readonly (string | undefined)[]> {
    return super.partsOf(names.map(({ key, name }) => ({ key: this.#of(key), name })));
  }
  override putPart(key: AggregateKey, part: Part): Promise<void> {
    return super.putPart(this.#of(key), part);
  }
}

/** An SMS that was claimed is read as one that waits. */
class OftenTextingStore extends MemoryHeadStore {
  override async load<State>(key: AggregateKey): Promise<Head<State> | undefined> {
    const head = await super.load<State>(key);
    const state = head?.state as { status?: string; at?: number } | undefined;
    if (!head || key.kind !== 'notice' || !key.id.endsWith('~sms') || state?.status !== 'claimed')
      return head;
    return { ...head, state: { ...state, status: 'waiting', dueAt: state.at } as State };
  }
}
export const oftenTexting = (): MemoryHeadStore => new OftenTextingStore();

/** Words on the terms of before go on to count for those of now. */
const oldWordsCount = altering([amendmentKind], (change, { rows }) => {
  const [first, ...others] = change.events as AmendmentEvent[];
  if (first?.type !== 'amendment.assessed' || first.data.round < 2) return change;
  const { at, approvals } = first.data;
  const said = approvals.map((one) => ({ ...one, by: 'elena', at, asked: at }));
  const event: AmendmentEvent = { ...first, data: { ...first.data, approvals: said } };
  const before = rows.get(keyText(change.key))?.change.state as Amendment;
  const events = [event, ...afterwards(evolve(before, event), at)];
  return {
    ...change,
    events: others.length > 0 ? change.events : events,
    state: others.length > 0 ? change.state : events.reduce(evolve, before),
  };
});

/** A series remembers another number than it gave. */
const numbered = (by: number) =>
  altering(['series'], (change) => ({
    ...change,
    state: { last: (change.state as { last: number }).last + by },
  }));

/** Bugs that the life of late changes has to find. */
export const plantedAmendments: readonly { readonly name: string; readonly bug: Bug }[] = [
  { name: 'a deadline of an amendment fires a scan too early', bug: { ahead: 60_000 } },
  { name: 'an order’s key is without its store', bug: { store: () => new OneShopStore() } },
  { name: 'words on other terms count', bug: { store: oldWordsCount } },
  {
    name: 'a number is taken twice',
    bug: { store: numbered(-1) },
  },
  {
    name: 'a number is left out',
    bug: { store: numbered(1) },
  },
  {
    name: 'a number is taken and its paper not kept',
    bug: { store: without('series', named('document#', 'put')) },
  },
  {
    name: 'an order’s hold is not released',
    bug: {
      store: unwritten('order', ({ events }) => events.every(({ type }) => type === 'order.hold-released')),
    },
  },
  {
    name: 'what was set aside is not given back',
    bug: {
      store: unwritten('stock', ({ events }) =>
        events.some(
          ({ type, data }) =>
            type === 'stock.claimed' &&
            (data['claims'] as readonly ClaimChange[]).some(
              ({ owner, quantity }) => owner.startsWith('amendment/') && quantity === 0,
            ),
        ),
      ),
    },
  },
];
