import { describe, expect, it } from 'vitest';
import {
  type Case,
  caseAggregate,
  type CaseEvent,
  caseId,
  caseKey,
  type Choice,
  type Decided,
  decisionOf,
  offerOf,
} from '../../shared/backorders/case.ts';
import { days, plus } from '../../shared/time/instant.ts';
import { on } from '../orders/given.ts';

const [mon8, mon9, mon10, tue, wed] = [
  on('Mon 08:00'),
  on('Mon 09:00'),
  on('Mon 10:00'),
  on('Tue 08:00'),
  on('Wed 08:00'),
];
const lines = [{ lineId: '1', sku: 'COAT', lacking: 2 }];
const fewer = [{ lineId: '1', sku: 'COAT', lacking: 1 }];
const base = { orderId: 'ES-1', openedAt: mon8, lines, round: 1 };
const gathering: Case = { ...base, round: 0, status: 'gathering', askAt: mon9 };
const asked = { ...base, status: 'asked', offer: 'offer#a.1', askedAt: mon9, deadline: wed } as const;
const choice: Choice = { lines: [{ lineId: '1', choice: 'wait' }], rest: 'ship-now' };
const decision: Decided = { offer: 'offer#a.1', choice, by: 'customer', decidedAt: mon10, waitUntil: wed };
const { waitUntil: _, ...undated } = decision;
const decided: Case = { ...base, status: 'decided', ...decision };
const waiting: Case = { ...base, status: 'waiting', ...decision };
const closed: Case = { ...base, status: 'closed', at: tue, how: 'chosen', decided: decision };
const event = (type: string, data: object): CaseEvent =>
  ({ type: `backorder.${type}`, data: { orderId: 'ES-1', ...data } }) as CaseEvent;
const evolve = caseAggregate.evolve;

describe('a case, after what happened', () => {
  it.each<[string, Case | undefined, CaseEvent, Case]>([
    ['gathers', undefined, event('opened', { lines, askAt: mon9, at: mon8 }), gathering],
    ['lacks less: the question stays', asked, event('changed', { lines: fewer }), { ...asked, lines: fewer }],
    [
      'lacks more: it gathers anew, and the question is gone',
      asked,
      event('changed', { lines: fewer, askAt: tue }),
      { ...base, lines: fewer, status: 'gathering', askAt: tue },
    ],
    [
      'is asked',
      gathering,
      event('asked', { round: 1, offer: 'offer#a.1', askedAt: mon9, deadline: wed }),
      asked,
    ],
    [
      'is asked, with a reminder to come',
      gathering,
      event('asked', { round: 1, offer: 'offer#a.1', askedAt: mon9, deadline: wed, remindAt: tue }),
      { ...asked, remindAt: tue },
    ],
    ['is reminded once', { ...asked, remindAt: tue }, event('reminded', { at: tue, round: 1 }), asked],
    ['is not reminded when it is decided', decided, event('reminded', { at: tue, round: 1 }), decided],
    ['is decided', asked, event('decided', { round: 1, ...decision }), decided],
    [
      'is decided without a date, anew, and what was before is gone',
      waiting,
      event('decided', { round: 2, ...undated }),
      { ...base, round: 2, status: 'decided', ...undated },
    ],
    ['waits, when it is done', decided, event('applied', { waits: true, at: tue, round: 1 }), waiting],
    ['is closed, when it is done', decided, event('applied', { waits: false, at: tue, round: 1 }), closed],
    ['is done once', waiting, event('applied', { waits: false, at: tue, round: 1 }), waiting],
    [
      'is closed before anybody has decided',
      { ...asked, remindAt: tue },
      event('closed', { at: tue, how: 'covered', asked: true, round: 1 }),
      { ...base, status: 'closed', at: tue, how: 'covered' },
    ],
    [
      'is closed with what was decided',
      { ...base, status: 'waiting', ...undated },
      event('closed', { at: tue, how: 'overtaken', asked: true, round: 1 }),
      { ...base, status: 'closed', at: tue, how: 'overtaken', decided: undated },
    ],
    [
      'is taken back: it is asked anew, at once',
      closed,
      event('undone', { at: wed, round: 1 }),
      { ...base, status: 'gathering', askAt: wed },
    ],
    [
      'has waited in vain, and has no date to wait for',
      waiting,
      event('wait-missed', { at: wed }),
      { ...base, status: 'waiting', ...undated },
    ],
    ['waits no more', closed, event('wait-missed', { at: wed }), closed],
  ])('%s', (_, before, happened, after) => {
    expect(evolve(before, happened)).toStrictEqual(after);
  });

  it('nothing comes before it is opened', () => {
    expect(() => evolve(undefined, event('reminded', { at: tue, round: 1 }))).toThrow(
      'backorder.reminded before backorder.opened',
    );
  });
});

describe('a case, as it is kept', () => {
  const due = (state: Case) => caseAggregate.due(state);
  it('is looked at when something is due', () => {
    expect(due(gathering)).toEqual({ kind: 'follow-up', at: mon9 });
    expect(due(asked)).toMatchObject({ at: wed });
    expect(due({ ...asked, remindAt: tue })).toMatchObject({ at: tue });
    expect(due({ ...asked, deadline: mon10, remindAt: tue })).toMatchObject({ at: mon10 });
    expect(due(waiting)).toMatchObject({ at: wed });
    expect([due({ ...base, status: 'waiting', ...undated }), due(decided), due(closed)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is listed with the open or the closed ones of its shop, and kept 400 days when it is over', () => {
    const key = caseKey('shop', caseId('ES-1', 2));
    expect(key).toEqual({ store: 'shop', kind: 'backorder', id: 'ES-1~2' });
    expect(caseAggregate.kind).toBe('backorder');
    const list = (sort: string) => ({ list: { partition: 'shop#backorder', sort } });
    expect(caseAggregate.indexes?.(key, waiting)).toEqual(list('open#2026-11-16T08:00:00.000Z'));
    expect(caseAggregate.indexes?.(key, closed)).toEqual(list('closed#2026-11-16T08:00:00.000Z'));
    expect(caseAggregate.expires?.(closed)).toBe(plus(tue, days(400)));
    expect(caseAggregate.expires?.(waiting)).toBeUndefined();
  });

  it('tells what was decided, and what was offered, also when it is over', () => {
    expect([gathering, asked, closed].map(decisionOf)).toEqual([undefined, undefined, decision]);
    expect(decisionOf(waiting)).toBe(waiting);
    const withoutWord: Case = { ...base, status: 'closed', at: tue, how: 'covered' };
    expect([gathering, asked, waiting, closed, withoutWord].map(offerOf)).toEqual([
      undefined,
      'offer#a.1',
      'offer#a.1',
      'offer#a.1',
      undefined,
    ]);
  });
});
