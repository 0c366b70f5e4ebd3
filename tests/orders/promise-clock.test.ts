import { describe, expect, it } from 'vitest';
import { answer, type Answer } from '../../shared/orders/decide/answer.ts';
import { addParcel } from '../../shared/orders/decide/parcel.ts';
import { revise } from '../../shared/orders/decide/date.ts';
import { hold, release } from '../../shared/orders/decide/hold.ts';
import { withAftermath } from '../../shared/orders/decide/aftermath.ts';
import { report } from '../../shared/orders/decide/report.ts';
import type { OrderEvent } from '../../shared/orders/events.ts';
import { instant } from '../../shared/time/instant.ts';
import { on, Story } from './given.ts';

const paid = { payment: { state: 'paid' as const, paid: 26989 } };
const promised = (at: string, more: object = {}) => {
  const story = new Story()
    .placed('Mon 08:00', { promisedAt: on(at), ...paid, ...more })
    .reported('Mon 08:00', 'preparing');
  story.take();
  return story;
};
const delays = (story: Story) =>
  story.events.flatMap((event) => (event.type === 'order.delay-expected' ? [event.data] : []));
const at = (iso: string) => instant(Date.parse(iso));
/** Scans every hour from Monday 08:00 on, for so many days. */
const wait = (story: Story, days: number) => {
  for (let hour = 1; hour <= days * 24; hour++) story.scannedAt(instant(on('Mon 08:00') + hour * 3_600_000));
  return story;
};

describe('a word of delay', () => {
  it('names a day, and counts', () => {
    const [first] = delays(wait(promised('Wed 08:00'), 3));
    expect(first).toMatchObject({ round: 1, promisedAt: on('Wed 08:00'), stay: 2 });
    expect(first!.day).toBeGreaterThan(on('Wed 22:00'));
  });

  it('comes again only when the day that was named will be missed too, and then names a later one', () => {
    const said = delays(wait(promised('Wed 08:00'), 40));
    expect(said.length).toBeGreaterThan(1);
    said.forEach(({ round }, i) => expect(round).toBe(i + 1));
    said.slice(1).forEach(({ at: now, day, p50 }, i) => {
      const before = said[i]!.day!;
      expect(p50).toBeGreaterThan(before);
      if (day !== undefined) expect(day - before).toBeGreaterThan(20 * 3_600_000);
      // Not every day: the one before stood for a while.
      expect(now - said[i]!.at).toBeGreaterThan(24 * 3_600_000);
    });
  });

  it('names no day while the order is held, and names one as soon as it is not', () => {
    const story = promised('Wed 08:00').does('Mon 09:00', (order, context) =>
      hold(order, { holdId: 'h1', reason: 'x', scope: 'order', reviewAt: on('Sun 08:00') }, context),
    );
    wait(story, 4);
    expect(delays(story)).toHaveLength(1);
    expect(delays(story)[0]).not.toHaveProperty('day');
    story.does('Fri 09:00', (order, context) => release(order, 'h1', context)).scanned('Fri 09:01');
    expect(delays(story)).toHaveLength(2);
    expect(delays(story)[1]).toMatchObject({ round: 2 });
    expect(delays(story)[1]!.day).toBeGreaterThan(on('Fri 09:00'));
  });

  it('counts on over a new promise, so that a second delay is told as a second', () => {
    const story = promised('Wed 08:00').scanned('Wed 12:00');
    expect(story.order!.late?.told?.n).toBe(1);
    story.does('Wed 13:00', (order, context) =>
      revise(order, { promisedAt: on('Fri 08:00'), reason: 'supplier', notifyCustomer: true }, context),
    );
    expect(story.order!.late).toEqual({ told: { n: 1, stay: 2 } });
    story.take();
    story.scanned('Sat 08:00');
    expect(delays(story)).toMatchObject([{ round: 2, promisedAt: on('Fri 08:00') }]);
  });

  it('is not said to who refused his parcel', () => {
    const story = promised('Wed 08:00').reported('Tue 08:00', 'shipped').reported('Tue 12:00', 'refused');
    story.take();
    expect(wait(story, 20).take()).not.toContain('delay-expected');
  });
});

