import { describe, expect, it } from 'vitest';
import type { Case, Choice, Decided, Lacking } from '../../shared/backorders/case.ts';
import { ask, choose, refresh, remind, silence, undo, waitMissed } from '../../shared/backorders/decide.ts';
import type { LineOffer, Offer } from '../../shared/backorders/offer.ts';
import { hours, type Instant } from '../../shared/time/instant.ts';
import { on } from '../orders/given.ts';

const [mon8, mon9, mon10, tue, wed] = [
  on('Mon 08:00'),
  on('Mon 09:00'),
  on('Mon 10:00'),
  on('Tue 08:00'),
  on('Wed 08:00'),
];
const coat: Lacking = { lineId: '1', sku: 'COAT', lacking: 2 };
const hat: Lacking = { lineId: '2', sku: 'HAT', lacking: 1 };
const base = { orderId: 'ES-1', openedAt: mon8, lines: [coat], round: 1 };
const gathering: Case = { ...base, status: 'gathering', askAt: mon9 };
const asked: Case = { ...base, status: 'asked', offer: 'offer#a.1', askedAt: mon9, deadline: wed };
const wait: Choice = { lines: [{ lineId: '1', choice: 'wait' }], rest: 'ship-now' };
const cancel: Choice = { lines: [{ lineId: '1', choice: 'cancel' }], rest: 'ship-now' };
const instead: Choice = {
  lines: [{ lineId: '1', choice: 'substitute', substituteSku: 'PARKA' }],
  rest: 'ship-now',
};
const word = (choice: Choice): Decided => ({
  offer: 'offer#a.1',
  choice,
  by: 'customer',
  decidedAt: mon10,
});
const decided = (choice: Choice): Case => ({ ...base, status: 'decided', ...word(choice) });
const waiting = (choice = wait, more: Partial<Decided> = {}): Case => ({
  ...base,
  status: 'waiting',
  ...word(choice),
  ...more,
});
const closed = (choice?: Choice, how: 'chosen' | 'overtaken' | 'covered' = 'chosen'): Case => ({
  ...base,
  status: 'closed',
  at: tue,
  how,
  ...(choice ? { decided: word(choice) } : {}),
});
const accepted = (outcome: string, ...events: [string, object][]) => ({
  accepted: events.map(([type, data]) => ({
    type: `backorder.${type}`,
    data: { orderId: 'ES-1', ...data },
  })),
  outcome,
});
const none = accepted('none');
const refused = (is: string, more: object = {}) => ({ refused: { is, ...more } });

describe('what lacks now', () => {
  const says = (before: Case | undefined, lines: readonly Lacking[], askAfter = mon8) =>
    refresh(before, 'ES-1', lines, askAfter, mon10);
  const soon = on('Mon 10:02');

  it('opens a case, that gathers for two minutes, or until the doubt about the pieces ends', () => {
    const opened = (askAt: Instant) => accepted('opened', ['opened', { lines: [coat], askAt, at: mon10 }]);
    expect(says(undefined, [coat])).toStrictEqual(opened(soon));
    expect(says(closed(), [coat], tue)).toStrictEqual(opened(tue));
    expect([says(undefined, []), says(closed(), [])]).toStrictEqual([none, none]);
  });

  it('covers it when nothing lacks any more, and says whether he had been asked', () => {
    const covered = (more: object) =>
      accepted('covered', ['closed', { at: mon10, how: 'covered', round: 1, ...more }]);
    expect(says(gathering, [])).toStrictEqual(covered({ asked: false }));
    expect(says(asked, [])).toStrictEqual(covered({ asked: true }));
    expect(says(waiting(), [])).toStrictEqual(covered({ asked: true }));
    // What is decided is done first.
    expect(says(decided(cancel), [])).toStrictEqual(none);
  });

  it('gathers anew where there is something to ask; who waits is asked again only where more lacks', () => {
    const changed = (lines: readonly Lacking[], more: object = { askAt: soon }) =>
      accepted('changed', ['changed', { lines, ...more }]);
    const one = { ...coat, lacking: 1 };
    expect(says(gathering, [one])).toStrictEqual(changed([one]));
    expect(says(asked, [one])).toStrictEqual(changed([one]));
    expect(says(waiting(), [one])).toStrictEqual(changed([one], {}));
    expect(says(waiting(), [coat, hat])).toStrictEqual(changed([coat, hat]));
    const three = { ...coat, lacking: 3 };
    expect(says(waiting(), [three])).toStrictEqual(changed([three]));
    expect(says({ ...waiting(), lines: [coat, hat] }, [hat])).toStrictEqual(changed([hat], {}));
    expect(says(decided(wait), [three])).toStrictEqual(none);
  });

  it('is what lacked before, in whatever order: nothing', () => {
    expect(says(asked, [coat])).toStrictEqual(none);
    expect(says({ ...asked, lines: [coat, hat] }, [hat, coat])).toStrictEqual(none);
    expect(says({ ...asked, lines: [coat, hat] }, [coat, { ...hat, lacking: 2 }])).toMatchObject({
      outcome: 'changed',
    });
    // As many lines, as many pieces, of another line.
    expect(says(asked, [{ ...coat, lineId: '3' }])).toMatchObject({ outcome: 'changed' });
  });
});

