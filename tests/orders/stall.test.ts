import { describe, expect, it } from 'vitest';
import { nextDeadline } from '../../shared/orders/agenda.ts';
import { correct } from '../../shared/orders/decide/correct.ts';
import { revise } from '../../shared/orders/decide/date.ts';
import { pay } from '../../shared/orders/decide/pay.ts';
import { hold, release } from '../../shared/orders/decide/hold.ts';
import { calm } from '../../shared/orders/decide/stall.ts';
import { on, Story } from './given.ts';

// preparing: limit 48 h, warning at 36 h; the supervisor four hours after the breach.
const preparing = () => new Story().placed('Mon 08:00').reported('Mon 08:00', 'preparing');

describe('a stall', () => {
  it('is warned of, raised and escalated, each once', () => {
    const story = preparing();
    story.take();
    expect(story.scanned('Tue 19:59').take()).toEqual([]);
    expect(story.scanned('Tue 20:00').take()).toEqual(['stall-warned']);
    expect(story.scanned('Tue 20:00').take()).toEqual([]);
    expect(story.scanned('Wed 07:59').take()).toEqual([]);
    expect(story.scanned('Wed 08:00').take()).toEqual(['stalled', 'delay-expected']);
    expect(story.scanned('Wed 11:59').take()).toEqual([]);
    expect(story.scanned('Wed 12:00').take()).toEqual(['stall-escalated']);
    // Of the stall nothing more is said; the customer hears that the day he was named will be missed too.
    expect(story.scanned('Sun 12:00').take()).toEqual(['delay-expected']);
  });

  it('is not forgotten by a scan that comes late: everything is said, in its order', () => {
    const story = preparing();
    story.take();
    expect(story.scanned('Thu 08:00').take()).toEqual(['stall-warned', 'stalled', 'delay-expected']);
    // The patience with whoever should react runs from when it was said.
    expect(story.scanned('Thu 12:00').take()).toEqual(['stall-escalated']);
  });

  it('closes when the order moves on, and the next stage begins anew', () => {
    const story = preparing().scanned('Wed 09:00');
    story.take();
    story.reported('Wed 10:00', 'packed');
    expect(story.take()).toEqual(['stall-closed', 'stage-changed']);
    expect(story.order!.stay.alarm).toBeUndefined();
    expect(nextDeadline(story.order!, story.rules)).toBe(on('Thu 04:00'));
  });

  it('stands still while the order is held, and goes on where it stopped', () => {
    const story = preparing()
      .does('Tue 08:00', (order, context) =>
        hold(order, { holdId: 'h1', reason: 'address', scope: 'order', reviewAt: on('Sat 08:00') }, context),
      )
      .scanned('Fri 07:00');
    expect(story.types).not.toContain('stall-warned');
    story.does('Fri 08:00', (order, context) => release(order, 'h1', context));
    // 24 of 36 hours were spent before the hold.
    expect(nextDeadline(story.order!, story.rules)).toBe(on('Fri 20:00'));
  });

  it('does not stand still for a hold that concerns an amendment', () => {
    const story = preparing().does('Tue 08:00', (order, context) =>
      hold(order, { holdId: 'h1', reason: 'change', scope: 'amendment', reviewAt: on('Sat 08:00') }, context),
    );
    expect(nextDeadline(story.order!, story.rules)).toBe(on('Tue 20:00'));
  });

  it('stays stopped until the last of two holds is released', () => {
    const story = preparing();
    for (const holdId of ['h1', 'h2'])
      story.does('Tue 08:00', (order, context) =>
        hold(order, { holdId, reason: 'x', scope: 'order', reviewAt: on('Sun 08:00') }, context),
      );
    story.does('Wed 08:00', (order, context) => release(order, 'h1', context));
    expect(nextDeadline(story.order!, story.rules)).toBe(on('Sun 08:00'));
    story.does('Thu 08:00', (order, context) => release(order, 'h2', context));
    expect(nextDeadline(story.order!, story.rules)).toBe(on('Thu 20:00'));
  });

  it('begins with a clock at rest in a stage that a held order is moved to', () => {
    const story = preparing()
      .does('Tue 08:00', (order, context) =>
        hold(order, { holdId: 'h1', reason: 'x', scope: 'order', reviewAt: on('Sun 08:00') }, context),
      )
      .reported('Tue 09:00', 'packed')
      .does('Fri 08:00', (order, context) => release(order, 'h1', context));
    // packed: limit 24 h, warning at 18 h.
    expect(nextDeadline(story.order!, story.rules)).toBe(on('Sat 02:00'));
  });

  it('asks for the review of a hold once', () => {
    const story = preparing().does('Mon 09:00', (order, context) =>
      hold(order, { holdId: 'h1', reason: 'x', scope: 'order', reviewAt: on('Mon 21:00') }, context),
    );
    story.take();
    expect(story.scanned('Mon 21:00').scanned('Mon 22:00').take()).toEqual(['hold-review-due']);
  });

  it('is moved by nothing but transitions and holds', () => {
    const story = preparing();
    const before = nextDeadline(story.order!, story.rules);
    for (let n = 0; n < 100; n++)
      story
        .does('Mon 10:00', (order) => pay(order, { state: 'paid', paid: n }))
        .reported('Mon 10:00', 'placed')
        .reported('Mon 10:00', 'preparing');
    expect(nextDeadline(story.order!, story.rules)).toBe(before);
  });
});

