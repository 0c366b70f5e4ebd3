import { beforeEach, describe, expect, it } from 'vitest';
import { administer } from '../../functions/stores/administer.ts';
import { noSubscriptions } from '../support/no-subscriptions.ts';
import { readCredential } from '../../shared/access/credential.ts';
import { closeSession } from '../../shared/access/sessions.ts';
import { days, people, shop, signInForm, world, type World } from './given.ts';

let given: World;
beforeEach(async () => {
  given = await world();
});

const order = (event: object, localFace = false) =>
  administer(
    {
      ...given.ports,
      timeline: given.timeline,
      publicUrl: 'https://veghe.example',
      localFace,
      subscriptions: noSubscriptions,
    },
    event,
  ) as Promise<{ status: number; body: any }>;
const linkIn = (url: string) => new URL(url).searchParams.get('link') ?? '';

describe('the admin function', () => {
  it('opens a shop with a storefront’s credential and a link for each admin, and none that speaks for a person', async () => {
    const { status, body } = await order({
      action: 'create-store',
      profile: { ...(shop as object), storeId: 'second' },
    });
    expect(status).toBe(201);
    expect(body.credentials.map(({ actor, roles }: Record<string, unknown>) => [actor, roles])).toEqual([
      ['machine:storefront', ['storefront']],
    ]);
    expect(body.signIn.map(({ actor }: { actor: string }) => actor)).toEqual(['ana', 'bogdan']);
    expect((await signInForm(given, { link: linkIn(body.signIn[0].url) })).status).toBe(303);
  });

  it('prints a sign-in link for an admin, and for nobody else', async () => {
    const printed = await order({ action: 'sign-in-link', store: 'teashop', actor: 'ana' });
    expect([printed.status, printed.body.until]).toEqual([201, '2026-11-16T08:10:00Z']);
    expect((await signInForm(given, { link: linkIn(printed.body.url) })).status).toBe(303);
    for (const actor of ['corina', 'nobody'])
      expect((await order({ action: 'sign-in-link', store: 'teashop', actor })).status).toBe(404);
  });

  it('issues credentials to machines alone', async () => {
    const issue = (actor: string) =>
      order({ action: 'issue-credential', store: 'teashop', actor, roles: ['operator'] });
    const issued = await issue('wms');
    expect([issued.status, issued.body.actor]).toEqual([201, 'machine:wms']);
    expect(readCredential(issued.body.credential)?.id).toBe(issued.body.credentialId);
    for (const actor of [...people.map(({ id }) => id), 'system', 'customer', 'admin-function'])
      expect([actor, (await issue(actor)).status]).toEqual([actor, 422]);
  });

  it('opens no session for anybody, but on one machine', async () => {
    const session = { action: 'open-session', store: 'teashop', actor: 'corina' };
    expect((await order(session)).status).toBe(404);
    expect((await order(session, true)).status).toBe(201);
  });

  it('lets a session begin anew after days, on one machine alone, and none that was ended', async () => {
    const opened = await order({ action: 'open-session', store: 'teashop', actor: 'corina' }, true);
    const { session } = opened.body as { session: string };
    const renew = { action: 'renew-session', session };
    const cookie = `__Host-veghe_session=${session}`;
    const seen = async () =>
      (await given.call('GET /v1/orders', { headers: { authorization: '' }, cookies: [cookie] })).status;
    expect(await seen()).toBe(200);
    given.advance(9 * days);
    expect(await seen()).toBe(401);
    expect((await order(renew)).status).toBe(404);
    expect((await order(renew, true)).body).toEqual({ renewed: true });
    expect(await seen()).toBe(200);
    await closeSession(given.ports, session);
    expect((await order(renew, true)).body).toEqual({ renewed: false });
    expect(await seen()).toBe(401);
    const unknown = { action: 'renew-session', session: `teashop.${'x'.repeat(43)}` };
    expect((await order(unknown, true)).body).toEqual({ renewed: false });
  });

  it('makes the secret by which a distribution before the gateway is believed', async () => {
    const { body } = await order({ action: 'distribution-secret' });
    const statuses = [];
    for (let n = 0; n < 150; n++) {
      const headers = {
        authorization: `Bearer vgh_teashop_${String(n).padStart(11, 'x')}_${'a'.repeat(43)}`,
        'x-veghe-distribution': body.secret,
        'cloudfront-viewer-address': `198.51.100.${String(n)}:443`,
      };
      statuses.push((await given.call('GET /v1/orders', { headers })).status);
    }
    expect(new Set(statuses)).toEqual(new Set([401]));
  });
});
