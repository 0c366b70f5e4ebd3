import { beforeEach, describe, expect, it } from 'vitest';
import { type Mail, SendError } from '../../shared/notices/channels.ts';
import { makeMorning, sendMorning } from '../../shared/reports/morning.ts';
import { nextReport, reportDue, scheduleReport } from '../../shared/reports/schedule.ts';
import type { ProfileInput } from '../../shared/stores/profile.ts';
import { formatInstant, instant } from '../../shared/time/instant.ts';
import { profileOf } from '../orders/given.ts';
import { inProcess } from '../support/in-process.ts';
import { weekdaysAndSaturday as hours } from '../time/calendars.ts';
import type { Shop } from './pile.ts';

const minute = 60_000;
const store = 'electrosmart';

describe('the next report', () => {
  const next = (after: string, more: Partial<ProfileInput> = {}, last?: string) =>
    formatInstant(nextReport(profileOf(more), instant(Date.parse(after)), last));
  it('is due at the shop’s hour, winter and summer', () => {
    expect(next('2026-11-18T05:59:00Z')).toBe('2026-11-18T06:00:00Z');
    expect(next('2026-11-18T06:00:00Z')).toBe('2026-11-19T06:00:00Z');
    expect(next('2026-10-24T12:00:00Z')).toBe('2026-10-25T06:00:00Z');
    expect(next('2026-03-28T12:00:00Z', { report: { at: '07:30' } })).toBe('2026-03-29T04:30:00Z');
  });
  it('comes once a day, though the hour is moved', () => {
    expect(next('2026-11-18T06:30:00Z', { report: { at: '09:00' } }, '2026-11-18')).toBe(
      '2026-11-19T07:00:00Z',
    );
  });
  it('comes on working days alone where the shop wants it so', () => {
    const calendar: ProfileInput['calendar'] = { hours, closed: ['2026-11-23'] };
    // Saturday is worked, Sunday is not, Monday is a closing day of its own.
    expect(next('2026-11-20T12:00:00Z', { calendar, report: { days: 'working' } })).toBe(
      '2026-11-21T06:00:00Z',
    );
    expect(next('2026-11-21T12:00:00Z', { calendar, report: { days: 'working' } })).toBe(
      '2026-11-24T06:00:00Z',
    );
    expect(next('2026-11-21T12:00:00Z', { calendar })).toBe('2026-11-22T06:00:00Z');
  });
});

