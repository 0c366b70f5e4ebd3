import { beforeEach, describe, expect, it } from 'vitest';
import { readSecret } from '../../shared/access/secrets.ts';
import { withoutLinks } from '../../shared/links/mask.ts';
import { people, world, type World } from './given.ts';

const url = 'https://shop.example/hooks';
const secret = 'a-secret-of-both-sides';
let given: World;
beforeEach(async () => {
  given = await world();
});

const profile = async () => {
  const { version: _, rearming: __, ...rest } = (await given.call('GET /v1/store', {})).body;
  return rest;
};
const put = async (webhook: object | undefined, more: object = {}) =>
  given.call('PUT /v1/store', { body: { ...(await profile()), webhook, ...more } });

describe('the webhook’s secret', () => {
  it('is written and never read: not by an admin, and not in the state table', async () => {
    expect((await put({ url, secret })).status).toBe(200);
    expect((await profile()).webhook).toEqual({ url });
    expect(await readSecret(given.access, 'teashop', 'webhook')).toBe(secret);
    expect(JSON.stringify([...given.heads.parts, ...given.heads.rows])).not.toContain(secret);
  });

  it('stays as it is where a profile that was read is sent back', async () => {
    await put({ url, secret });
    expect((await put((await profile()).webhook, { name: 'Tea & more' })).status).toBe(200);
    expect(await readSecret(given.access, 'teashop', 'webhook')).toBe(secret);
  });

  it('is asked for where none is kept, and goes with the webhook', async () => {
    const refused = await put({ url });
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'webhook.secret']);
    await put({ url, secret });
    await put(undefined);
    expect(await readSecret(given.access, 'teashop', 'webhook')).toBeUndefined();
  });

  it('is not changed by a profile that is refused', async () => {
    await put({ url, secret });
    const refused = await put(
      { url, secret: 'another-secret-of-both' },
      { stages: [{ name: 'a', next: ['b'] }, { name: 'b' }] },
    );
    expect(refused.status).toBe(422);
    expect(await readSecret(given.access, 'teashop', 'webhook')).toBe(secret);
  });
});

it('phones and addresses of the staff are shown to admin and supervisor, and to each person his own', async () => {
  await put({ url, secret });
  const seen = async (role: 'admin' | 'supervisor' | 'operator' | 'storefront' | 'warehouse') =>
    (await given.call('GET /v1/store', { role })).body;
  for (const role of ['admin', 'supervisor'] as const)
    expect((await seen(role)).staff.map(({ phone }: { phone?: string }) => phone)).toEqual([
      '+40700000001',
      undefined,
      '+40700000003',
    ]);
  // The operator is ana, with a credential for that role alone.
  expect((await seen('operator')).staff.map(({ email }: { email?: string }) => email)).toEqual([
    'ana@shop.example',
    undefined,
    undefined,
  ]);
  const shown = await seen('warehouse');
  expect(shown.staff).toEqual(
    people.map(({ id, name, roles, ...rest }) => ({
      id,
      name,
      roles,
      ...('locale' in rest ? { locale: rest.locale } : {}),
    })),
  );
  expect([shown.webhook, (await seen('storefront')).webhook]).toEqual([undefined, { url }]);
});

it('no living link is left in a text that was sent', () => {
  const token = `teashop.${'aB3'.repeat(11)}`;
  expect(withoutLinks(`Alegeți aici:\nhttps://veghe.example/l/${token}\n\nMulțumim`)).toBe(
    'Alegeți aici:\nhttps://veghe.example/l/…\n\nMulțumim',
  );
  expect(withoutLinks(`https://veghe.example/v1/session?link=${token}&next=x`)).not.toContain(token);
  expect(withoutLinks('https://shop.example/l/teashop')).toBe('https://shop.example/l/teashop');
});