describe('the question', () => {
  const rules = { answerWithin: hours(48), remindBefore: hours(12) };
  it('is put when gathering has ended, with its deadline and a reminder before it', () => {
    const data = { round: 2, offer: 'offer#b.1', askedAt: mon9, deadline: on('Wed 09:00') };
    const question = (more: object) => accepted('asked', ['asked', { ...data, ...more }]);
    expect(ask(gathering, 'offer#b.1', rules, mon9)).toStrictEqual(question({ remindAt: on('Tue 21:00') }));
    expect(ask(gathering, 'offer#b.1', { ...rules, remindBefore: hours(48) }, mon9)).toStrictEqual(
      question({}),
    );
    expect(ask(gathering, 'offer#b.1', rules, mon8)).toStrictEqual(none);
    for (const other of [undefined, asked, closed()])
      expect(ask(other, 'offer#b.1', rules, mon9)).toStrictEqual(none);
  });

  it('is reminded of once, in time', () => {
    const soon: Case = { ...asked, remindAt: tue };
    expect(remind(soon, tue)).toStrictEqual(accepted('reminded', ['reminded', { at: tue, round: 1 }]));
    expect(remind(soon, mon10)).toStrictEqual(none);
    for (const other of [undefined, asked, waiting()]) expect(remind(other, wed)).toStrictEqual(none);
  });

  it('comes again when it was waited for in vain', () => {
    const until = waiting(wait, { waitUntil: tue });
    expect(waitMissed(until, tue)).toStrictEqual(
      accepted('missed', ['wait-missed', { at: tue }], ['changed', { lines: [coat], askAt: tue }]),
    );
    expect(waitMissed(until, mon10)).toStrictEqual(none);
    for (const other of [undefined, asked, waiting()]) expect(waitMissed(other, wed)).toStrictEqual(none);
  });
});

const offered: LineOffer = {
  lineId: '1',
  sku: 'COAT',
  name: 'Palton',
  quantity: 2,
  lacking: 2,
  credit: 20_000,
  wait: { from: tue, to: wed, basis: 'purchase-order' },
  substitutes: [
    { sku: 'PARKA', name: 'Parka', price: 11_000, difference: 2_000 },
    { sku: 'CAPE', name: 'Pelerină', price: 9_000, difference: -2_000 },
  ],
};
const { wait: _, ...noWait } = offered;
const offer: Offer = { lines: [offered], rest: true, paid: true };
const two: Offer = { ...offer, lines: [offered, { ...noWait, lineId: '2', sku: 'HAT', substitutes: [] }] };