describe('the morning report', () => {
  let shop: Shop;
  let sent: Mail[];
  let fail: (() => Error) | undefined;
  let dies: boolean;
  const ports = () => ({
    ...shop.ports,
    tallies: shop.tallies,
    publicUrl: 'https://veghe.example',
    mailer: {
      send: async (mail: Mail) => {
        if (dies) return new Promise<void>(() => undefined);
        if (fail) throw fail();
        sent.push(mail);
        return undefined;
      },
    },
  });
  /** What the scan does: everything that is due, once. */
  const scan = async () => {
    for (const { key, change } of [...shop.heads.rows.values()]) {
      if (change.due?.kind !== reportDue || change.due.at > shop.ports.clock()) continue;
      await (key.kind === 'report' ? makeMorning(ports(), store) : sendMorning(ports(), store, key.id));
    }
  };
  const statuses = () =>
    [...shop.heads.rows.values()]
      .filter(({ key }) => key.kind === 'report-mail')
      .map(({ key, change }) => [key.id, (change.state as { status: string }).status]);

  beforeEach(async () => {
    sent = [];
    fail = undefined;
    dies = false;
    shop = await inProcess('2026-11-18T05:59:00Z');
    const body = { ...shop.profile, report: {} };
    expect((await shop.call('PUT /v1/store', { body })).status).toBe(200);
    shop.advance(31_000);
    await scheduleReport(shop.ports, store);
  });

  it('goes at its hour to each person, once, however often it is looked at', async () => {
    await scan();
    expect(sent).toEqual([]);
    shop.advance(minute);
    await Promise.all([scan(), scan()]);
    await scan();
    expect(sent.map(({ to }) => to).sort()).toEqual([
      'ioana@electrosmart.example',
      'vlad@electrosmart.example',
    ]);
    expect(sent[0]?.subject).toBe('ElectroSmart, miercuri, 18 noiembrie: nicio comandă blocată');
    expect(sent[0]?.text).toContain('https://veghe.example/v1/reports/daily?date=2026-11-18');
    shop.advance(24 * 60 * minute);
    await scan();
    expect(sent).toHaveLength(4);
  });

  it('is kept, so that the day is read as it was told', async () => {
    shop.advance(minute);
    await scan();
    shop.advance(5 * 60 * minute);
    const { body } = await shop.call('GET /v1/reports/daily', { role: 'operator' });
    expect(body.asOf).toBe('2026-11-18T06:00:31Z');
  });

  it('goes again after a while when the mail service is busy', async () => {
    shop.advance(minute);
    fail = () => new SendError('retry', 'Throttling');
    await scan();
    expect(statuses().map(([, status]) => status)).toEqual(['waiting', 'waiting']);
    fail = undefined;
    shop.advance(2 * minute);
    await scan();
    expect(sent).toHaveLength(2);
  });

  it('goes again after a while where nobody knows whether it left', async () => {
    shop.advance(minute);
    fail = () => new Error('socket hang up');
    await scan();
    fail = undefined;
    expect(statuses().map(([, status]) => status)).toEqual(['waiting', 'waiting']);
    shop.advance(2 * minute);
    await scan();
    expect(sent).toHaveLength(2);
  });

  it('goes once to a mailbox that two people share, and apart where they read it in two languages', async () => {
    const [ioana, vlad] = shop.profile.staff;
    const shared = (locale: 'ro' | 'en') => [
      { ...ioana, email: 'birou@electrosmart.example', locale: 'ro' },
      { ...vlad, email: 'Birou@electrosmart.example', locale },
    ];
    const save = (locale: 'ro' | 'en') =>
      shop.call('PUT /v1/store', { body: { ...shop.profile, report: {}, staff: shared(locale) } });
    expect((await save('ro')).status).toBe(200);
    shop.advance(minute);
    await scan();
    expect(sent.map(({ to }) => to)).toEqual(['birou@electrosmart.example']);
    expect((await save('en')).status).toBe(200);
    shop.advance(24 * 60 * minute);
    await scan();
    expect(sent.slice(1).map(({ subject }) => subject.slice(0, 25))).toEqual([
      'ElectroSmart, joi, 19 noi',
      'ElectroSmart, Thursday 19',
    ]);
  });

  it('goes again when its sender died, after five minutes and not before', async () => {
    shop.advance(minute);
    // A sender that dies hears nothing more of what it sent.
    dies = true;
    void scan();
    await new Promise((resolve) => setImmediate(resolve));
    dies = false;
    expect(statuses().map(([, status]) => status)).toEqual(['claimed', 'claimed']);
    await scan();
    const first = sent.length;
    shop.advance(5 * minute);
    await scan();
    expect([first, sent.length]).toEqual([0, 2]);
    expect(new Set(sent.map(({ to }) => to)).size).toBe(2);
  });

  it('is not made up for days on which nobody looked', async () => {
    shop.advance(3 * 24 * 60 * minute);
    await scan();
    await scan();
    expect(sent.map(({ subject }) => subject)).toEqual([
      'ElectroSmart, sâmbătă, 21 noiembrie: nicio comandă blocată',
      'ElectroSmart, sâmbătă, 21 noiembrie: nicio comandă blocată',
    ]);
  });

  it('of a person who has left the shop is not sent', async () => {
    shop.advance(minute);
    fail = () => new SendError('retry', 'Throttling');
    await scan();
    fail = undefined;
    const [ioana] = shop.profile.staff;
    await shop.call('PUT /v1/store', {
      body: { ...shop.profile, report: {}, escalation: [], staff: [ioana] },
    });
    shop.advance(10 * minute);
    await scan();
    expect(sent.map(({ to }) => to)).toEqual(['ioana@electrosmart.example']);
    expect(statuses()).toContainEqual(['2026-11-18~vlad', 'failed']);
  });
});
