import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { expect, it } from 'vitest';
import { relay } from '../../functions/events/relay-record.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { readLink } from '../../shared/events/links.ts';
import { verify } from '../../shared/events/verify.ts';
import { storeId } from '../../shared/kernel/brand.ts';
import type { DomainEvent } from '../../shared/kernel/head.ts';
import { type Item, itemOf } from '../../shared/kernel/item.ts';
import { hours, instant, plus } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { MemoryTimeline } from '../support/memory-timeline.ts';

const key = { store: storeId('shop'), kind: 'order', id: 'A1' };
const at = instant(Date.parse('2026-11-22T08:00:00Z'));
const name = 'shop.order.A1';
const changed = (to: string, reason?: string): DomainEvent => ({
  type: 'order.stage-changed',
  data: { to, ...(reason === undefined ? {} : { reason }) },
});

/** Heads as they would be written one after the other, each with its salt. */
function heads(...changes: (readonly DomainEvent[])[]): Item[] {
  const items: Item[] = [];
  for (const events of changes) {
    const before = items.at(-1);
    const change = { key, expected: before?.version ?? 0, state: {}, events, at, actor: 'ana' };
    items.push(
      itemOf({ ...change, link: before?.link, indexes: {}, receipts: [] }, `salt-${String(items.length)}`),
    );
  }
  return items;
}

const recordOf = (now: Item, before?: Item): DynamoDBRecord => ({
  dynamodb: {
    Keys: marshall({ pk: now.pk, sk: now.sk }) as never,
    SequenceNumber: '17',
    NewImage: marshall(now, { removeUndefinedValues: true }) as never,
    ...(before ? { OldImage: marshall(before, { removeUndefinedValues: true }) as never } : {}),
  },
});

function world(now = at) {
  const published: Envelope[] = [];
  const store = new MemoryHeadStore();
  const timeline = new MemoryTimeline();
  const ports = {
    heads: store,
    timeline,
    clock: () => now,
    bus: { publish: async (events: readonly Envelope[]) => void published.push(...events) },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
  const faults = ({ version, link }: Item) =>
    verify(
      timeline.of('shop', 'order/A1').flatMap((entry) => readLink(entry, name) ?? []),
      { name, version, link, erased: false },
    ).map(({ is, entry }) => `${is} ${entry}`);
  return { ports, store, timeline, published, faults };
}

it('makes the seals again that the commit made, over changes of several events and ones without', async () => {
  const items = heads([changed('a', 'why'), changed('b')], [], [changed('c', 'why')]);
  const { ports, faults } = world();
  for (const [n, item] of items.entries()) await relay(ports, recordOf(item, items[n - 1]));
  expect(faults(items[2]!)).toEqual([]);
  // Again, and out of their order.
  await relay(ports, recordOf(items[2]!, items[1]));
  await relay(ports, recordOf(items[0]!));
  expect(faults(items[2]!)).toEqual([]);
});

it('seals nothing that a release without chains has written, and begins where the first link is', async () => {
  const [first, second] = heads([changed('a')], [changed('b')]) as [Item, Item];
  const { link: _, ...old } = first;
  const now = itemOf(
    { key, expected: 1, state: {}, events: [changed('b')], at, actor: 'ana', indexes: {}, receipts: [] },
    'salt-9',
  );
  const { ports, timeline, faults } = world();
  await relay(ports, recordOf(old));
  await relay(ports, recordOf(now, old));
  expect(timeline.of('shop', 'order/A1').map(({ seal }) => seal?.before)).toEqual([undefined, '']);
  expect(faults(now)).toEqual(['unsealed shop.order.A1.1.0']);
  expect(faults({ ...now, link: second.link! })).toContain('altered shop.order.A1.2.0');
});

it('publishes no word that somebody typed; it stands in the timeline', async () => {
  const [item] = heads([changed('a', 'doamna Pop a sunat')]) as [Item];
  const { ports, published, timeline } = world();
  await relay(ports, recordOf(item));
  expect(published.map(({ data }) => data)).toEqual([{ to: 'a' }]);
  expect(timeline.of('shop', 'order/A1')[0]?.envelope.data).toEqual({
    to: 'a',
    reason: 'doamna Pop a sunat',
  });
});

it('takes a word out again that comes an hour late, where its order was erased meanwhile', async () => {
  const [item] = heads([changed('a', 'doamna Pop a sunat')]) as [Item];
  const { ports, store, timeline } = world(plus(at, hours(2)));
  await store.commit({
    key,
    expected: 0,
    state: { erased: at },
    events: [changed('x')],
    at,
    actor: 'ana',
    indexes: {},
    receipts: [],
  });
  await relay(ports, recordOf(item));
  expect(timeline.of('shop', 'order/A1')[0]).toMatchObject({
    envelope: { data: { to: 'a' } },
    seal: { erased: { reason: expect.any(String) } },
  });
});

it('parks what it cannot read under the order that it is of, so that an erasure finds it', async () => {
  const [item] = heads([changed('a')]) as [Item];
  const { ports, store } = world();
  await relay(ports, recordOf({ ...item, events: 'unreadable' as never }));
  expect([...store.parts.keys()]).toEqual(['shop#parked#relay order#A1#17']);
});
