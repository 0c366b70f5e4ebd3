import { beforeEach, describe, expect, it } from 'vitest';
import { type Mail, SendError, type Sms } from '../../shared/notices/channels.ts';
import { type Circuit, circuitKey } from '../../shared/notices/circuit.ts';
import { gatedMailer, gatedTexter } from '../../shared/notices/gate.ts';
import type { Notice } from '../../shared/notices/notice.ts';
import { tellStopped } from '../../shared/notices/stopped-alert.ts';
import type { ProfileInput } from '../../shared/stores/profile.ts';
import { followers } from '../support/followers.ts';
import { inProcess } from '../support/in-process.ts';
import { electrosmart, popsOrder } from '../support/shops.ts';

const minute = 60_000;
/** The supervisor has a phone, and so has the admin, who hears first. */
const shop = {
  ...electrosmart,
  staff: [
    ...electrosmart.staff,
    {
      id: 'radu',
      name: 'Radu Pop',
      email: 'radu@electrosmart.example',
      phone: '+40722000333',
      roles: ['admin'],
    },
  ],
} as ProfileInput;

let world: Awaited<ReturnType<typeof inProcess>>;
let follow: ReturnType<typeof followers>;
let mails: Mail[];
let texts: Sms[];
let tried: string[];
let refuse: ((to: string) => SendError | undefined) | undefined;
let stops: number;

beforeEach(async () => {
  world = await inProcess('2026-11-16T08:00:00Z', { shop });
  [mails, texts, tried, stops] = [[], [], [], 0];
  refuse = undefined;
  const gate = {
    ...world.ports,
    chance: () => 0,
    stopped: () => void stops++,
    waiting: (shopId: string, channel: 'email' | 'sms', open: Parameters<typeof tellStopped>[3]) =>
      tellStopped(world.ports, shopId, channel, open),
  };
  const mailer = {
    send: async (mail: Mail) => {
      tried.push(mail.to);
      const error = refuse?.(mail.to);
      if (error) throw error;
      mails.push(mail);
    },
  };
  follow = followers(world, undefined, {
    mailer: gatedMailer(gate, mailer, 'orders@veghe.example'),
    texter: gatedTexter(gate, { send: async (sms) => void texts.push(sms) }),
  });
});

/** An order that is delivered: its customer is written to at once. */
async function delivered(n: number): Promise<void> {
  const customer = { name: 'Ana', email: `ana${String(n)}@client.example` };
  const orderId = `ES-${String(n)}`;
  await world.call('POST /v1/orders', { body: popsOrder(orderId, { customer }), role: 'storefront' });
  await world.call('POST /v1/orders/{orderId}/status', {
    path: { orderId },
    body: { stage: 'delivered' },
    role: 'storefront',
  });
  await follow.drain();
}
const notice = (n: number): Notice =>
  [...world.heads.rows.values()]
    .filter(({ key }) => key.kind === 'notice')
    .map(({ change }) => change.state as Notice)
    .find(({ orderId }) => orderId === `ES-${String(n)}`)!;
const circuit = async () =>
  (await world.heads.load<Circuit>(circuitKey('email', 'orders@veghe.example')))?.state.status;
/** So many minutes, a scan in each. */
async function pass(minutes: number): Promise<void> {
  for (let n = 0; n < minutes; n++) {
    world.advance(minute);
    expect(await follow.scans()).toEqual([]);
  }
}

const paused = () => new SendError('sender', 'AccountSendingPausedException', { everybody: true });
const denied = () => new SendError('sender', 'AccessDeniedException');
const unknown = () => new SendError('unknown', 'SomethingNewException');

describe('a notice that a provider does not take', () => {
  it('for a reason nobody knows is tried thirty times within a day, and then failed', async () => {
    refuse = unknown;
    await delivered(1);
    expect(notice(1)).toMatchObject({ status: 'waiting', attempts: 1 });
    for (let hour = 0; hour < 30; hour++) {
      world.advance(60 * minute);
      await follow.scans();
    }
    expect(tried.filter((to) => to === 'ana1@client.example')).toHaveLength(30);
    expect(notice(1)).toMatchObject({ status: 'failed', why: 'SomethingNewException' });
    expect((await world.call('GET /v1/notices', { query: { state: 'failed' } })).body.items).toMatchObject([
      { orderId: 'ES-1', state: 'failed', why: 'SomethingNewException' },
    ]);
  });

  it('for good tells staff in a digest, and is sent again when somebody says so', async () => {
    refuse = (to) => (to.startsWith('ana') ? new SendError('recipient', 'InvalidParameterValue') : undefined);
    await delivered(1);
    expect(notice(1)).toMatchObject({ status: 'failed' });
    await pass(2);
    const digest = mails.find(({ to }) => to === 'ioana@electrosmart.example');
    expect(digest?.subject).toBe('ElectroSmart: 1 alertă: mesaje care nu au putut fi trimise');
    expect(digest?.html).toContain('<a href="https://veghe.example/staff/notices">ES-1</a>');
    refuse = undefined;
    const { items } = (await world.call('GET /v1/notices', { query: { state: 'failed' } })).body;
    const released = await world.call('POST /v1/notices/release', {
      body: { ids: items.map(({ noticeId }: { noticeId: string }) => noticeId), decision: 'send' },
    });
    expect(released.body.items).toMatchObject([{ outcome: 'released' }]);
    await pass(1);
    expect(notice(1)).toMatchObject({ status: 'sent' });
  });

  it('because one address is refused waits alone: the circuit stays closed', async () => {
    refuse = (to) => (to === 'ana1@client.example' ? denied() : undefined);
    await delivered(1);
    await delivered(2);
    await pass(10);
    expect(await circuit()).not.toBe('open');
    expect(notice(1)).toMatchObject({ status: 'waiting' });
    expect(notice(2)).toMatchObject({ status: 'sent' });
  });
});

