import { beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from '../../shared/events/envelope.ts';
import { type DigestNews, type Mail, SendError, type Sms } from '../../shared/notices/channels.ts';
import { suppress } from '../../shared/notices/contacts.ts';
import { digestKey } from '../../shared/notices/digest.ts';
import { sendStaffMessage } from '../../shared/notices/send-staff.ts';
import { byProtocol } from '../../shared/notices/sns.ts';
import { alertStaff, sendDigest } from '../../shared/notices/staff.ts';
import { type StaffMessage, staffMessageKind } from '../../shared/notices/staff-message.ts';
import type { ProfileInput } from '../../shared/stores/profile.ts';
import { hours, type Instant, minutes, plus } from '../../shared/time/instant.ts';
import { on, profileOf } from '../orders/given.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';

type Person = NonNullable<ProfileInput['staff']>[number];
const ana: Person = { id: 'ana', name: 'Ana', roles: ['operator'], email: 'birou@shop.example' };
const dan: Person = { id: 'dan', name: 'Dan', roles: ['operator'], email: 'Birou@shop.example' };
const eva: Person = { id: 'eva', name: 'Eva', roles: ['operator'], email: 'eva@shop.example', locale: 'en' };

let heads: MemoryHeadStore;
let now: Instant;
let mails: Mail[];
let texts: Sms[];
let news: DigestNews[];
let staff: Person[];
let refuse: ((to: string) => unknown) | undefined;

beforeEach(() => {
  heads = new MemoryHeadStore();
  now = on('Mon 08:00');
  [mails, texts, news, staff] = [[], [], [], [ana]];
  refuse = undefined;
});

const ports = () => {
  const of = async (store: string) => ({
    profile: profileOf({ storeId: store, staff, escalation: [] }),
    revision: 1,
    version: 1,
  });
  return {
    heads,
    clock: () => now,
    profiles: { of, fresh: of },
    mailer: {
      send: async (mail: Mail) => {
        const error = refuse?.(mail.to);
        if (error !== undefined) throw error;
        mails.push(mail);
      },
    },
    texter: { send: async (sms: Sms) => void texts.push(sms) },
    topic: { publish: async (one: DigestNews) => void news.push(one) },
    publicUrl: 'https://veghe.example',
  };
};

const held = (store: string, n = 1): Envelope => ({
  id: `${store}.notice.${String(n)}.2.0`,
  type: 'notice.held',
  version: 2,
  storeId: store as Envelope['storeId'],
  subject: `notice/${String(n)}`,
  occurredAt: new Date(now).toISOString(),
  actor: 'system',
  data: { orderId: `ES-${String(n)}`, why: 'too-many' },
});
const messages = () => [...heads.rows.values()].filter(({ key }) => key.kind === staffMessageKind);
const states = () => messages().map(({ change }) => change.state as StaffMessage);
const sendDue = async () => {
  for (const { key, change } of messages())
    if (change.due && change.due.at <= now) await sendStaffMessage(ports(), key.store, key.id);
};
async function digest(store: string): Promise<void> {
  await alertStaff(ports(), held(store));
  now = plus(now, minutes(1));
  await sendDigest(ports(), store, 'operator');
}
const events = () => heads.log.flatMap(({ change }) => change.events.map(({ type }) => type));

describe('staff e-mail', () => {
  it('goes once to a mailbox that two people share, and to each in his language', async () => {
    staff = [ana, dan, eva];
    await digest('shop');
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      [
        'birou@shop.example',
        'ElectroSmart: 1 alertă: mesaje către clienți care așteaptă decizia dumneavoastră',
      ],
      ['eva@shop.example', 'ElectroSmart: 1 alert: messages to customers that wait for your decision'],
    ]);
  });

  it('goes for each of two shops to the mailbox that they share', async () => {
    await digest('first');
    await digest('second');
    expect(mails.map(({ to, tags }) => [to, tags.store, tags.role])).toEqual([
      ['birou@shop.example', 'first', 'operator'],
      ['birou@shop.example', 'second', 'operator'],
    ]);
  });

  it('has the pages that it is about, as links and in the text', async () => {
    await digest('shop');
    expect(mails[0]?.html).toContain('<a href="https://veghe.example/staff/notices">ES-1</a>');
    expect(mails[0]?.html).toContain('<html lang="ro">');
    expect(mails[0]?.text).toContain('https://veghe.example/staff/notices');
  });

  it('that one mailbox does not take keeps no other from getting it, and goes again', async () => {
    staff = [ana, eva];
    refuse = (to) => (to === 'birou@shop.example' ? new SendError('retry', 'Throttling') : undefined);
    await digest('shop');
    expect(mails.map(({ to }) => to)).toEqual(['eva@shop.example']);
    refuse = undefined;
    now = plus(now, minutes(2));
    await sendDue();
    expect(mails.map(({ to }) => to)).toEqual(['eva@shop.example', 'birou@shop.example']);
    now = plus(now, hours(5));
    await sendDue();
    expect(mails).toHaveLength(2);
  });

  it('is not written to an address that bounced, and that is said', async () => {
    staff = [ana, eva];
    await suppress(ports(), 'shop', 'birou@shop.example', 'bounce', undefined);
    await digest('shop');
    expect(mails.map(({ to }) => to)).toEqual(['eva@shop.example']);
    expect(events()).not.toContain('digest.unreceived');
  });

  it('to somebody who has left the role meanwhile is dropped', async () => {
    refuse = () => new SendError('retry', 'Throttling');
    await digest('shop');
    refuse = undefined;
    staff = [eva];
    now = plus(now, minutes(2));
    await sendDue();
    expect([mails, states().map(({ status }) => status)]).toEqual([[], ['dropped']]);
  });

  it('that is refused until its attempts are used up is failed', async () => {
    refuse = () => new SendError('unknown', 'SomethingNewException');
    await digest('shop');
    for (let hour = 0; hour < 40; hour++) {
      now = plus(now, hours(1));
      await sendDue();
    }
    expect(states()).toMatchObject([{ status: 'failed', why: 'SomethingNewException' }]);
    expect(events()).toContain('staff-message.failed');
  });
});