describe('somebody reacts', () => {
  const raised = () => preparing().scanned('Wed 08:00');

  it('an acknowledged stall is not escalated, and comes back after a day', () => {
    const story = raised().does('Wed 09:00', (order, context) =>
      calm(order, { kind: 'acknowledged', stay: 2, cause: 'supplier' }, context),
    );
    story.take();
    expect(story.scanned('Wed 20:00').take()).toEqual([]);
    expect(story.scanned('Thu 09:00').take()).toEqual(['stall-returned']);
    expect(story.scanned('Thu 13:00').take()).toEqual(['stall-escalated']);
  });

  it('a snoozed stall comes back when it was put off to', () => {
    const story = raised().does('Wed 09:00', (order, context) =>
      calm(order, { kind: 'snoozed', stay: 2, until: on('Fri 09:00'), reason: 'parts on Friday' }, context),
    );
    story.take();
    expect(story.scanned('Fri 08:59').take()).toEqual([]);
    expect(story.scanned('Fri 09:00').take()).toEqual(['stall-returned']);
  });

  it('whoever took the warning still hears of the breach', () => {
    const story = preparing()
      .scanned('Tue 20:00')
      .does('Tue 21:00', (order, context) => calm(order, { kind: 'acknowledged', stay: 2 }, context));
    story.take();
    expect(story.scanned('Wed 08:00').take()).toEqual(['stalled', 'delay-expected']);
  });

  it('a stall of a former stay is unknown', () => {
    const story = raised().reported('Wed 09:00', 'packed');
    expect(
      story.answer('Wed 10:00', (order, context) => calm(order, { kind: 'acknowledged', stay: 2 }, context)),
    ).toEqual({
      refused: { is: 'stall-unknown' },
    });
  });
});

describe('the promise clock', () => {
  const promised = (at: string) =>
    new Story().placed('Mon 08:00', { promisedAt: on(at) }).reported('Mon 08:00', 'preparing');

  it('says when the date is at risk, when it will probably be missed, and when it is missed: once each', () => {
    const story = promised('Fri 08:00');
    story.take();
    const said: [string, string][] = [];
    for (let hour = 0; hour < 7 * 24; hour++) {
      const at = `${['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][Math.floor(hour / 24)] ?? ''} ${String(hour % 24).padStart(2, '0')}:00`;
      if (on(at) < on('Mon 08:00')) continue;
      for (const type of story.scanned(at).take()) said.push([type, at]);
    }
    const types = said.map(([type]) => type);
    for (const type of ['promise-at-risk', 'promise-missed', 'stall-warned', 'stalled', 'stall-escalated'])
      expect(types.filter((found) => found === type)).toHaveLength(1);
    expect(types.indexOf('promise-at-risk')).toBeLessThan(types.indexOf('delay-expected'));
    expect(types.indexOf('delay-expected')).toBeLessThan(types.indexOf('promise-missed'));
    expect(said.find(([type]) => type === 'promise-missed')?.[1]).toBe('Fri 08:00');
  });

  it('is stopped by no hold', () => {
    const story = promised('Wed 08:00').does('Mon 09:00', (order, context) =>
      hold(order, { holdId: 'h1', reason: 'x', scope: 'order', reviewAt: on('Sun 08:00') }, context),
    );
    story.take();
    expect(story.scanned('Wed 08:00').take()).toEqual(['delay-expected', 'promise-missed']);
  });

  it('begins anew with a new promise, and keeps the first beside it', () => {
    const story = promised('Wed 08:00').scanned('Wed 09:00');
    story.does('Wed 10:00', (order, context) =>
      revise(order, { promisedAt: on('Sun 20:00'), reason: 'supplier', notifyCustomer: true }, context),
    );
    expect(story.order!.promise).toEqual({ at: on('Sun 20:00'), original: on('Wed 08:00') });
    story.take();
    expect(
      story
        .scanned('Sun 20:00')
        .take()
        .filter((type) => type === 'promise-missed'),
    ).toEqual(['promise-missed']);
  });

  it('is silent to the customer of an order without a promise that is not stalled', () => {
    const story = preparing();
    expect(story.scanned('Wed 07:59').take()).not.toContain('delay-expected');
  });
});

describe('a correction', () => {
  it('restores the clock of the true stage', () => {
    const story = preparing().reported('Tue 08:00', 'shipped');
    story.does('Tue 10:00', (order, context) =>
      correct(order, { stage: 'preparing', since: on('Mon 08:00'), reason: 'wrong scan' }, context),
    );
    expect(story.order!.stay.stage).toBe('preparing');
    expect(nextDeadline(story.order!, story.rules)).toBe(on('Tue 20:00'));
  });

  it('opens an order again that was closed by mistake', () => {
    const story = preparing().reported('Tue 08:00', 'delivered');
    expect(story.order!.status).toBe('closed');
    story.does('Tue 09:00', (order, context) =>
      correct(order, { stage: 'shipped', reason: 'neighbour' }, context),
    );
    expect(story.order!.status).toBe('open');
    expect(nextDeadline(story.order!, story.rules)).toBe(on('Fri 09:00'));
  });
});