describe('an account that is paused', () => {
  it('opens the circuit at once: nothing is burnt, one probe a minute goes, and all of it goes in the end', async () => {
    refuse = paused;
    await delivered(1);
    expect(await circuit()).toBe('open');
    expect(notice(1)).toMatchObject({ status: 'waiting', attempts: 0 });
    for (let n = 2; n <= 20; n++) await delivered(n);
    expect(tried).toEqual(['ana1@client.example']);
    await pass(26 * 60);
    // One a minute at most, over a day and two hours.
    expect(tried.length).toBeGreaterThan(26 * 30);
    expect(tried.length).toBeLessThanOrEqual(26 * 60 + 1);
    for (let n = 1; n <= 20; n++) expect(notice(n)).toMatchObject({ status: 'waiting', attempts: 0 });
    expect(stops).toBe(tried.length);
    refuse = undefined;
    await pass(17);
    expect(await circuit()).toBe('closed');
    const got = mails.filter(({ to }) => to.startsWith('ana')).map(({ to }) => to);
    expect(new Set(got).size).toBe(20);
    expect(got).toHaveLength(20);
  }, 60_000);

  it('is told to the shop’s staff once, by SMS', async () => {
    refuse = paused;
    await delivered(1);
    await pass(30);
    expect(texts).toEqual([
      {
        to: '+40722000333',
        role: 'admin',
        text: 'ElectroSmart: e-mailurile nu mai pleaca, furnizorul le refuza. Mesajele asteapta. Va rugam anuntati administratorul.',
      },
    ]);
  });
});

describe('rights that are missing', () => {
  it('open the circuit at the third recipient, and its attempts count no more', async () => {
    refuse = denied;
    await delivered(1);
    await delivered(2);
    expect(await circuit()).toBe('closed');
    await delivered(3);
    expect(await circuit()).toBe('open');
    await delivered(4);
    expect(tried).toHaveLength(3);
    await pass(120);
    for (let n = 1; n <= 4; n++) expect(notice(n)).toMatchObject({ status: 'waiting' });
    expect([1, 2, 3, 4].map((n) => (notice(n) as { attempts?: number }).attempts)).toEqual([1, 1, 0, 0]);
  });
});

describe('a fault of ours', () => {
  it('counts as an attempt, is heard of each time, and ends', async () => {
    await delivered(1);
    const order = { name: 'Ana', email: 'ana9@client.example' };
    await world.call('POST /v1/orders', { body: popsOrder('ES-9', { customer: order }), role: 'storefront' });
    await world.call('POST /v1/orders/{orderId}/status', {
      path: { orderId: 'ES-9' },
      body: { stage: 'delivered' },
      role: 'storefront',
    });
    for (const name of world.heads.parts.keys())
      if (name.startsWith('electrosmart#order#ES-9 content')) world.heads.parts.set(name, '{ broken');
    await expect(follow.drain()).rejects.toThrow(SyntaxError);
    let heard = 0;
    for (let hour = 0; hour < 40; hour++) {
      world.advance(60 * minute);
      heard += (await follow.scans()).length;
    }
    expect(heard).toBe(29);
    expect(notice(9)).toMatchObject({ status: 'failed', why: 'fault' });
  });
});

it('a notice that was given up stands on the page with the held ones, and is sent again from there', async () => {
  refuse = (to) => (to.startsWith('ana') ? new SendError('recipient', 'InvalidParameterValue') : undefined);
  await delivered(1);
  const { body: page } = await world.call('GET /staff/notices', { role: 'operator' });
  expect(page).toContain('Nu a putut fi trimis: adresa nu este acceptată');
  expect(page).toContain('Comanda ES-1 a fost livrată');
});
