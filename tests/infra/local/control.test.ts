import { request } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { cleanUp, listOf, put, startMini } from './mini.ts';

afterEach(cleanUp);

const frozenAt = new Date('2026-11-22T08:00:00.000Z');
const post = (
  url: string,
  body?: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) =>
  fetch(url, {
    method: 'POST',
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

it('moves the clock forwards only', async () => {
  const { url } = await startMini({ frozenAt });
  const clock = `${url}/_local/clock`;
  expect(await (await fetch(clock)).json()).toEqual({ now: '2026-11-22T08:00:00.000Z' });
  expect(await (await post(clock, { advance: 'PT1H' })).json()).toEqual({ now: '2026-11-22T09:00:00.000Z' });
  expect(await (await post(clock, { set: '2026-11-22T12:00:00+02:00' })).json()).toEqual({
    now: '2026-11-22T10:00:00.000Z',
  });
  const back = await post(clock, { set: '2026-11-22T08:00:00Z' });
  expect([back.status, back.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
  for (const bad of [
    '{',
    {},
    { advance: '1 hour' },
    { set: '2026-11-22' },
    { advance: 'PT1H', fast: true },
  ]) {
    expect((await post(clock, bad)).status).toBe(400);
  }
});

it('takes the clock from the page’s buttons and from curl', async () => {
  const { url } = await startMini({ frozenAt });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const pressed = await post(`${url}/_local/clock?lang=ro`, 'advance=P1D', form);
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/_local/inbox?lang=ro']);
  expect(await (await post(`${url}/_local/clock`, '{"advance":"P1D"}', form)).json()).toEqual({
    now: '2026-11-24T08:00:00.000Z',
  });
});

it('lists and empties what was sent', async () => {
  const runtime = await startMini({ frozenAt });
  await put(runtime, 'ana', { note: '<script>alert(1)</script>' });
  expect(await (await post(`${runtime.url}/_local/idle`)).json()).toEqual({ now: frozenAt.toISOString() });
  expect(await listOf(runtime, 'mail')).toMatchObject([
    { at: '2026-11-22T08:00:00.000Z', to: 'ana@example.org' },
  ]);
  const page = await fetch(`${runtime.url}/_local/inbox?lang=ro`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const text = await page.text();
  expect(text).toContain('lang="ro"');
  expect(text).not.toContain('<script>');
  expect((await fetch(`${runtime.url}/_local/mail`, { method: 'DELETE' })).status).toBe(204);
  expect(await listOf(runtime, 'mail')).toEqual([]);
});

it('makes shops through the admin function and keeps their credentials', async () => {
  const runtime = await startMini();
  const made = await post(`${runtime.url}/_local/stores`, { storeId: 'electrosmart' });
  expect(made.status).toBe(201);
  expect(await made.json()).toMatchObject({ storeId: 'electrosmart' });
  expect(await listOf(runtime, 'credentials')).toEqual([
    { store: 'electrosmart', actor: 'ana', roles: ['admin'], credential: 'secret-electrosmart' },
  ]);
  const refused = await post(`${runtime.url}/_local/stores`, {});
  expect([refused.status, refused.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
});

it('lists schedules and runs them', async () => {
  const runtime = await startMini({ frozenAt });
  expect(await listOf(runtime, 'schedules')).toMatchObject([
    { name: 'scan', next: '2026-11-22T08:01:00.000Z' },
  ]);
  await put(runtime, 'a', { due: '2026-11-22T07:00:00.000Z' });
  expect((await post(`${runtime.url}/_local/schedules/scan`)).status).toBe(200);
  expect((await post(`${runtime.url}/_local/schedules/other`)).status).toBe(404);
  await runtime.idle();
  expect(await listOf(runtime, 'mail')).toContainEqual(
    expect.objectContaining({ subject: 'fired at 2026-11-22T08:00:00.000Z' }),
  );
});

it('opens a page that says what to do where there is no shop yet, to this machine alone', async () => {
  const { url } = await startMini({ frozenAt });
  const page = await fetch(`${url}/?lang=ro`);
  const text = await page.text();
  expect(page.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; form-action 'self'/,
  );
  expect([page.status, text.includes('lang="ro"'), text.includes('Niciun magazin încă')]).toEqual([
    200,
    true,
    true,
  ]);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const pressed = await post(`${url}/_local/clock?lang=en&back=/`, 'advance=PT1H', form);
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/?lang=en']);
  const away = await post(`${url}/_local/clock?back=//evil.example`, 'advance=PT1H', form);
  expect(away.headers.get('location')).toBe('/_local/inbox');
  expect((await post(`${url}/_local/stories/empty-shelf`)).status).toBe(422);
  expect((await post(`${url}/`, 'x', { ...form, origin: 'https://evil.example' })).status).toBe(403);
});

it('shows a message of long ago where a link is about it', async () => {
  const runtime = await startMini({ frozenAt });
  for (let n = 0; n < 3; n++) await put(runtime, `ana-${String(n)}`, { note: `no ${String(n)}` });
  await runtime.idle();
  const text = await (await fetch(`${runtime.url}/_local/inbox?open=1`)).text();
  expect(text).toMatch(/<details class="card" id="m1"\s+open>/);
  expect(text).toMatch(/<details class="card" id="m3"\s*>/);
});

it('answers nobody who comes from elsewhere', async () => {
  const { url } = await startMini();
  expect(
    (await post(`${url}/_local/clock`, { advance: 'PT1H' }, { origin: 'https://evil.example' })).status,
  ).toBe(403);
  const status = await new Promise((resolve) => {
    request(`${url}/_local/credentials`, { headers: { host: 'evil.example' } }, (response) =>
      resolve(response.statusCode),
    ).end();
  });
  expect(status).toBe(403);
});

it('answers problems for what is not there', async () => {
  const { url } = await startMini();
  expect((await fetch(`${url}/_local/nothing`)).status).toBe(404);
  expect((await fetch(`${url}/_local/mail`, { method: 'PUT' })).status).toBe(405);
  expect(await (await fetch(`${url}/nothing`)).json()).toEqual({ message: 'Not Found' });
  expect((await fetch(`${url}/items/x`, { method: 'HEAD' })).status).toBe(404);
  expect((await post(`${url}/echo/a`, 'x'.repeat(10 * 1024 * 1024 + 1))).status).toBe(413);
});
