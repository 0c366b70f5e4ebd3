import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadCursor } from '../../shared/kernel/cursor.ts';
import { storeId } from '../../shared/kernel/brand.ts';
import { dynamodbHeadStore } from '../../shared/kernel/dynamodb.ts';
import type { AggregateKey, Change, HeadStore } from '../../shared/kernel/head.ts';
import { usualShards } from '../../shared/kernel/shard.ts';
import { instant } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { tables } from '../support/tables.ts';

let heads: HeadStore;
let stop = async (): Promise<void> => undefined;
let ids = 0;

const key = (id: string, store = 'shop', kind = 'thing'): AggregateKey => ({
  store: storeId(store),
  kind,
  id,
});
const at = instant(Date.parse('2026-11-22T08:00:00Z'));

const changed = (
  id: string,
  expected: number,
  more: Partial<Change<{ n: number }>> = {},
): Change<{ n: number }> => ({
  key: key(id),
  expected,
  state: { n: expected + 1 },
  events: [{ type: 'thing.changed', data: { n: expected + 1 } }],
  at,
  actor: 'tester',
  indexes: {},
  receipts: [],
  ...more,
});

describe.each(['memory', 'dynamodb'] as const)('the store of aggregates: %s', (which) => {
  beforeAll(async () => {
    if (which === 'memory') {
      heads = new MemoryHeadStore();
      return;
    }
    const { client, server } = await tables();
    heads = dynamodbHeadStore(client, 'state', () => `commit-${String(++ids)}`);
    stop = () => server.stop();
  });
  afterAll(() => stop());

  it('keeps what was committed, and counts versions by changes', async () => {
    expect(await heads.load(key('a'))).toBeUndefined();
    expect(await heads.commit(changed('a', 0))).toBe('committed');
    expect(await heads.commit(changed('a', 1))).toBe('committed');
    const head = await heads.load<{ n: number }>(key('a'));
    expect(head?.version).toBe(2);
    expect(head?.state).toEqual({ n: 2 });
    expect(head?.key).toEqual(key('a'));
  });

  it('keeps records under whatever names people give, also those that every object has', async () => {
    const names = ['constructor', 'valueOf', 'toString', 'hasOwnProperty', 'prototype', 'then', 'length'];
    const places = Object.fromEntries(
      names.map((name, n) => [name, { book: n, nested: { constructor: name } }]),
    );
    const state = { n: 1, places, list: [{ constructor: 'a', absent: undefined }], at: null };
    expect(await heads.commit({ ...changed('named', 0), state } as Change<{ n: number }>)).toBe('committed');
    const read = (await heads.load<typeof state>(key('named')))!.state;
    expect(read.places).toEqual(places);
    expect(read.list).toEqual([{ constructor: 'a' }]);
    expect(Object.keys(read.places).sort()).toEqual([...names].sort());
  });

  it('refuses a change of what somebody else has changed since', async () => {
    await heads.commit(changed('b', 0));
    expect(await heads.commit(changed('b', 0))).toBe('stale');
    expect(await heads.commit(changed('b', 1))).toBe('committed');
    expect(await heads.commit(changed('b', 1))).toBe('stale');
    expect((await heads.load(key('b')))?.version).toBe(2);
  });

  it('lets one of many at once through', async () => {
    await heads.commit(changed('c', 0));
    const results = await Promise.all(Array.from({ length: 20 }, () => heads.commit(changed('c', 1))));
    expect(results.filter((result) => result === 'committed')).toHaveLength(1);
    expect((await heads.load(key('c')))?.version).toBe(2);
  });

  it('does not move the version where nothing happened', async () => {
    await heads.commit(changed('d', 0));
    const due = { kind: 'thing', at: instant(at + 1_000) };
    await heads.commit(changed('d', 1, { events: [], state: { n: 1 }, due }));
    const head = await heads.load(key('d'));
    expect(head?.version).toBe(1);
    expect(head?.due).toEqual(due);
  });

  it('hands on the link of its chain: another for each change, the same where nothing happened', async () => {
    const linkOf = async () => (await heads.load(key('chained')))?.link;
    await heads.commit(changed('chained', 0));
    const first = await linkOf();
    expect(first).toMatch(/^[\w-]{32}$/);
    await heads.commit(changed('chained', 1, { events: [], link: first }));
    expect(await linkOf()).toBe(first);
    await heads.commit(changed('chained', 1, { link: first }));
    expect(await linkOf()).toMatch(/^[\w-]{32}$/);
    expect(await linkOf()).not.toBe(first);
    // A head of before there were chains stays without one until something happens.
    await heads.commit(changed('chained', 2, { events: [], link: undefined }));
    expect(await linkOf()).toBeUndefined();
  });

  it('keeps receipts as they were given', async () => {
    const receipt = {
      keyHash: 'kkkkkkkkkkk',
      bodyHash: 'bbbbbbbbbbb',
      at,
      version: 1,
      outcome: 'created',
      id: 'a b~c',
    };
    const { id: _, ...bare } = receipt;
    await heads.commit(changed('e', 0, { receipts: [receipt, bare] }));
    expect((await heads.load(key('e')))?.receipts).toEqual([receipt, bare]);
  });

  it('keeps stores apart, and ids that look like keys', async () => {
    await heads.commit(changed('same#x', 0));
    expect(await heads.load(key('same#x', 'other'))).toBeUndefined();
    expect((await heads.load(key('same#x')))?.key).toEqual(key('same#x'));
  });

  it('loads many at once, in the order asked for, and leaves out what is not there', async () => {
    for (const id of ['m1', 'm2', 'm3']) await heads.commit(changed(id, 0));
    const found = await heads.loadMany([key('m3'), key('nothing'), key('m1')]);
    expect(found.map((head) => head.key.id)).toEqual(['m3', 'm1']);
  });

  it('finds by index, in order, page by page', async () => {
    for (const n of [3, 1, 2, 5, 4])
      await heads.commit(
        changed(`i${String(n)}`, 0, {
          indexes: { list: { partition: 'shop#things', sort: `s#${String(n)}` } },
        }),
      );
    await heads.commit(changed('i9', 0, { indexes: { list: { partition: 'other#things', sort: 's#0' } } }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await heads.find('list', 'shop#things', {}, { limit: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['i1', 'i2', 'i3', 'i4', 'i5']);
    const range = await heads.find(
      'list',
      'shop#things',
      { from: 's#2', to: 's#4', descending: true },
      { limit: 10 },
    );
    expect(range.items.map(({ id }) => id)).toEqual(['i4', 'i3', 'i2']);
  });

  it('reads a work list in order, page by page, wherever its entries lie, and out of it what has left', async () => {
    const on = (id: string, level: number, list = 'shop#work') =>
      ({ indexes: { work: { partition: list, sort: `${String(level)}#08:00#${id}` } } }) as const;
    const ids = Array.from({ length: 40 }, (_, n) => `w${String(n).padStart(2, '0')}`);
    for (const [n, id] of ids.entries()) await heads.commit(changed(id, 0, on(id, n % 2)));
    await heads.commit(changed('w99', 0, on('w99', 0, 'other#work')));
    const read = async (range: { from?: string; to?: string }) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await heads.worklist('shop#work', range, { limit: 7, cursor });
        expect(page.items.length).toBeLessThanOrEqual(7);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return seen;
    };
    const even = ids.filter((_, n) => n % 2 === 0);
    const odd = ids.filter((_, n) => n % 2 === 1);
    expect(await read({})).toEqual([...even, ...odd]);
    expect(await read({ from: '1#', to: '1#~' })).toEqual(odd);
    await heads.commit(changed('w00', 1, on('w00', 1)));
    await heads.commit(changed('w02', 1));
    expect(await read({})).toEqual([...even.slice(2), 'w00', ...odd]);
  });

  it('refuses a place on a work list that another list, or another range of it, gave', async () => {
    const on = (n: number, list: string) => ({
      indexes: { work: { partition: list, sort: `${String(n)}#p${String(n)}` } },
    });
    for (const n of [0, 1, 2]) await heads.commit(changed(`p${String(n)}`, 0, on(n, 'shop#places')));
    const { next } = await heads.worklist('shop#places', { from: '0#' }, { limit: 1 });
    const cursor = next ?? '';
    await expect(heads.worklist('shop#others', {}, { limit: 1, cursor })).rejects.toBeInstanceOf(BadCursor);
    await expect(heads.worklist('shop#places', { from: '1#' }, { limit: 1, cursor })).rejects.toBeInstanceOf(
      BadCursor,
    );
    await expect(
      heads.worklist('shop#places', {}, { limit: 1, cursor: 'bm9uc2Vuc2U' }),
    ).rejects.toBeInstanceOf(BadCursor);
  });

  it('takes an aggregate out of an index that its new state is not in', async () => {
    const list = { partition: 'shop#sparse', sort: 'x' };
    await heads.commit(changed('j', 0, { indexes: { list } }));
    await heads.commit(changed('j', 1));
    expect((await heads.find('list', 'shop#sparse', {}, { limit: 10 })).items).toEqual([]);
  });

  it('answers what is due and nothing else, oldest first', async () => {
    const late = [30, 10, 20].map((s) => instant(at - s * 1_000));
    await Promise.all(
      late.map((when, n) => heads.commit(changed(`k${String(n)}`, 0, { due: { kind: 'clock', at: when } }))),
    );
    await heads.commit(changed('k9', 0, { due: { kind: 'clock', at: instant(at + 1) } }));
    await heads.commit(changed('k8', 0, { due: { kind: 'other', at: late[0]! } }));
    const pages = await Promise.all(
      Array.from({ length: usualShards }, (_, shard) => heads.due('clock', shard, at, { limit: 10 })),
    );
    const found = pages.flatMap(({ items }) => items).sort((a, b) => a.at - b.at);
    expect(found.map(({ key: { id }, at: when }) => [id, (at - when) / 1_000])).toEqual([
      ['k0', 30],
      ['k2', 20],
      ['k1', 10],
    ]);
    for (const { items } of pages)
      expect(items.map(({ at: when }) => when)).toEqual([...items.map(({ at: when }) => when)].sort());
  });

  it('keeps texts beside an aggregate: written once, replaced, listed, removed', async () => {
    const owner = key('texts');
    expect(await heads.putPartIfAbsent(owner, { name: 'n#1', body: 'first' })).toBe(true);
    expect(await heads.putPartIfAbsent(owner, { name: 'n#1', body: 'second' })).toBe(false);
    expect(await heads.part(owner, 'n#1')).toBe('first');
    await heads.putPart(owner, { name: 'n#1', body: 'third' });
    await heads.putPart(owner, { name: 'n#2', body: 'fourth' });
    await heads.putPart(owner, { name: 'o#1', body: 'elsewhere' });
    const page = await heads.partsBetween(owner, 'n#', 'n#~', { limit: 10 });
    expect(page.items).toEqual([
      { name: 'n#1', body: 'third' },
      { name: 'n#2', body: 'fourth' },
    ]);
    await heads.deletePart(owner, 'n#1');
    expect(await heads.part(owner, 'n#1')).toBeUndefined();
  });

  it('writes the texts of a change with it', async () => {
    await heads.commit(changed('l', 0, { parts: [{ name: 'content#1', body: 'lines' }] }));
    expect(await heads.part(key('l'), 'content#1')).toBe('lines');
  });

  it('writes items beside a head with it or not at all', async () => {
    const marker = {
      put: { name: 'mark', body: 'm1' },
      of: key('m1', 'shop', 'movement'),
      once: true,
    } as const;
    const ledger = { put: { name: 'ledger#1', body: '+5' } };
    expect(await heads.commit(changed('t', 0, { beside: [marker, ledger] }))).toBe('committed');
    expect(await heads.part(key('t'), 'ledger#1')).toBe('+5');
    expect(await heads.part(key('m1', 'shop', 'movement'), 'mark')).toBe('m1');
    // The name is taken: neither the head nor its neighbour is written.
    const again = { put: { name: 'ledger#2', body: '+5' } };
    expect(await heads.commit(changed('t', 1, { beside: [marker, again] }))).toBe('stale');
    // Somebody was faster: the marker is not left behind.
    const other = { ...marker, of: key('m2', 'shop', 'movement') };
    expect(await heads.commit(changed('t', 0, { beside: [other] }))).toBe('stale');
    expect(await heads.load(key('t'))).toMatchObject({ version: 1, state: { n: 1 } });
    const left = [
      { key: key('t'), name: 'ledger#2' },
      { key: key('m2', 'shop', 'movement'), name: 'mark' },
      { key: key('t'), name: 'ledger#1' },
      { key: key('t'), name: 'ledger#1' },
    ];
    expect(await heads.partsOf(left)).toEqual([undefined, undefined, '+5', '+5']);
    expect(await heads.commit(changed('t', 1, { beside: [{ remove: 'ledger#1' }] }))).toBe('committed');
    expect(await heads.part(key('t'), 'ledger#1')).toBeUndefined();
  });

  it('lets one of many transactions at once through', async () => {
    await heads.commit(changed('u', 0));
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        heads.commit(changed('u', 1, { beside: [{ put: { name: `by#${String(n)}`, body: '' } }] })),
      ),
    );
    expect(results.filter((result) => result === 'committed')).toHaveLength(1);
    expect((await heads.partsBetween(key('u'), 'by#', 'by#~', { limit: 20 })).items).toHaveLength(1);
  });

  it('adds up from many hands', async () => {
    const sums = await Promise.all(Array.from({ length: 10 }, () => heads.add(key('sum'), 'n', 3, at)));
    expect(Math.max(...sums)).toBe(30);
    expect(await heads.sum(key('sum'), 'n')).toBe(30);
    expect(await heads.sum(key('sum'), 'another')).toBe(0);
  });

  it('refuses a cursor that is none', async () => {
    await heads.commit(changed('z', 0, { indexes: { list: { partition: 'shop#z', sort: '1' } } }));
    await expect(
      heads.find('list', 'shop#z', {}, { limit: 1, cursor: 'bm9uc2Vuc2U' }),
    ).rejects.toBeInstanceOf(BadCursor);
  });
});

