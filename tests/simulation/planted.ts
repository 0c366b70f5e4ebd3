import type { Bug } from './bug.ts';
import {
  altering,
  early,
  ForgetfulStore,
  named,
  torn,
  unconditional,
  unsaid,
  without,
} from './faulty-store.ts';
import { lived, type LifeName } from './lives.ts';
import { oftenTexting, plantedAmendments } from './planted-amend.ts';

/** A bug, and which of the simulations has to find it. */
export interface Planted {
  readonly name: string;
  readonly in: LifeName;
  readonly bug: Bug;
}

const orders = (name: string, bug: Bug): Planted => ({ name, in: 'orders', bug });
const stock = (name: string, bug: Bug): Planted => ({ name, in: 'stock', bug });

export const planted: readonly Planted[] = [
  orders('orders are written without their condition', { store: unconditional('order') }),
  orders('notices are written without their condition', { store: unconditional('notice') }),
  orders('events leave before the write that may be refused', { store: early() }),
  orders('an order is read from a cache that is one change old', {
    store: () => new ForgetfulStore('order', 'read'),
  }),
  orders('a stall is written and its event is not', { store: unsaid('order', 'order.stalled') }),
  orders('a change of stage is written and its event is not', {
    store: unsaid('order', 'order.stage-changed'),
  }),
  orders('the last event of each change is kept twice', {
    store: altering(['order'], (change) => ({
      ...change,
      events: [...change.events, ...change.events.slice(-1)],
    })),
  }),
  orders('an e-mail leaves twice for one claim', { mails: 2 }),
  orders('an e-mail goes to another person’s address', {
    redirects: (mail) => ({ ...mail, to: mail.to.startsWith('ana') ? 'ion.pop@example.com' : mail.to }),
  }),
  orders('an e-mail of one shop bears the name of another', {
    redirects: (mail) => ({ ...mail, tags: { ...mail.tags, store: 'electrosmart' } }),
  }),
  orders('e-mails go past the circuit while the account is paused', { ungated: true }),
  orders('every message that waits is a probe', {
    store: altering(['circuit'], (change) => ({
      ...change,
      state: { ...(change.state as object), probedAt: 0 },
    })),
  }),
  orders('an attempt is used up behind an open circuit', {
    store: altering(['notice', 'staff-message'], (change) => ({
      ...change,
      events: change.events.map((event) =>
        event.data['why'] === 'stopped'
          ? { ...event, data: { ...event.data, attempts: Number(event.data['attempts']) + 1 } }
          : event,
      ),
    })),
  }),
  orders('the second shop’s message to a mailbox is taken for sent', {
    store: altering(['staff-message'], (change) =>
      change.key.store.endsWith('-outlet')
        ? {
            ...change,
            state: { ...(change.state as object), status: 'sent', at: change.at },
            due: undefined,
          }
        : change,
    ),
  }),
  orders('the words of a message to staff are not kept', {
    store: () => new ForgetfulStore('staff-message', 'once'),
  }),
  orders('a digest is noted as sent and opens no message', {
    store: altering(['staff-message'], (change) => ({
      ...change,
      key: { ...change.key, kind: 'lost' },
    })),
  }),
  orders('the relay leaves a kind of event out of the timeline', {
    loses: ({ type }, on) => on === 'timeline' && type === 'notice.sent',
  }),
  orders('nobody is given the word of delay', {
    loses: ({ type }, on) => on === 'queue' && type === 'order.delay-expected',
  }),
  orders('what staff were told is not noted', { store: () => new ForgetfulStore('told', 'put') }),
  orders('a deadline fires a scan too early', { ahead: 60_000 }),
  orders('an SMS that was claimed is claimed again', { store: oftenTexting }),
  orders('a change does not carry on the chain of those before it', {
    store: altering(['order'], ({ link: _, ...change }) => change),
  }),
  orders('what is to be sent to the storefront is not kept', {
    store: () => new ForgetfulStore('webhook', 'once'),
  }),
  orders('an erasure leaves the words of messages', {
    store: () => new ForgetfulStore('notice', 'delete'),
  }),
  orders('an erasure leaves what was typed in the timeline', { remembers: true }),
  orders('a delivery is closed though the storefront did not take it', {
    store: altering(['webhook'], (change) =>
      (change.state as { status: string }).status === 'waiting' && change.expected > 0
        ? { ...change, state: { ...(change.state as object), status: 'delivered' }, due: undefined }
        : change,
    ),
  }),
  stock('articles are written without their condition', { store: unconditional('stock') }),
  stock('backorders are written without their condition', { store: unconditional('backorder') }),
  stock('the ledger’s entry is not written', { store: without('stock', named('ledger#', 'put')) }),
  stock('a claim is not written with the sums', { store: without('stock', named('claim#', 'put')) }),
  stock('a claim that is over is not taken away', { store: without('stock', named('claim#', 'remove')) }),
  stock('what lies beside is written though the head was refused', { store: torn() }),
  stock('an article is read from a cache that is one change old', {
    store: () => new ForgetfulStore('stock', 'read'),
  }),
  stock('a movement’s marker is written without `once`', {
    store: altering(['stock'], (change) => ({
      ...change,
      beside: (change.beside ?? []).map((item) => {
        if (!('put' in item)) return item;
        const { once: _, ...again } = item;
        return again;
      }),
    })),
  }),
  stock('a movement’s event is not kept', { store: unsaid('stock', 'stock.moved') }),
  stock('a claim’s event is not kept', { store: unsaid('stock', 'stock.claimed') }),
  stock('each refund has a name of its own', {
    store: altering(['refund'], (change, { rows }) => ({
      ...change,
      expected: 0,
      key: { ...change.key, id: `${change.key.id}~${String(rows.size)}` },
    })),
  }),
  stock('a cancelled order’s end is not heard of', {
    loses: ({ type }, on) => on === 'queue' && type === 'order.closed',
  }),
  stock('a message comes once, also where its consumer died', { forgets: true }),
  stock('the sums are one piece off', {
    store: altering(['stock'], (change) => ({
      ...change,
      state: {
        ...(change.state as object),
        allocated: (change.state as { allocated: number }).allocated + 1,
      },
    })),
  }),
  {
    name: 'a client whose serialization failed is used again',
    in: 'poison',
    bug: { bareClients: true },
  },
  ...plantedAmendments.map((one) => ({ ...one, in: 'amendments' as const })),
];

export interface Found {
  readonly name: string;
  readonly in: Planted['in'];
  /** The first seed that finds it, and the first thing that it finds; undefined where none of them does. */
  readonly seed?: number;
  readonly by?: string;
}

/** Runs a house with one bug in it, seed after seed, until an invariant finds it. */
export async function find({ name, in: where, bug }: Planted, seeds: number): Promise<Found> {
  for (let seed = 1; seed <= seeds; seed++) {
    const { faults } = await lived(where)(seed, { bug });
    if (faults[0] !== undefined) return { name, in: where, seed, by: faults[0] };
  }
  return { name, in: where };
}