describe('a choice', () => {
  const says = (
    before: Case | undefined,
    choice: Choice,
    of: Offer | undefined = offer,
    round: number | undefined = 1,
  ) => choose(before, choice, 'staff', of, round, tue);
  const done = (choice: Choice, more: object = {}) =>
    accepted('decided', [
      'decided',
      { round: 1, offer: 'offer#a.1', choice, by: 'staff', decidedAt: tue, ...more },
    ]);
  const rule = (path: string, message: string) => refused('rule', { path, message });

  it('decides; who waits does so until the last of what he waits for', () => {
    expect(says(asked, cancel)).toStrictEqual(done(cancel));
    expect(says(asked, instead)).toStrictEqual(done(instead));
    expect(says(asked, wait)).toStrictEqual(done(wait, { waitUntil: wed }));
    expect(choose(asked, cancel, 'staff', offer, undefined, tue)).toStrictEqual(done(cancel));
    const late: Offer = {
      ...offer,
      lines: [offered, { ...offered, lineId: '2', wait: { ...offered.wait!, to: on('Sun 08:00') } }],
    };
    const waits = { lineId: '2', choice: 'wait' } as const;
    const both: Choice = { ...wait, lines: [...wait.lines, waits] };
    expect(says(asked, both, late)).toStrictEqual(done(both, { waitUntil: on('Sun 08:00') }));
    const half: Choice = { ...cancel, lines: [...wait.lines, { ...waits, choice: 'cancel' }] };
    expect(says(asked, half, late)).toStrictEqual(done(half, { waitUntil: wed }));
  });

  it('counts once: the same again is a repeat, another is refused, but giving up what he only waits for', () => {
    const repeated = accepted('repeated');
    for (const before of [decided(cancel), closed(cancel)])
      expect(says(before, cancel)).toStrictEqual(repeated);
    expect(says(waiting(), wait)).toStrictEqual(repeated);
    expect(says(waiting(), wait, offer, 7)).toStrictEqual(repeated);
    const already = refused('already-decided', { by: 'customer' });
    expect(says(decided(cancel), wait)).toStrictEqual(already);
    expect(says(decided(wait), cancel)).toStrictEqual(already);
    expect(says(decided(instead), cancel)).toStrictEqual(already);
    expect(says(waiting(), cancel)).toStrictEqual(done(cancel, { round: 2 }));
    const mixed: Choice = { ...wait, lines: [...wait.lines, { lineId: '2', choice: 'cancel' }] };
    expect(says(waiting(mixed), cancel)).toStrictEqual(already);
    // Each part of it makes it another choice.
    expect(says(decided(instead), { ...instead, rest: 'ship-together' })).toStrictEqual(already);
    const cape: Choice = {
      ...instead,
      lines: [{ lineId: '1', choice: 'substitute', substituteSku: 'CAPE' }],
    };
    expect(says(decided(instead), cape)).toStrictEqual(already);
    expect(says(decided(mixed), { ...cancel, rest: 'ship-now' })).toStrictEqual(already);
    expect(says(decided(mixed), { ...wait, lines: [...wait.lines].concat(cancel.lines) }, two)).toMatchObject(
      { refused: { is: 'rule' } },
    );
  });

  it('of two lines is another where one of them is, or where they change places', () => {
    const both: Offer = { ...offer, lines: [offered, { ...offered, lineId: '2' }] };
    const of = (first: 'wait' | 'cancel', second: 'wait' | 'cancel', rest: Choice['rest'] = 'ship-now') => ({
      lines: [
        { lineId: '1', choice: first },
        { lineId: '2', choice: second },
      ],
      rest,
    });
    const before = decided(of('wait', 'cancel'));
    expect(says(before, of('wait', 'cancel'), both)).toStrictEqual(accepted('repeated'));
    for (const other of [of('wait', 'wait'), of('cancel', 'wait')])
      expect(says(before, other, both)).toMatchObject({ refused: { is: 'already-decided' } });
    const one: Choice = { ...cancel, rest: 'cancel' };
    expect(says(decided(one), of('cancel', 'cancel', 'cancel'), both)).toMatchObject({
      refused: { is: 'already-decided' },
    });
    // What cannot be waited for can be given up.
    expect(says(asked, of('wait', 'cancel'), two)).toMatchObject({ outcome: 'decided' });
  });

  it('is on what was asked: not before, not after, not on an older question', () => {
    const not = (status: string) => refused('not-asked', { status });
    expect(says(undefined, cancel)).toStrictEqual(refused('backorder-unknown'));
    expect(says(gathering, cancel)).toStrictEqual(not('gathering'));
    expect(says(closed(wait), cancel)).toStrictEqual(not('closed'));
    expect(says(closed(undefined, 'covered'), cancel)).toStrictEqual(not('closed'));
    expect(says(asked, cancel, offer, 2)).toStrictEqual(not('asked'));
    expect(choose(asked, cancel, 'staff', undefined, 1, tue)).toStrictEqual(not('asked'));
  });

  it('names every line that lacks, once, and what was offered for it', () => {
    const line = (more: object) =>
      ({ ...cancel, lines: [{ lineId: '1', choice: 'cancel', ...more }] }) as Choice;
    expect(says(asked, line({ lineId: '7' }))).toStrictEqual(
      rule('lines.0.lineId', 'this line lacks nothing'),
    );
    expect(says(asked, { ...cancel, lines: [...cancel.lines, ...wait.lines] })).toStrictEqual(
      rule('lines.1.lineId', 'is named twice'),
    );
    expect(says(asked, wait, { ...offer, lines: [noWait] })).toStrictEqual(
      rule('lines.0.choice', 'nobody can say when it comes: waiting is not offered'),
    );
    for (const choice of ['wait', 'cancel'])
      expect(says(asked, line({ choice, substituteSku: 'PARKA' }))).toStrictEqual(
        rule('lines.0.substituteSku', 'is for the choice substitute alone'),
      );
    const substitute = (substituteSku: string) => line({ choice: 'substitute', substituteSku });
    expect(says(asked, substitute('COAT'))).toStrictEqual(
      rule('lines.0.substituteSku', 'is the article that lacks'),
    );
    expect(says(asked, substitute('HAT'))).toStrictEqual(
      rule('lines.0.substituteSku', 'must be one of PARKA, CAPE'),
    );
    expect(
      says(asked, substitute('CAPE'), { ...offer, lines: [{ ...offered, substitutes: [] }] }),
    ).toStrictEqual(rule('lines.0.substituteSku', 'must be one of none: there is no substitute'));
    expect(says(asked, cancel, two)).toStrictEqual(rule('lines', 'a choice for 2 is missing'));
    // Who wants nothing of it need not say what of each line.
    const whole: Choice = { lines: [], rest: 'cancel' };
    expect(says(asked, whole, two)).toStrictEqual(done(whole));
  });
});