describe('an answer to a delay', () => {
  const asked = (more: object = {}) => {
    const story = promised('Wed 08:00', more).scanned('Wed 12:00');
    story.take();
    return story;
  };
  const answered = (story: Story, when: string, choice: Answer['choice'], n = 1, silenceCancels = false) =>
    story.does(when, (order, context) => answer(order, { choice, n, silenceCancels }, context));
  const refusal = (story: Story, when: string, choice: Answer['choice'], n = 1) =>
    story.answer(when, (order, context) => answer(order, { choice, n, silenceCancels: false }, context));

  it('keep: the order stays as it is, and the answer with it', () => {
    const story = answered(asked(), 'Wed 13:00', 'keep');
    expect(story.take()).toEqual(['delay-answered']);
    expect(story.order).toMatchObject({ status: 'open', late: { answer: { n: 1, at: on('Wed 13:00') } } });
    expect(answered(story, 'Wed 13:01', 'keep').take()).toEqual([]);
  });

  it('cancel: the order is cancelled', () => {
    const story = answered(asked(), 'Wed 13:00', 'cancel');
    expect(story.take()).toEqual(['delay-answered', 'stall-closed', 'stage-changed', 'closed']);
    expect(story.order).toMatchObject({ status: 'closed', stay: { stage: 'cancelled' } });
  });

  it('cancel: nothing is due of what was to be paid on delivery', () => {
    const story = answered(asked({ payment: { state: 'on-delivery' } }), 'Wed 13:00', 'cancel');
    expect(story.take()).not.toContain('refund-due');
  });

  it('silence: is written down as silence, and the order stays open', () => {
    const story = answered(asked(), 'Sun 08:00', 'silence');
    expect(story.take()).toEqual(['delay-unanswered']);
    expect(story.order!.status).toBe('open');
    expect(story.order!.late).not.toHaveProperty('answer');
  });

  it('silence: cancels where the terms of the shop say so', () => {
    const story = answered(asked(), 'Sun 08:00', 'silence', 1, true);
    expect(story.take()).toEqual(['delay-unanswered', 'stall-closed', 'stage-changed', 'closed']);
  });

  it('silence: cancels nothing that has left meanwhile, nor what the customer keeps', () => {
    const left = asked().reported('Thu 08:00', 'shipped');
    left.take();
    expect(answered(left, 'Sun 08:00', 'silence', 1, true).take()).toEqual(['delay-unanswered']);
    const kept = answered(asked(), 'Wed 13:00', 'keep');
    expect(
      kept.answer('Sun 08:00', (o, c) => answer(o, { choice: 'silence', n: 1, silenceCancels: true }, c)),
    ).toEqual({ refused: { is: 'answer-late' } });
  });

  it('is refused once the order has left, is closed, or newer word was sent', () => {
    expect(refusal(asked().reported('Thu 08:00', 'shipped'), 'Thu 09:00', 'cancel')).toEqual({
      refused: { is: 'not-cancellable', stage: 'shipped' },
    });
    expect(refusal(asked().reported('Thu 08:00', 'delivered'), 'Thu 09:00', 'keep')).toEqual({
      refused: { is: 'order-closed', stage: 'delivered' },
    });
    expect(refusal(asked(), 'Thu 09:00', 'cancel', 2)).toEqual({ refused: { is: 'answer-late' } });
  });
});

describe('the 30 days of a consumer', () => {
  const undated = (more: object = {}) => new Story().placed('Mon 08:00', { ...paid, ...more });
  const statutory = (story: Story): [string, number][] =>
    story.events.flatMap((event: OrderEvent): [string, number][] =>
      event.type.startsWith('order.statutory') ? [[event.type, event.data['at'] as number]] : [],
    );

  it('are warned of five days before their last day ends, and said when it has: calendar days, a clock change or not', () => {
    const story = wait(undated(), 32);
    // Placed on 16 November: the thirtieth day after it is 16 December, and ends at 22:00 UTC.
    expect(statutory(story)).toEqual([
      ['order.statutory-deadline-near', at('2026-12-10T22:00:00Z')],
      ['order.statutory-deadline-passed', at('2026-12-16T22:00:00Z')],
    ]);
  });

  it('run where staff set a date that nobody agreed to, and no longer once the customer keeps the order', () => {
    const story = undated().does('Mon 09:00', (order, context) =>
      revise(order, { promisedAt: on('Sun 08:00'), reason: 'x', notifyCustomer: true }, context),
    );
    expect(statutory(wait(story, 26))).toHaveLength(1);
    const kept = undated().reported('Mon 09:00', 'preparing');
    wait(kept, 10);
    kept.thenAt(at('2026-11-27T08:00:00Z'), (order, context) =>
      answer(order!, { choice: 'keep', n: order!.late!.told!.n, silenceCancels: false }, context),
    );
    expect(statutory(wait(kept, 32))).toEqual([]);
  });

  it('do not run for a company, nor where a date was agreed', () => {
    expect(statutory(wait(undated({ company: true }), 32))).toEqual([]);
    expect(statutory(wait(promised('Fri 08:00'), 32))).toEqual([]);
  });
});

describe('a parcel that is refused', () => {
  const refused = (payment: object, stages = ['refused']) => {
    const story = new Story()
      .placed('Mon 08:00', { ...payment })
      .reported('Mon 09:00', 'packed')
      .does('Mon 09:30', (order, context) =>
        addParcel(
          order,
          { parcelId: 'P1', lines: [{ lineId: '1', quantity: 3 }], carrier: 'Fan', text: 'parcel#x.1' },
          { ordered: new Map([['1', 3]]), elsewhere: new Map() },
          context,
        ),
      );
    story.reported('Mon 10:00', 'shipped');
    story.take();
    for (const stage of stages)
      story.does('Tue 08:00', (order, context) =>
        withAftermath(order, report(order, { stage, fact: true, parcelId: 'P1' }, context)),
      );
    return story.events.filter(({ type }) => type === 'order.return-expected' || type === 'order.refund-due');
  };

  it('is expected back, once', () => {
    expect(refused(paid, ['refused', 'returning', 'returned'])).toEqual([
      { type: 'order.return-expected', data: { parcelId: 'P1', refund: true } },
    ]);
  });

  it('and was to be paid on delivery asks no refund', () => {
    expect(refused({ payment: { state: 'on-delivery' } }, ['refused', 'returned'])).toEqual([
      { type: 'order.return-expected', data: { parcelId: 'P1', refund: false } },
    ]);
  });
});
