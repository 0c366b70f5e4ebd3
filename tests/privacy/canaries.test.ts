import { beforeAll, expect, it } from 'vitest';
import { digits, mark, peoplesStory } from './story.ts';

type Story = Awaited<ReturnType<typeof peoplesStory>>;
let story: Story;
beforeAll(async () => {
  story = await peoplesStory();
});

/** Hashes and salts have so many characters, and any three of them somewhere; nothing that people write has. */
const hashes = /(?<![\w-])[\w-]{19,32}(?![\w-])/g;

/** Does a person show in it, however it is nested or written? */
const shows = (what: unknown): boolean => {
  const text = (JSON.stringify(what) ?? '').replace(hashes, '').toLowerCase();
  return text.includes(mark) || text.includes(digits);
};
const persons = (all: readonly unknown[]): unknown[] => all.filter(shows);

it('the search finds a person where there is one: in what customers are sent', () => {
  const mails = story.after.mails.filter(({ tags }) => tags.role === undefined);
  expect(mails.length).toBeGreaterThan(10);
  expect(persons(mails).length).toBe(mails.length);
  expect(shows({ to: [`+40${digits}`] })).toBe(true);
});

it('the story went deep: customers, staff, stock, backorders, refunds and the storefront heard of it', () => {
  const types = new Set(story.after.published.map(({ type }) => type));
  for (const type of [
    'order.placed',
    'order.held',
    'order.stalled',
    'order.stall-acknowledged',
    'order.checklist-item-ticked',
    'order.delay-expected',
    'backorder.asked',
    'backorder.decided',
    'refund.opened',
    'stock.drift-detected',
    'stock.drift-closed',
    'notice.sent',
    'amendment.applied',
    'amendment.withdrawn',
    'document.issued',
    'webhook.delivered',
  ])
    expect([...types]).toContain(type);
  expect(story.after.posts.length).toBeGreaterThan(5);
  expect(story.after.staff.length).toBeGreaterThan(3);
  expect(story.logged.length).toBeGreaterThan(15);
});

it('no event shows a person', () => {
  expect(persons(story.after.published)).toEqual([]);
});

it('no timeline as it is kept shows a person', () => {
  expect(persons(story.kept)).toEqual([]);
});

it('no line of a log shows a person', () => {
  expect(persons(story.logged)).toEqual([]);
});

it('nothing that goes to the storefront or to staff shows a person', () => {
  expect(persons(story.after.posts)).toEqual([]);
  expect(persons(story.after.staff)).toEqual([]);
  const toStaff = story.after.mails.filter(({ tags }) => tags.role !== undefined);
  expect(toStaff.length).toBeGreaterThan(3);
  expect(persons(toStaff)).toEqual([]);
});

it('no state of anything shows a person, nor its name, its place in a list, or its receipts', () => {
  const heads = [...story.world.heads.rows.values()].map(({ key, change }) => {
    const { state, events, actor, due, indexes, receipts } = change;
    return { key, state, events, actor, due, indexes, receipts };
  });
  expect(persons(heads)).toEqual([]);
  expect(persons([...story.world.heads.parts.keys()])).toEqual([]);
});

it('persons stand in texts that lie beside a head, of these kinds and no others', () => {
  const kinds = [...story.world.heads.parts]
    .filter(shows)
    .map(([name]) => `${name.split('#')[1] ?? ''} ${/ ([a-z-]+)/.exec(name)?.[1] ?? ''}`);
  expect([...new Set(kinds)].sort()).toEqual([
    // What an item is to be like, in the words of whoever asked for it.
    'amendment assessment',
    'amendment changes',
    'amendment note',
    'bottleneck note',
    'notice message',
    'order content',
    'order note',
    'stock note',
  ]);
});