describe('the put whose answer was lost', () => {
  it('is known by its salt', async () => {
    const { client, server } = await tables();
    // The first put is done, but its answer never arrives: the client repeats it, as the SDK does by itself.
    let repeated = false;
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const answer = await next(args);
        if (context.commandName !== 'PutItemCommand' || repeated) return answer;
        repeated = true;
        return next(args);
      },
      { step: 'finalizeRequest' },
    );
    const store = dynamodbHeadStore(client, 'state', () => `once-${String(++ids)}`);
    expect(await store.commit(changed('lost', 0))).toBe('committed');
    expect(repeated).toBe(true);
    expect((await store.load(key('lost')))?.version).toBe(1);
    await server.stop();
  });
});

it('takes no cursor of another range of the same list', async () => {
  const { client, server } = await tables();
  try {
    const store = dynamodbHeadStore(client, 'state', () => `commit-${String(++ids)}`);
    for (const [id, sort] of [
      ['1', 'preparing#1'],
      ['2', 'preparing#2'],
      ['3', 'shipped#1'],
    ] as const)
      await store.commit(changed(id, 0, { indexes: { list: { partition: 'shop#order', sort } } }));
    const stage = (name: string) => ({ from: `${name}#`, to: `${name}#~` });
    const { next } = await store.find('list', 'shop#order', stage('preparing'), { limit: 1 });
    const page = { limit: 1, cursor: next ?? '' };
    expect((await store.find('list', 'shop#order', stage('preparing'), page)).items).toHaveLength(1);
    await expect(store.find('list', 'shop#order', stage('shipped'), page)).rejects.toBeInstanceOf(BadCursor);
  } finally {
    await server.stop();
  }
});
