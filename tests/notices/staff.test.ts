import { beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from '../../shared/events/envelope.ts';
import type { DigestNews, Mail } from '../../shared/notices/channels.ts';
import { digestKey } from '../../shared/notices/digest.ts';
import { contentOf } from '../../shared/notices/digest-content.ts';
import { total } from '../../shared/notices/gathered.ts';
import { sendStaffMessage } from '../../shared/notices/send-staff.ts';
import { staffMessageKind } from '../../shared/notices/staff-message.ts';
import { alertStaff, sendDigest } from '../../shared/notices/staff.ts';
import { type Instant, minutes, plus, seconds } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { on, profileOf } from '../orders/given.ts';

const profile = profileOf({
  staff: [{ id: 'ana', name: 'Ana', roles: ['operator'], email: 'ana@example.com' }],
});
let heads: MemoryHeadStore;
let now: Instant;
let said: Mail[];
let news: DigestNews[];
/** Called as a message leaves. */
let leaving: () => Promise<void>;

beforeEach(() => {
  heads = new MemoryHeadStore();
  now = on('Mon 08:00');
  said = [];
  news = [];
  leaving = async () => undefined;
});

const ports = (store = heads) => ({
  heads: store,
  clock: () => now,
  profiles: {
    of: async () => ({ profile, revision: 1, version: 1 }),
    fresh: async () => ({ profile, revision: 1, version: 1 }),
  },
  mailer: {
    send: async (mail: Mail) => {
      said.push(mail);
      await leaving();
    },
  },
  topic: { publish: async (message: DigestNews) => void news.push(message) },
  texter: { send: async () => undefined },
  publicUrl: 'https://veghe.example',
});

/** A message to a customer that is held: it is told as it is, whatever its order does. */
const held = (n: number, at: Instant = now): Envelope => ({
  id: `shop.notice.${String(n).padStart(5, '0')}.2.0`,
  type: 'notice.held',
  version: 2,
  storeId: 'shop' as Envelope['storeId'],
  subject: `notice/${String(n)}`,
  occurredAt: new Date(at).toISOString(),
  actor: 'system',
  data: { orderId: `ES-${String(n)}`, why: 'too-many' },
});

const arrive = async (from: number, count: number, at: Instant = now): Promise<void> => {
  for (let n = from; n < from + count; n++) await alertStaff(ports(), held(n, at));
};
const after = (by: number): void => {
  now = plus(now, seconds(by));
};
/** What the scan does: the digest, and the messages that are due. */
const send = async (store = heads): Promise<void> => {
  await sendDigest(ports(store), 'shop', 'operator');
  for (const { key, change } of [...heads.rows.values()])
    if (key.kind === staffMessageKind && change.due && change.due.at <= now)
      await sendStaffMessage(ports(store), 'shop', key.id);
};
const subjects = (): string[] => said.map(({ subject }) => subject.replace(/:[^:]*$/, ''));
const state = async () => (await heads.load<{ status: string }>(digestKey('shop', 'operator')))?.state;

describe('the digest of a storm', () => {
  it('is one message, however many alerts there are: twenty named, the rest counted', async () => {
    await arrive(1, 2_500);
    after(60);
    await send();
    expect(subjects()).toEqual(['ElectroSmart: 2.500 de alerte']);
    const lines = said[0]?.text.split('\n') ?? [];
    expect(lines[1]).toBe('- ES-1, prea multe într-un sfert de oră');
    expect(lines[20]).toBe('- ES-20, prea multe într-un sfert de oră');
    expect(lines[21]).toBe('- și încă 2.480');
    expect(await state()).toMatchObject({ status: 'idle', storm: { digests: 1 } });
    after(600);
    await send();
    expect(said).toHaveLength(1);
  });

  it('is remembered in one write for a thousand alerts', async () => {
    await arrive(1, 2_500);
    const before = heads.parts.size;
    after(60);
    await send();
    // Three thousands begun, and the words of the one message.
    expect(heads.parts.size - before).toBe(3 + 1);
  });

  it('goes on with the next where one message holds no more', async () => {
    await arrive(1, 1_500);
    const whole = await contentOf(heads, 'shop', profile, 'operator', { from: now, at: now }, 1_500);
    expect([total(whole.gathered), whole.rest]).toEqual([1_500, undefined]);
    const part = await contentOf(heads, 'shop', profile, 'operator', { from: now, at: now }, 1_000);
    expect([total(part.gathered), part.rest]).toEqual([1_000, now]);
  });

  it('that lasts for an hour is seven messages, and every alert is in one of them', async () => {
    for (let minute = 0; minute < 60; minute++) {
      await arrive(minute * 30, 30);
      after(60);
      await send();
    }
    after(900);
    await send();
    expect(subjects()).toEqual([
      'ElectroSmart: 30 de alerte',
      'ElectroSmart: 60 de alerte',
      'ElectroSmart: 150 de alerte',
      'ElectroSmart: 450 de alerte',
      'ElectroSmart: 450 de alerte',
      'ElectroSmart: 450 de alerte',
      'ElectroSmart: 210 alerte',
    ]);
  });
});

describe('an alert', () => {
  it('that arrives as the message leaves is told by the next, and nothing is told twice', async () => {
    await arrive(1, 1);
    after(60);
    leaving = () => arrive(2, 1);
    await send();
    leaving = async () => undefined;
    after(60);
    await send();
    after(600);
    await send();
    expect(said.map(({ text }) => text.split('\n')[1])).toEqual([
      '- ES-1, prea multe într-un sfert de oră',
      '- ES-2, prea multe într-un sfert de oră',
    ]);
  });

  it('that arrives late, older than what was told since, is told alone', async () => {
    await arrive(1, 30);
    after(60);
    await send();
    await arrive(31, 1, plus(now, minutes(-30)));
    after(120);
    await send();
    expect(said[1]?.text.split('\n').slice(0, 2)).toEqual([
      'Mesaje către clienți care așteaptă decizia dumneavoastră:',
      '- ES-31, prea multe într-un sfert de oră',
    ]);
    expect(subjects()[1]).toBe('ElectroSmart: 1 alertă');
  });

  it('that is delivered again after it was told opens nothing', async () => {
    await arrive(1, 3);
    after(60);
    await send();
    await arrive(1, 3, on('Mon 08:00'));
    expect(await state()).toMatchObject({ status: 'idle' });
  });

  it('that is delivered again while it is told is not told again', async () => {
    await arrive(1, 1);
    after(60);
    leaving = () => arrive(1, 1, on('Mon 08:00'));
    await send();
    leaving = async () => undefined;
    after(60);
    await send();
    expect(said).toHaveLength(1);
    expect(await state()).toMatchObject({ status: 'idle' });
  });
});

describe('a sender that dies', () => {
  const dying = (method: 'partsBetween' | 'putPart' | 'commit', nth: number): MemoryHeadStore => {
    let calls = 0;
    return new Proxy(heads, {
      get: (store, name) => {
        const value: unknown = Reflect.get(store, name);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          if (name === method && ++calls === nth) throw new Error('died');
          return value.apply(store, args) as unknown;
        };
      },
    });
  };

  it('while it reads has told nothing: the next tells all, and what came in meanwhile', async () => {
    await arrive(1, 1_500);
    after(60);
    await expect(send(dying('partsBetween', 3))).rejects.toThrow('died');
    await arrive(1_501, 1);
    after(60);
    await send();
    expect(said).toEqual([]);
    after(240);
    await send();
    expect(subjects()).toEqual(['ElectroSmart: 1.501 alerte']);
    expect(await state()).toMatchObject({ status: 'idle' });
  });

  it('before it noted what it told is repeated by the next, whose message is the same one', async () => {
    await arrive(1, 2);
    after(60);
    await expect(send(dying('putPart', 1))).rejects.toThrow('died');
    after(300);
    await send();
    expect(subjects()).toEqual(['ElectroSmart: 2 alerte']);
    after(600);
    await send();
    expect(said).toHaveLength(1);
  });

  it('once it noted that, but before it said so, tells nothing again', async () => {
    await arrive(1, 2);
    after(60);
    await expect(send(dying('commit', 3))).rejects.toThrow('died');
    await arrive(3, 1);
    after(300);
    await send();
    expect(said.map(({ text }) => text.split('\n')[1]).sort()).toEqual([
      '- ES-1, prea multe într-un sfert de oră',
      '- ES-3, prea multe într-un sfert de oră',
    ]);
    expect(await state()).toMatchObject({ status: 'idle' });
  });
});