describe('a digest', () => {
  it('that nobody can get says so', async () => {
    staff = [{ id: 'ana', name: 'Ana', roles: ['operator'] }];
    await digest('shop');
    expect(events()).toContain('digest.unreceived');
    expect(await heads.load(digestKey('shop', 'operator'))).toMatchObject({ state: { status: 'idle' } });
  });

  it('that somebody gets does not', async () => {
    await digest('shop');
    expect(events()).not.toContain('digest.unreceived');
  });

  it('is published once to the operator’s topic, whoever reads it', async () => {
    staff = [ana, eva];
    await digest('shop');
    expect(news).toMatchObject([
      {
        shop: 'shop',
        role: 'operator',
        severity: 'usual',
        alerts: 1,
        kinds: { 'notice.held': 1 },
        orders: ['ES-1'],
        links: ['https://veghe.example/staff/notices'],
      },
    ]);
  });

  it('is sent to staff although the topic does not take it', async () => {
    const fails = { ...ports(), topic: { publish: () => Promise.reject(new Error('no such topic')) } };
    await alertStaff(ports(), held('shop'));
    now = plus(now, minutes(1));
    await expect(sendDigest(fails, 'shop', 'operator')).rejects.toThrow('no such topic');
    expect(mails).toHaveLength(1);
    expect(await heads.load(digestKey('shop', 'operator'))).toMatchObject({ state: { status: 'idle' } });
  });

  it('of a role that nobody fills goes to the operator, and without one to an admin', async () => {
    staff = [{ ...eva, roles: ['admin'] }];
    await alertStaff(ports(), held('shop'));
    now = plus(now, minutes(1));
    await sendDigest(ports(), 'shop', 'admin');
    expect(mails.map(({ to }) => to)).toEqual(['eva@shop.example']);
  });
});

describe('what the topic gets', () => {
  const one: DigestNews = {
    shop: 'shop',
    role: 'operator',
    severity: 'urgent',
    subject: 'Shop: 1 alertă',
    text: 'Limită depășită',
    alerts: 1,
    kinds: { 'order.stalled': 1 },
    orders: ['ES-1'],
    links: [],
  };

  it('is text for people and JSON for programs', () => {
    const said = JSON.parse(byProtocol(one)) as Record<string, string>;
    expect([said['default'], said['sms']]).toEqual(['Limită depășită', 'Shop: 1 alertă']);
    for (const protocol of ['https', 'sqs', 'lambda'])
      expect(JSON.parse(said[protocol] ?? '')).toMatchObject({ shop: 'shop', severity: 'urgent', alerts: 1 });
  });

  it('stays below what SNS takes, and its cut is no half character', () => {
    const long = byProtocol({ ...one, text: '😀'.repeat(60_000) });
    expect(Buffer.byteLength(long)).toBeLessThan(256 * 1024);
    expect(long.isWellFormed()).toBe(true);
  });
});
