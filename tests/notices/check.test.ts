import { describe, expect, it } from 'vitest';
import { check, type Facts } from '../../shared/notices/check.ts';
import { evolveNotice, type Matter, type Notice, noticeId } from '../../shared/notices/notice.ts';
import { endOfQuiet } from '../../shared/notices/quiet.ts';
import { revise } from '../../shared/orders/decide/date.ts';
import { formatInstant, instant } from '../../shared/time/instant.ts';
import { on, profileOf, Story } from '../orders/given.ts';

const customer = { name: 'Ion Pop', email: 'ion@example.com', phone: '+40722123456' };
const profile = profileOf();

function notice(matter: Partial<Matter>): Notice {
  const whole: Matter = { orderId: 'ES-1', kind: 'stage', channel: 'email', stay: 2, ...matter };
  return evolveNotice(undefined, {
    type: 'notice.opened',
    data: { ...whole, openedAt: on('Mon 08:00'), dueAt: on('Mon 08:00') },
  });
}

const facts = (story: Story, at: string, more: Partial<Facts> = {}): Facts => ({
  order: story.order!,
  content: { placedAt: '2026-11-16T08:00:00Z', customer, lines: [] },
  parcelTexts: new Map(),
  profile,
  rules: story.rules,
  at: on(at),
  toldBefore: false,
  suppressed: false,
  ...more,
});

const preparing = () => new Story().placed('Mon 08:00').reported('Mon 08:00', 'preparing');

describe('before a message leaves', () => {
  it('a word of delay goes while it is true', () => {
    const story = preparing().scanned('Wed 08:00');
    expect(check(notice({ kind: 'delay', round: 1 }), facts(story, 'Wed 08:02'))).toEqual({
      go: true,
      to: 'ion@example.com',
    });
    expect(check(notice({ kind: 'delay', channel: 'sms', round: 1 }), facts(story, 'Wed 08:02'))).toEqual({
      go: true,
      to: '+40722123456',
    });
  });

  it('a word of delay never overtakes a better one', () => {
    const moved = preparing().scanned('Wed 08:00').reported('Wed 08:01', 'shipped');
    expect(check(notice({ kind: 'delay', round: 1 }), facts(moved, 'Wed 08:02'))).toEqual({
      go: false,
      drop: 'moved-on',
    });
    const promised = preparing()
      .scanned('Wed 08:00')
      .does('Wed 08:01', (order, context) =>
        revise(
          order,
          { promisedAt: instant(on('Sun 12:00') + 7 * 86_400_000), reason: 'x', notifyCustomer: true },
          context,
        ),
      );
    expect(check(notice({ kind: 'delay', round: 1 }), facts(promised, 'Wed 08:02'))).toEqual({
      go: false,
      drop: 'overtaken',
    });
  });

  it('a stage is overtaken by one that speaks for itself, not by a silent one', () => {
    const confirmed = notice({ stage: 'confirmed' });
    const silent = new Story()
      .placed('Mon 08:00')
      .reported('Mon 08:00', 'confirmed')
      .reported('Mon 08:01', 'preparing');
    expect(check(confirmed, facts(silent, 'Mon 08:02'))).toMatchObject({ go: true });
    const spoken = silent.reported('Mon 08:02', 'delivered');
    expect(check(confirmed, facts(spoken, 'Mon 08:03'))).toEqual({ go: false, drop: 'overtaken' });
  });

  it.each<[string, Partial<Facts>, string]>([
    ['nobody to write to', { content: undefined }, 'no-address'],
    ['an address that bounced', { suppressed: true }, 'suppressed'],
  ])('%s: it is dropped', (_, more, drop) => {
    expect(check(notice({ stage: 'preparing' }), facts(preparing(), 'Mon 09:00', more))).toEqual({
      go: false,
      drop,
    });
  });

  it('a marketplace’s customer is written to only where the profile allows it', () => {
    const story = new Story()
      .placed('Mon 08:00', { attributes: { marketplace: 'emag' } })
      .reported('Mon 08:00', 'delivered');
    const ask = (allowed: boolean) =>
      check(
        notice({ stage: 'delivered' }),
        facts(story, 'Mon 09:00', { profile: profileOf({ marketplaceNotices: allowed }) }),
      );
    expect(ask(false)).toEqual({ go: false, drop: 'marketplace' });
    expect(ask(true)).toMatchObject({ go: true });
  });

  it('that it was shipped waits for number and link, a day at the most', () => {
    const story = preparing().reported('Mon 09:00', 'shipped');
    const shipped = notice({ stage: 'shipped' });
    const until = (at: string) => check(shipped, facts(story, at));
    expect(until('Mon 08:00')).toEqual({ go: false, until: on('Mon 08:10'), why: 'tracking' });
    expect(until('Mon 08:40')).toEqual({ go: false, until: on('Mon 09:20'), why: 'tracking' });
    expect(until('Mon 21:00')).toEqual({ go: false, until: on('Tue 08:00'), why: 'tracking' });
    expect(check(shipped, facts(story, 'Tue 08:00'))).toMatchObject({ go: true });
  });

  it('a correction goes to who was told wrong', () => {
    const story = preparing();
    expect(check(notice({ kind: 'correction', stage: 'delivered' }), facts(story, 'Mon 09:00'))).toEqual({
      go: false,
      drop: 'was-not-told',
    });
    expect(
      check(
        notice({ kind: 'correction', stage: 'delivered' }),
        facts(story, 'Mon 09:00', { toldBefore: true }),
      ),
    ).toMatchObject({ go: true });
  });
});

describe('quiet hours', () => {
  const night = profileOf({ quietHours: { from: '21:00', to: '08:00' } });
  const end = (text: string) => {
    const found = endOfQuiet(night, 'sms', instant(Date.parse(text)));
    return found === undefined ? undefined : formatInstant(found);
  };

  it.each([
    ['2026-11-16T18:59:59Z', undefined],
    ['2026-11-16T19:00:00Z', '2026-11-17T06:00:00Z'],
    ['2026-11-17T05:59:30Z', '2026-11-17T06:00:00Z'],
    ['2026-11-17T06:00:00Z', undefined],
    // The night on which the clock is put forward, and the one on which it is put back.
    ['2026-03-28T20:00:00Z', '2026-03-29T05:00:00Z'],
    ['2026-10-24T20:00:00Z', '2026-10-25T06:00:00Z'],
  ])('at %s end at %s', (at, expected) => {
    expect(end(at)).toBe(expected);
  });

  it('leave e-mail alone unless the profile says otherwise', () => {
    expect(endOfQuiet(night, 'email', instant(Date.parse('2026-11-16T20:00:00Z')))).toBeUndefined();
  });
});

describe('the name of a notice', () => {
  it('is the same for the same matter, and another for each channel, stage and stay', () => {
    const matter: Matter = { orderId: 'ES-1', kind: 'stage', channel: 'email', stay: 2, stage: 'shipped' };
    expect(noticeId(matter)).toBe(noticeId({ ...matter }));
    const others = [
      { ...matter, channel: 'sms' as const },
      { ...matter, stay: 3 },
      { ...matter, stage: 'packed' },
      { ...matter, parcelId: 'P1' },
    ];
    expect(new Set([matter, ...others].map(noticeId)).size).toBe(5);
  });
});
