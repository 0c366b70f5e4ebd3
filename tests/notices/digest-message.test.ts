import { describe, expect, it } from 'vitest';
import type { Alert } from '../../shared/notices/alerts.ts';
import { digestMessage, digestSms } from '../../shared/notices/digest-message.ts';
import { gather, type Line, nothing } from '../../shared/notices/gathered.ts';
import { on, profileOf, Story } from '../orders/given.ts';

const profile = profileOf();
const lines = (count: number): Line[] =>
  Array.from({ length: count }, (_, n) => {
    const alert: Alert = {
      type: 'notice.held',
      orderId: `ES-${String(n + 1)}`,
      why: 'too-many',
      channels: ['email'],
      at: on('Mon 08:00'),
    };
    return { alert, order: undefined, waiting: undefined };
  });
const text = (locale: 'ro' | 'en', count: number) =>
  digestMessage(
    profile,
    locale,
    { gathered: gather(nothing, lines(count)), more: false },
    'https://veghe.example',
  );

const ids = (count: number) => new Set(lines(count).flatMap(({ alert }) => alert.orderId ?? []));

describe('a digest', () => {
  it('names up to twenty, and counts the others', () => {
    expect(text('ro', 2)).toMatchObject({
      subject: 'ElectroSmart: 2 alerte: mesaje către clienți care așteaptă decizia dumneavoastră',
      text: [
        'Mesaje către clienți care așteaptă decizia dumneavoastră:',
        '- ES-1, prea multe într-un sfert de oră',
        '- ES-2, prea multe într-un sfert de oră',
        '',
        'https://veghe.example/staff/notices',
      ].join('\n'),
    });
    const storm = text('ro', 120);
    expect(storm.subject).toBe(
      'ElectroSmart: 120 de alerte: mesaje către clienți care așteaptă decizia dumneavoastră',
    );
    expect(storm.text.split('\n').slice(-4, -2)).toEqual([
      '- ES-20, prea multe într-un sfert de oră',
      '- și încă 100',
    ]);
    expect(text('en', 21).text.split('\n').at(-3)).toBe('- and 1 more');
  });

  it('leads to the one order it is about, else to the work list', () => {
    const stalled = (...ids: string[]): Line[] =>
      ids.map((orderId) => ({
        alert: {
          type: 'order.stalled',
          orderId,
          stallId: `${orderId}~2`,
          channels: ['email'],
          at: on('Mon 08:00'),
        },
        order: undefined,
        waiting: undefined,
      }));
    const place = (all: readonly Line[]) =>
      digestMessage(profile, 'ro', { gathered: gather(nothing, all), more: false }, 'https://veghe.example')
        .text.split('\n')
        .at(-1);
    expect(place(stalled('ES-7', 'ES-7'))).toBe('https://veghe.example/staff/orders/ES-7');
    expect(place(stalled('ES-7', 'ES-8'))).toBe('https://veghe.example/staff/stalls');
  });

  it('of a storm says in which stages its orders stand', () => {
    const placed = new Story().placed('Mon 08:00').order;
    const preparing = new Story().placed('Mon 08:00').reported('Mon 09:00', 'preparing').order;
    const stalled = (order: typeof placed, count: number): Line[] =>
      Array.from({ length: count }, () => ({
        alert: {
          type: 'order.stalled',
          orderId: 'ES-1',
          stallId: 'ES-1~1',
          channels: ['email'],
          at: on('Mon 08:00'),
        },
        order,
        waiting: undefined,
      }));
    const told = gather(gather(nothing, stalled(placed, 5)), stalled(preparing, 1_500));
    const said = digestMessage(profile, 'ro', { gathered: told, more: false }, 'https://veghe.example');
    expect(said.subject).toBe('ElectroSmart: 1.505 alerte: limită depășită');
    expect(said.text.split('\n').slice(21, 23)).toEqual([
      '- și încă 1.485',
      '- în total, pe stadii: în pregătire 1.500, primită 5',
    ]);
    expect(
      digestMessage(profile, 'en', { gathered: told, more: false }, 'https://veghe.example').text.split(
        '\n',
      )[22],
    ).toBe('- in all, by stage: being prepared 1,500, received 5');
  });

  it('for the phone says how many and names two', () => {
    expect(digestSms(profile, 'ro', ids(1))).toBe(
      'ElectroSmart: comanda ES-1 a depasit limita si nu a preluat-o nimeni. Va rugam verificati acum.',
    );
    expect(digestSms(profile, 'ro', ids(12))).toBe(
      'ElectroSmart: 12 comenzi au depasit limita si nu le-a preluat nimeni: ES-1, ES-2 +10. Va rugam verificati acum.',
    );
    expect(digestSms(profile, 'en', ids(2))).toBe(
      'ElectroSmart: 2 orders are past the limit and nobody has taken them: ES-1, ES-2. Please look now.',
    );
  });
});
