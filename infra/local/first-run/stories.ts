/** The three stories as steps to click, and by what it shows that a step is done. */
import { storyStart } from '../samples/story-date.ts';
import { type Facts, linkIn, mailTo } from './facts.ts';

export type StoryId = 'electrosmart' | 'fashionpoint' | 'giftexpress';

/** What a click does: the words between brackets in a step's text, in their order. */
export type Click =
  | { readonly moveTo: Date }
  | { readonly advance: string }
  /** Something that happens outside of Veghe, and that it hears of by its API. */
  | { readonly deed: 'empty-shelf' }
  | { readonly as: string; readonly next: string }
  /** A page that exists only when the story has come so far. */
  | { readonly page: string | undefined };

export interface Step {
  readonly clicks: (facts: Facts) => readonly Click[];
  /** Absent where nothing shows it: then it is done when the step after it is. */
  readonly done?: (facts: Facts) => boolean;
}

export interface Story {
  readonly id: StoryId;
  readonly people: readonly { readonly actor: string; readonly next: string }[];
  readonly steps: readonly Step[];
}

const hour = 3_600_000;
/** Twelve minutes after the limit of twenty working hours: alerts have gathered, customers have been told. */
const limitPassed = new Date(storyStart.getTime() + 48 * hour + 12 * 60_000);

const happened = ({ happened: all }: Facts, store: StoryId, type: string): readonly string[] =>
  all.get(`${store} ${type}`) ?? [];
const signedIn = (facts: Facts, store: StoryId, actor: string): boolean =>
  facts.signedIn.has(`${store}/${actor}`);

const message = (mail: { readonly id: number } | undefined): Click => ({
  page: mail && `/_local/inbox?open=${String(mail.id)}#m${String(mail.id)}`,
});

const pop = 'ion.pop@client.example';
const iancu = 'irina.iancu@client.example';
const nordica = 'birou.achizitii.nordica@client.example';

const orderGoesQuiet: Story = {
  id: 'electrosmart',
  people: [
    { actor: 'ioana', next: '/staff/stalls' },
    { actor: 'vlad', next: '/staff/stalls' },
    { actor: 'mara', next: '/v1/reports/daily' },
  ],
  steps: [
    { clicks: () => [{ moveTo: limitPassed }], done: ({ now }) => now >= limitPassed.getTime() },
    {
      clicks: () => [{ as: 'ioana', next: '/v1/reports/daily' }],
      done: (facts) => signedIn(facts, 'electrosmart', 'ioana'),
    },
    {
      clicks: () => [{ as: 'ioana', next: '/staff/stalls' }],
      done: (facts) => happened(facts, 'electrosmart', 'order.stall-acknowledged').length > 0,
    },
    {
      clicks: () => [{ as: 'ioana', next: '/staff/orders/ES-1001' }],
      done: (facts) => happened(facts, 'electrosmart', 'order.promise-revised').length > 0,
    },
    { clicks: (facts) => [message(mailTo(facts, pop, /ES-1001/))] },
  ],
};

/** The page of the coat's discrepancy, once there is one. */
const discrepancy = (facts: Facts): string => {
  const [id] = happened(facts, 'fashionpoint', 'stock.drift-detected');
  return id === undefined ? '/staff/stock' : `/staff/stock/drifts/${id}`;
};
const choice = (facts: Facts) => mailTo(facts, iancu, /nu mai este în stoc|out of stock/);

const shelfIsEmpty: Story = {
  id: 'fashionpoint',
  people: [
    { actor: 'andrei', next: '/staff/stock' },
    { actor: 'sorina', next: '/staff/stalls' },
    { actor: 'paul', next: '/staff/orders?stage=preparing' },
  ],
  steps: [
    {
      clicks: () => [{ deed: 'empty-shelf' }],
      done: (facts) => happened(facts, 'fashionpoint', 'stock.drift-detected').length > 0,
    },
    {
      clicks: (facts) => [{ as: 'andrei', next: discrepancy(facts) }],
      done: (facts) => signedIn(facts, 'fashionpoint', 'andrei'),
    },
    { clicks: () => [{ advance: 'PT1H10M' }], done: (facts) => choice(facts) !== undefined },
    {
      clicks: (facts) => [{ page: linkIn(choice(facts)) }],
      done: (facts) => happened(facts, 'fashionpoint', 'backorder.decided').length > 0,
    },
    {
      clicks: (facts) => [{ as: 'andrei', next: discrepancy(facts) }],
      done: (facts) => happened(facts, 'fashionpoint', 'stock.drift-closed').length > 0,
    },
  ],
};

const amendment = (facts: Facts): string => {
  const subject = happened(facts, 'giftexpress', 'amendment.requested').at(-1);
  return subject === undefined ? '/staff/amendments' : `/staff/amendments/${subject.replace(/^.*\//, '')}`;
};
const acceptance = (facts: Facts) => mailTo(facts, nordica, /acord|agree/i);

const oneMoreThing: Story = {
  id: 'giftexpress',
  people: [
    { actor: 'marius', next: '/staff/orders/GE-3001' },
    { actor: 'elena', next: '/staff/amendments' },
    { actor: 'dragos', next: '/staff/amendments' },
  ],
  steps: [
    {
      clicks: () => [{ as: 'marius', next: '/staff/orders/GE-3001/amendment' }],
      done: (facts) => happened(facts, 'giftexpress', 'amendment.requested').length > 0,
    },
    {
      clicks: (facts) => [{ as: 'marius', next: amendment(facts) }],
      done: (facts) => happened(facts, 'giftexpress', 'amendment.assessed').length > 0,
    },
    {
      clicks: (facts) => [
        { as: 'elena', next: amendment(facts) },
        { as: 'dragos', next: amendment(facts) },
      ],
      done: (facts) => happened(facts, 'giftexpress', 'amendment.approved').length > 1,
    },
    {
      clicks: (facts) => [{ page: linkIn(acceptance(facts)) }],
      done: (facts) => happened(facts, 'giftexpress', 'amendment.approved').length > 2,
    },
    {
      clicks: (facts) => ['paul', 'ana', 'dragos'].map((as) => ({ as, next: amendment(facts) })),
      done: (facts) => happened(facts, 'giftexpress', 'amendment.applied').length > 0,
    },
  ],
};

export const stories: readonly Story[] = [orderGoesQuiet, shelfIsEmpty, oneMoreThing];

/** How far a story is: which steps are done, and the first that is not. */
export function progress(story: Story, facts: Facts): readonly ('done' | 'next' | 'later')[] {
  const done: boolean[] = [];
  for (const { done: isDone } of [...story.steps].reverse())
    done.unshift(isDone === undefined ? (done[0] ?? false) : isDone(facts));
  const next = done.indexOf(false);
  return done.map((is, at) => (is ? 'done' : at === next ? 'next' : 'later'));
}
