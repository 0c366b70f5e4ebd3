import { describe, expect, it } from 'vitest';
import { agenda, lookAt, overdue, phaseEnd, untilOf } from '../../shared/amendments/agenda.ts';
import { fire } from '../../shared/amendments/decide/course.ts';
import type { Amendment, OpenAmendment } from '../../shared/amendments/state.ts';
import { hours, instant } from '../../shared/time/instant.ts';
import {
  accepted,
  agreed,
  assessedOnce,
  base,
  customer,
  eleven,
  endedAs,
  event,
  finance,
  noon,
  nothing,
  on,
  open,
  party,
  ten,
  terms,
  waitingFor,
  withTasks,
} from './whole.ts';

describe('what lies ahead', () => {
  /** When, and what is then said, an hour late. */
  const ahead = (amendment: Amendment) =>
    agenda(amendment).map(({ at, event: say }) => [at, say(instant(at + hours(1)))]);
  const late = (at: string, name: Parameters<typeof event>[0], data: object) => [
    on(at),
    event(name, instant(on(at) + hours(1)), data),
  ];
  const valid = { ...terms, validUntil: on('18 09:00') };
  const lapse = late('18 09:00', 'quote-lapsed', { validUntil: on('18 09:00') });

  it('of what has ended, or is agreed, is nothing', () => {
    expect([ahead(endedAs('declined')), ahead(agreed)]).toEqual([[], []]);
    // Neither a price that lapses nor a task undoes what all have agreed to.
    const tasks = [{ department: 'packing', state: 'open' }] as const;
    expect(ahead({ ...withTasks(...tasks), terms: valid, agreed: eleven })).toEqual([]);
  });

  it('of one that waits for another: a week', () => {
    expect(ahead({ ...base, since: ten })).toEqual([
      late('24 09:00', 'expired', { why: 'queue', waitedFor: [], took: hours(169) }),
    ]);
  });

  it('of a quote: a call after its time, and the end after as much again, or at the last moment of the date', () => {
    const quote: OpenAmendment = {
      ...assessedOnce,
      status: 'awaiting-quote',
      terms: { ...terms, waits: { ...terms.waits, quote: hours(3) } },
    };
    const called = late('13:00', 'escalated', { department: 'quote', role: 'supervisor' });
    const end = (at: string, took: number) =>
      late(at, 'expired', { why: 'quote', waitedFor: ['procurement'], took: hours(took) });
    expect(ahead(quote)).toEqual([called, end('16:00', 8)]);
    expect(ahead({ ...quote, escalated: true })).toEqual([end('16:00', 8)]);
    const dated = (lastMoment: string) => ({
      ...quote,
      terms: { ...quote.terms!, lastMoment: on(lastMoment) },
    });
    expect(ahead(dated('14:00'))).toEqual([called, end('14:00', 6)]);
    // The date was lost before it was asked for.
    expect(ahead(dated('10:00'))).toEqual([called, end('16:00', 8)]);
  });

  const silent = (at: string, took: number, who = 'finance') =>
    late(at, 'expired', { why: 'no-answer', waitedFor: [who], took: hours(took) });
  const reminded = (who: string) => late('12:00', 'reminded', { party: who });
  const called = (who: string, role: string) => late('14:00', 'escalated', { party: who, role });

  it('of a word: a reminder, a call, the end; for a supervisor the admin is called, for a customer nobody', () => {
    const of = (who: OpenAmendment['approvals'][number]['party'], more = {}) =>
      ahead(waitingFor(party(who, 1, { asked: ten, ...more }), customer));
    const whole = [reminded('finance'), called('finance', 'supervisor'), silent('18:00', 10)];
    expect(of('finance')).toEqual(whole);
    expect(of('finance', { asked: undefined })).toEqual(whole);
    expect(of('finance', { reminded: true })).toEqual(whole.slice(1));
    expect(of('finance', { reminded: true, escalated: true })).toEqual(whole.slice(2));
    expect(of('supervisor')[1]).toEqual(called('supervisor', 'admin'));
    expect(of('finance', { silence: 'decline' })[2]).toEqual(
      late('18:00', 'declined', { party: 'finance', by: 'system', why: 'silence', took: hours(10) }),
    );
    const his: OpenAmendment = {
      ...waitingFor({ ...customer, asked: ten }),
      status: 'awaiting-customer',
      terms: valid,
    };
    expect(ahead(his)).toEqual([reminded('customer'), silent('18:00', 10, 'customer'), lapse]);
    // Nobody is reminded or called at the end itself.
    expect(of('finance', { within: hours(4) })).toEqual([reminded('finance'), silent('14:00', 6)]);
    expect(of('finance', { within: hours(2) })).toEqual([silent('12:00', 4)]);
  });

  it('of tasks: a call for each that nobody has taken, and one end for all of them; and the price', () => {
    const tasks: OpenAmendment = {
      ...withTasks(
        { department: 'packing', state: 'open' },
        { department: 'billing', state: 'open', escalated: true },
        { department: 'logistics', state: 'acknowledged' },
      ),
      terms: valid,
    };
    const end = late('18:00', 'expired', {
      why: 'no-answer',
      waitedFor: ['packing', 'billing'],
      took: hours(10),
    });
    expect(ahead(tasks)).toEqual([
      late('14:00', 'escalated', { department: 'packing', role: 'supervisor' }),
      end,
      lapse,
    ]);
    expect(ahead(withTasks({ department: 'packing', state: 'done' }))).toEqual([]);
  });

  it('is done in its order, all that is due, each once', () => {
    const both = waitingFor(
      { ...finance, asked: ten },
      party('supervisor', 1, { asked: ten, within: hours(4) }),
    );
    expect(overdue(both, on('11:59'))).toEqual([]);
    expect(overdue(both, noon)).toEqual([
      event('reminded', noon, { party: 'finance' }),
      event('reminded', noon, { party: 'supervisor' }),
    ]);
    expect(fire(both, on('14:00'))).toStrictEqual(
      accepted(
        'fired',
        event('reminded', on('14:00'), { party: 'finance' }),
        event('reminded', on('14:00'), { party: 'supervisor' }),
        event('escalated', on('14:00'), { party: 'finance', role: 'supervisor' }),
        event('expired', on('14:00'), { why: 'no-answer', waitedFor: ['supervisor'], took: hours(5) }),
      ),
    );
    expect(fire(undefined, noon)).toStrictEqual(nothing);
  });

  it('is waited for until the rule’s time, and no longer than the date', () => {
    const until = (lastMoment?: string, asked: string | undefined = '11:00') =>
      untilOf(
        { ...finance, ...(asked === '' ? {} : { asked: on(asked) }) },
        {
          since: ten,
          terms: { ...terms, ...(lastMoment === undefined ? {} : { lastMoment: on(lastMoment) }) },
        },
      );
    expect(until()).toBe(on('19:00'));
    expect(until(undefined, '')).toBe(on('18:00'));
    expect(until('15:00')).toBe(on('15:00'));
    expect(until('20:00')).toBe(on('19:00'));
    expect(until('11:00')).toBe(on('19:00'));
    expect(phaseEnd({ ...withTasks(), terms: { ...terms, lastMoment: on('20:00') } })).toBe(on('20:00'));
    expect(phaseEnd(withTasks())).toBe(on('18:00'));
  });

  it('is looked at again: when something is due, or a minute after what may have been left undone', () => {
    expect(lookAt(base)).toBe(on('09:01'));
    expect(lookAt({ ...base, lookAt: noon })).toBe(noon);
    expect(lookAt({ ...base, lookAt: on('30 09:00') })).toBe(on('24 09:00'));
    expect(lookAt(agreed)).toBe(on('11:01'));
    expect(lookAt(open)).toBe(on('10:01'));
    expect(lookAt({ ...open, reserved: 'r1' })).toBe(noon);
    expect(lookAt({ ...withTasks(), reserved: 'r1' })).toBeUndefined();
    expect(lookAt(endedAs('expired'))).toBe(on('11:01'));
    expect(lookAt(endedAs('expired', { released: true }))).toBe(on('11:20'));
    expect(lookAt(endedAs('expired', { released: true, settled: true }))).toBeUndefined();
  });

  it('is nothing to be reckoned before there are terms', () => {
    expect(() => phaseEnd({ ...base, status: 'awaiting-quote' })).toThrow('amendment A1 is not assessed');
  });
});
