import { describe, expect, it } from 'vitest';
import { type Facts } from '../../../infra/local/first-run/facts.ts';
import { asReader, safeNext } from '../../../infra/local/first-run/people.ts';
import { progress, stories } from '../../../infra/local/first-run/stories.ts';
import { firstRunWords } from '../../../infra/local/first-run/words.ts';
import { linked, linkedFrame } from '../../../infra/local/control/linked.ts';
import {
  electrosmartLives,
  fashionpointLives,
  giftexpressLives,
} from '../../../infra/local/samples/lives.ts';

const monday = Date.parse('2026-11-16T06:00:00Z');
const nothing: Facts = { now: monday, signedIn: new Set(), happened: new Map(), mails: [] };
const [quiet, shelf, change] = stories;

describe('where a story is', () => {
  it('begins with its first step', () => {
    for (const story of stories) expect(progress(story, nothing)[0]).toBe('next');
  });

  it('goes on as the clock moves and people sign in', () => {
    const later = { ...nothing, now: Date.parse('2026-11-18T06:12:00Z') };
    expect(progress(quiet!, later)).toEqual(['done', 'next', 'later', 'later', 'later']);
    const ioana = { ...later, signedIn: new Set(['electrosmart/ioana']) };
    expect(progress(quiet!, ioana).slice(0, 3)).toEqual(['done', 'done', 'next']);
  });

  it('takes a step that nothing shows for done when the one after it is', () => {
    const approved = {
      ...nothing,
      happened: new Map([
        ['giftexpress amendment.requested', ['amendment/a']],
        ['giftexpress amendment.assessed', ['amendment/a']],
        ['giftexpress amendment.approved', ['amendment/a', 'amendment/a']],
      ]),
    };
    expect(progress(change!, approved)).toEqual(['done', 'done', 'done', 'next', 'later']);
    const [seen, unseen] = [true, false].map((after) => ({
      ...change!,
      steps: [{ clicks: () => [] }, { clicks: () => [], done: () => after }],
    }));
    expect(progress(seen!, nothing)).toEqual(['done', 'done']);
    expect(progress(unseen!, nothing)).toEqual(['next', 'later']);
  });

  it('leads to the discrepancy once there is one', () => {
    const found = {
      ...nothing,
      happened: new Map([['fashionpoint stock.drift-detected', ['PALTON-M~A1~1']]]),
    };
    expect(shelf!.steps[1]!.clicks(nothing)).toEqual([{ as: 'andrei', next: '/staff/stock' }]);
    expect(shelf!.steps[1]!.clicks(found)).toEqual([
      { as: 'andrei', next: '/staff/stock/drifts/PALTON-M~A1~1' },
    ]);
  });

  it('has words in both languages for every click of every step', () => {
    for (const { id, steps } of stories)
      for (const { stories: told } of Object.values(firstRunWords)) {
        expect(told[id].steps).toHaveLength(steps.length);
        steps.forEach((step, at) =>
          expect(told[id].steps[at]?.match(/\[.+?\]/g)).toHaveLength(step.clicks(nothing).length),
        );
      }
  });
});

describe('where a sign-in lands', () => {
  it.each([
    '/staff/stalls',
    '/staff/orders?stage=preparing&lang=ro',
    '/v1/reports/daily',
    '/staff/stock/drifts/PALTON-M~A1~1',
  ])('on %s', (path) => expect(safeNext(path)).toBe(path));
  it.each([
    '//evil.example',
    'https://evil.example',
    '/staff//evil.example',
    '/\\evil',
    '/v1/session',
    '/staffing',
    '/staff/\r\nx',
    '',
  ])('never on %j', (path) => expect(safeNext(path)).toBeUndefined());
});

describe('links in what was sent', () => {
  const address = 'http://127.0.0.1:3000';
  const through = '/_local/signin/electrosmart/ioana?next=%2Fstaff%2Fstalls';
  const ioana = 'ioana@electrosmart.example';

  it('sign staff of the samples in, and leave everybody else’s as they are', () => {
    expect(asReader('/staff/stalls', ioana)).toBe(through);
    expect(asReader('/staff/stalls', 'somebody@else.example')).toBe('/staff/stalls');
    expect(asReader('/l/electrosmart.x', ioana)).toBe('/l/electrosmart.x');
  });

  it('are links where they lead to this runtime, and text otherwise', () => {
    const shown = linked(`see ${address}/staff/stalls or http://evil.example/<b>`, ioana, address);
    const text = shown.map((part) => part.html).join('');
    expect(text).toContain(`<a href="${through}">${address}/staff/stalls</a>`);
    expect(text).not.toContain('href="http://evil.example');
    expect(text).not.toContain('<b>');
  });

  it('are rewritten in an e-mail for staff alone', () => {
    const mail = `<a href="${address}/staff/stalls">x</a><a href="http://fan.example/1">y</a>`;
    expect(linkedFrame(mail, ioana, address)).toContain(`href="${address}${through}"`);
    expect(linkedFrame(mail, ioana, address)).toContain('href="http://fan.example/1"');
    expect(linkedFrame(mail, 'ion.pop@client.example', address)).toBe(mail);
  });
});

describe('the samples', () => {
  const lives = [...electrosmartLives, ...fashionpointLives, ...giftexpressLives];

  it('have no two customers of one name', () => {
    const names = lives.map(({ intake }) => intake.customer.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('move every order forwards, up to the Monday on which the stories begin', () => {
    for (const { intake, stages } of lives) {
      const times = [intake.placedAt, ...stages.map(([, at]) => at)];
      expect([intake.orderId, times]).toEqual([intake.orderId, [...times].sort()]);
      expect(Date.parse(times.at(-1)!)).toBeLessThan(monday);
    }
  });
});
