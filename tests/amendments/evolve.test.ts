import { describe, expect, it } from 'vitest';
import type { AmendmentEvent } from '../../shared/amendments/events.ts';
import { evolve } from '../../shared/amendments/evolve.ts';
import type { Amendment } from '../../shared/amendments/state.ts';
import {
  assessedOnce,
  base,
  eleven,
  endedAs,
  event,
  nine,
  noon,
  party,
  ten,
  terms,
  waitingFor,
  withTasks,
} from './whole.ts';

/** The state of before, what happened, the whole state of after. */
type Case = readonly [what: string, before: Amendment | undefined, event: AmendmentEvent, after: Amendment];
const cases = (name: string, all: readonly Case[]): void => {
  describe(name, () => {
    it.each(all)('%s', (_, before, happened, after) => {
      expect(evolve(before, happened)).toStrictEqual(after);
    });
  });
};

const asks = { amendmentId: 'A1', requestedBy: 'marius', changes: 'changes#a.1', stage: 'preparing' };
/** Everything that must not outlive the assessment it belongs to. */
const used = {
  agreed: ten,
  lookAt: ten,
  escalated: true,
  approvals: [party('finance', 1, { by: 'dragos', at: ten })],
  tasks: [{ department: 'packing', state: 'done' }],
} as const;

cases('an amendment that is requested', [
  ['waits to be assessed', undefined, event('requested', nine, asks), base],
  [
    'keeps for whom it was; a note lies beside',
    undefined,
    event('requested', nine, { ...asks, onBehalfOf: 'elena', note: 'note#1' }),
    { ...base, onBehalfOf: 'elena' },
  ],
  [
    'waits behind another of its order',
    { ...base, round: 1 },
    event('queued', ten, { behind: 'A0', lookAt: eleven }),
    { ...base, round: 1, lookAt: eleven },
  ],
]);

const assessment = { round: 2, changes: 'changes#b.1', terms, unpriced: [] };
const anew = { ...base, round: 2, changes: 'changes#b.1', terms, since: eleven };
const all = [party('finance', 1), party('supervisor', 1), party('customer', 9)];
cases('an assessment', [
  [
    'without all prices waits for the quote, and asks nobody else before it is there',
    { ...base, ...used },
    event('assessed', eleven, { ...assessment, approvals: all, unpriced: ['2'] }),
    { ...anew, status: 'awaiting-quote' },
  ],
  [
    'asks those of the first step, all of them now; what was said on other terms is gone',
    { ...base, ...used },
    event('assessed', eleven, { ...assessment, approvals: all }),
    {
      ...anew,
      status: 'awaiting-approval',
      approvals: [party('finance', 1, { asked: eleven }), party('supervisor', 1, { asked: eleven }), all[2]!],
    },
  ],
  [
    'asks the customer where nobody else has a say',
    base,
    event('assessed', eleven, { ...assessment, approvals: [party('customer', 9)] }),
    { ...anew, status: 'awaiting-customer', approvals: [party('customer', 9, { asked: eleven })] },
  ],
  [
    'in which customer and finance are asked together waits for the shop',
    base,
    event('assessed', eleven, { ...assessment, approvals: [party('customer', 1), party('finance', 1)] }),
    {
      ...anew,
      status: 'awaiting-approval',
      approvals: [party('customer', 1, { asked: eleven }), party('finance', 1, { asked: eleven })],
    },
  ],
  [
    'that nobody need agree to waits for its departments',
    base,
    event('assessed', eleven, { ...assessment, approvals: [] }),
    { ...anew, status: 'awaiting-departments' },
  ],
  [
    'of other terms while words are waited for goes on waiting',
    waitingFor(party('finance', 1, { asked: ten })),
    event('assessed', eleven, { ...assessment, approvals: [party('finance', 1)] }),
    {
      ...anew,
      status: 'awaiting-approval',
      since: ten,
      approvals: [party('finance', 1, { asked: eleven })],
    },
  ],
]);