describe('taking it back', () => {
  const says = (before: Case | undefined) => undo(before, wed);
  const undone = accepted('undone', ['undone', { at: wed, round: 1 }]);
  const not = refused('not-undoable');
  it('asks anew, where it was done as he chose', () => {
    expect(says(waiting())).toStrictEqual(undone);
    expect(says(closed(cancel))).toStrictEqual(undone);
  });
  it('is not for what is not decided, not yet done, done otherwise, or the order’s end', () => {
    expect(says(undefined)).toStrictEqual(refused('backorder-unknown'));
    for (const before of [
      gathering,
      asked,
      closed(),
      decided(cancel),
      closed(cancel, 'overtaken'),
      closed({ ...cancel, rest: 'cancel' }),
      waiting({ ...wait, rest: 'cancel' }),
    ])
      expect(says(before)).toStrictEqual(not);
  });
});

describe('silence', () => {
  const agreed = wed;
  it('is waiting, where the shop says so, it was offered, and keeps to the date; else the money back', () => {
    const together = { ...wait, rest: 'ship-together' };
    expect(silence(offer, 'wait', agreed)).toStrictEqual(together);
    expect(silence(offer, 'wait', on('Wed 07:59'))).toStrictEqual(cancel);
    expect(silence(offer, 'cancel', agreed)).toStrictEqual(cancel);
    expect(silence({ ...offer, lines: [noWait] }, 'wait', agreed)).toStrictEqual(cancel);
  });
  it('is each line’s own; the rest goes with what is waited for', () => {
    expect(silence(two, 'wait', agreed)).toStrictEqual({
      lines: [
        { lineId: '1', choice: 'wait' },
        { lineId: '2', choice: 'cancel' },
      ],
      rest: 'ship-together',
    });
  });
});
