import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electrosmart } from '../support/shops.ts';
import { type Reply, World } from '../support/world.ts';

let world: World;
const store = 'electrosmart';
const staff = [
  { id: 'ioana', name: 'Ioana Radu', email: 'ioana@electrosmart.example', locale: 'ro', roles: ['operator'] },
  {
    id: 'mara',
    name: 'Mara Pop',
    email: 'mara@electrosmart.example',
    locale: 'en',
    roles: ['admin', 'finance'],
  },
];

beforeAll(async () => {
  world = await World.start({ at: '2026-11-16T08:00:00Z' });
  await world.store({ ...electrosmart, staff });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const cookieOf = (reply: Reply, name: string) =>
  reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .find((cookie) => cookie.startsWith(`${name}=`))!;

/** Opens a page of the sign-in and sends its form. */
async function form(path: string, fields: Record<string, string>): Promise<Reply> {
  const page = await world.fetch('GET', path, undefined, {});
  const csrf = cookieOf(page, 'veghe_csrf');
  return world.fetch(
    'POST',
    '/v1/session',
    new URLSearchParams({ ...fields, csrf: csrf.slice(11) }).toString(),
    {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: csrf,
    },
  );
}

const linkIn = (text: string): string => /\/v1\/session\?\S+/.exec(text)?.[0] ?? '';

describe('a person', () => {
  it('signs in by a link to his own address, sees the staff pages, and signs out', async () => {
    const asked = await world.fetch('POST', '/v1/session', { email: 'ioana@electrosmart.example' }, {});
    expect(asked.status).toBe(202);
    const [mail] = await world.mail();
    expect([mail!.to, mail!.subject]).toEqual([
      'ioana@electrosmart.example',
      expect.stringContaining('Intrarea în Veghe'),
    ]);
    const path = linkIn(mail!.text);
    const link = new URL(path, world.runtime.url).searchParams.get('link')!;
    expect((await world.fetch('GET', path, undefined, {})).body).toContain('Intră ca ioana');
    const entered = await form(path, { link });
    expect(entered.status).toBe(303);
    const cookie = cookieOf(entered, 'veghe_session');
    const page = await world.fetch('GET', '/staff/orders', undefined, { cookie });
    expect([page.status, page.body]).toEqual([200, expect.stringContaining('ioana · electrosmart')]);
    expect((await form(path, { link })).status).toBe(410);
  });

  it('who is nobody of the staff gets the same answer and no mail', async () => {
    const before = (await world.mail()).length;
    const asked = await world.fetch('POST', '/v1/session', { email: 'stranger@client.example' }, {});
    expect(asked.status).toBe(202);
    expect(await world.mail()).toHaveLength(before);
  });

  it('hears at his old address that it was replaced', async () => {
    const admin = world.as(store, 'admin');
    const { version: _, rearming: __, ...profile } = (await admin('GET', '/v1/store')).body;
    const moved = staff.map((one) => (one.id === 'ioana' ? { ...one, email: 'ioana@new.example' } : one));
    expect((await admin('PUT', '/v1/store', { ...profile, staff: moved })).status).toBe(200);
    await world.idle();
    const last = (await world.mail()).at(-1)!;
    expect([last.to, last.subject]).toEqual([
      'ioana@electrosmart.example',
      expect.stringContaining('Adresa de intrare a fost schimbată'),
    ]);
    expect(last.text).not.toContain('ioana@new.example');
  });
});

it('on one machine a browser is signed in as anybody of the staff, or as who stands in for a role', async () => {
  for (const [actor, path] of [
    ['mara', '/staff/refunds'],
    ['warehouse', '/staff/stock'],
  ] as const) {
    const door = await world.local('GET', `/signin/${store}/${actor}`);
    expect([door.status, door.headers.get('location')]).toEqual([303, '/staff/stalls']);
    const cookie = cookieOf(door, 'veghe_session');
    expect((await world.fetch('GET', path, undefined, { cookie })).body).toContain(`${actor} · electrosmart`);
  }
  expect((await world.local('GET', `/signin/${store}/nobody`)).status).toBe(404);
});

it('guessing is limited, and told to the shop’s admin once', async () => {
  const guess = (n: number) =>
    world.fetch('GET', '/v1/orders', undefined, {
      authorization: `Bearer vgh_${store}_${String(n).padStart(11, 'x')}_${'a'.repeat(43)}`,
    });
  const statuses = [];
  for (let n = 0; n < 130; n++) statuses.push((await guess(n)).status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(120);
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  expect((await world.as(store, 'operator')('GET', '/v1/orders')).status).toBe(200);
  await world.idle();
  await world.advance('PT20M');
  const told = (await world.alerts()).filter(({ text }) => /guess/.test(text));
  expect(told.map(({ role }) => role)).toEqual(['admin']);
});