cases('what is set aside and quoted', [
  [
    'is written down by its name',
    assessedOnce,
    event('reserved', ten, { reserves: 'r1' }),
    { ...assessedOnce, reserved: 'r1' },
  ],
  [
    'changes the terms and nobody’s word',
    waitingFor(party('finance', 1)),
    event('supply-changed', ten, { terms: { ...terms, reserves: 'r2' } }),
    { ...waitingFor(party('finance', 1)), terms: { ...terms, reserves: 'r2' } },
  ],
  [
    'a quote sends it back to assessment',
    { ...assessedOnce, ...used, status: 'awaiting-quote' },
    event('quoted', eleven, { lineId: '2', by: 'paul', quotes: 'quotes#a.1' }),
    { ...assessedOnce, since: eleven, quotes: 'quotes#a.1' },
  ],
  [
    'so does one that no longer holds, and it is gone',
    { ...waitingFor(party('finance', 1)), ...used, quotes: 'quotes#a.1' },
    event('quote-lapsed', eleven, { validUntil: eleven }),
    { ...assessedOnce, since: eleven },
  ],
]);

const [finance, supervisor] = [party('finance', 1, { asked: ten }), party('supervisor', 2)];
cases('a word', [
  [
    'of the last of a step asks those of the next',
    waitingFor(finance, supervisor),
    event('approved', eleven, { party: 'finance', by: 'ana', standsFor: 'dragos', note: 'n', hash: 'h1' }),
    waitingFor(
      { ...finance, by: 'ana', standsFor: 'dragos', note: 'n', at: eleven },
      { ...supervisor, asked: eleven },
    ),
  ],
  [
    'of one of several leaves the others asked since when they were',
    waitingFor(finance, { ...supervisor, step: 1, asked: ten }),
    event('approved', eleven, { party: 'finance', by: 'dragos', hash: 'h1' }),
    waitingFor({ ...finance, by: 'dragos', at: eleven }, { ...supervisor, step: 1, asked: ten }),
  ],
  [
    'of the last of the shop asks the customer',
    waitingFor(finance, party('customer', 9)),
    event('approved', eleven, { party: 'finance', by: 'dragos', hash: 'h1' }),
    {
      ...waitingFor({ ...finance, by: 'dragos', at: eleven }, party('customer', 9, { asked: eleven })),
      status: 'awaiting-customer',
      since: eleven,
    },
  ],
  [
    'of the customer is kept for the end',
    { ...waitingFor(party('customer', 9, { asked: ten })), status: 'awaiting-customer' },
    event('approved', eleven, { party: 'customer', by: 'customer', hash: 'h1' }),
    {
      ...waitingFor(party('customer', 9, { asked: ten, by: 'customer', at: eleven })),
      status: 'awaiting-departments',
      since: eleven,
      customer: 'accepted',
    },
  ],
  [
    'for an alternative, with its date',
    { ...waitingFor(party('customer', 9)), ...used },
    event('alternative-chosen', eleven, {
      alternative: 'part-later',
      changes: 'changes#c.1',
      gross: 130_000,
      promisedAt: noon,
    }),
    {
      ...assessedOnce,
      since: eleven,
      changes: 'changes#c.1',
      chosen: { id: 'part-later', gross: 130_000, promisedAt: noon },
      customer: 'accepted',
    },
  ],
  [
    'for an alternative without one',
    waitingFor(party('customer', 9)),
    event('alternative-chosen', eleven, { alternative: 'other-date', changes: 'changes#c.1', gross: 0 }),
    {
      ...assessedOnce,
      since: eleven,
      changes: 'changes#c.1',
      chosen: { id: 'other-date', gross: 0 },
      customer: 'accepted',
    },
  ],
  [
    'that is refused changes nothing',
    waitingFor(finance),
    event('word-refused', eleven, { by: 'marius', why: 'own-request' }),
    waitingFor(finance),
  ],
]);

const [packing, billing] = [
  { department: 'packing', state: 'open' },
  { department: 'billing', state: 'open' },
] as const;
cases('who is asked, reminded and called for', [
  [
    'the customer by the terms',
    assessedOnce,
    event('customer-asked', ten, { hash: 'h1' }),
    { ...assessedOnce, askedOf: 'h1' },
  ],
  [
    'who is reminded, and nobody else',
    waitingFor(finance, supervisor),
    event('reminded', ten, { party: 'finance' }),
    waitingFor({ ...finance, reminded: true }, supervisor),
  ],
  [
    'for whom somebody is called',
    waitingFor(finance, supervisor),
    event('escalated', ten, { party: 'finance', role: 'supervisor' }),
    waitingFor({ ...finance, escalated: true }, supervisor),
  ],
  [
    'for a quote',
    { ...assessedOnce, status: 'awaiting-quote' },
    event('escalated', ten, { department: 'quote', role: 'supervisor' }),
    { ...assessedOnce, status: 'awaiting-quote', escalated: true },
  ],
  [
    'for a department',
    withTasks(packing, billing),
    event('escalated', ten, { department: 'billing', role: 'supervisor' }),
    withTasks(packing, { ...billing, escalated: true }),
  ],
]);

cases('tasks', [
  [
    'are opened',
    waitingFor(),
    event('tasks-opened', eleven, { tasks: [packing] }),
    { ...withTasks(packing), since: eleven },
  ],
  [
    'are taken, with a note',
    withTasks(packing, billing),
    event('task-acknowledged', eleven, { department: 'packing', by: 'ana', note: 'n' }),
    withTasks({ ...packing, state: 'acknowledged', by: 'ana', at: eleven, note: 'n' }, billing),
  ],
  [
    'are done',
    withTasks(packing, billing),
    event('task-done', eleven, { department: 'billing', by: 'dragos' }),
    withTasks(packing, { ...billing, state: 'done', by: 'dragos', at: eleven }),
  ],
  [
    'that are refused send it back, with that fact',
    { ...withTasks(packing, billing), refusedBy: ['billing'] },
    event('task-refused', eleven, { department: 'packing', by: 'ana' }),
    { ...assessedOnce, since: eleven, refusedBy: ['billing', 'packing'] },
  ],
  [
    'that are refused a second time by the same are one fact',
    { ...withTasks(packing), refusedBy: ['packing'] },
    event('task-refused', eleven, { department: 'packing', by: 'ana' }),
    { ...assessedOnce, since: eleven, refusedBy: ['packing'] },
  ],
  [
    'that are refused a first time are the first fact',
    withTasks(packing),
    event('task-refused', eleven, { department: 'packing', by: 'ana' }),
    { ...assessedOnce, since: eleven, refusedBy: ['packing'] },
  ],
]);

const agreed = { ...withTasks(), agreed: ten, lookAt: ten, escalated: true } as const;
const took = 3_600_000;
cases('the end', [
  [
    'all have agreed: since then, and since the tasks were opened',
    withTasks({ ...packing, state: 'done' }),
    event('agreed', eleven),
    { ...withTasks({ ...packing, state: 'done' }), agreed: eleven },
  ],
  [
    'the order has changed meanwhile: back to assessment',
    { ...assessedOnce, ...used, status: 'awaiting-departments' },
    event('order-changed', eleven),
    { ...assessedOnce, since: eleven },
  ],
  [
    'it is applied, as a revision',
    agreed,
    event('applied', eleven, { revision: 3, gross: 1, net: 1, margin: null, verdict: 'fits', took }),
    endedAs('applied', { revision: 3 }),
  ],
  [
    'it is declined, by whom and why',
    agreed,
    event('declined', eleven, { party: 'finance', by: 'dragos', why: 'silence', took }),
    endedAs('declined', { why: 'silence', by: 'dragos' }),
  ],
  [
    'it is taken back; the reason is the timeline’s',
    agreed,
    event('withdrawn', eleven, { by: 'marius', why: 'typo', took }),
    endedAs('withdrawn'),
  ],
  [
    'it lapses, and why',
    agreed,
    event('expired', eleven, { why: 'queue', waitedFor: [], took }),
    endedAs('expired', { why: 'queue' }),
  ],
  [
    'what was held is let go, and it ended when it ended',
    endedAs('withdrawn'),
    event('released', noon),
    endedAs('withdrawn', { released: true }),
  ],
  [
    'and stays so',
    endedAs('expired', { why: 'queue', released: true }),
    event('settled', noon),
    endedAs('expired', { why: 'queue', released: true, settled: true }),
  ],
]);

it('nothing comes before the request', () => {
  expect(() => evolve(undefined, event('agreed', ten))).toThrow(
    'amendment.agreed before amendment.requested',
  );
});

it('nothing that has ended is opened again, however it ended', () => {
  for (const status of ['applied', 'declined', 'withdrawn', 'expired'] as const)
    for (const happened of [event('reserved', noon, { reserves: 'r1' }), event('agreed', noon)])
      expect(() => evolve(endedAs(status), happened)).toThrow('amendment A1 has ended');
});
