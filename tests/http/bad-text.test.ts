import { beforeAll, describe, expect, it } from 'vitest';
import { administer } from '../../functions/stores/administer.ts';
import { noSubscriptions } from '../support/no-subscriptions.ts';
import { inProcess } from '../support/in-process.ts';
import { electrosmart, popsOrder } from '../support/shops.ts';

const half = '\ud83d';
let world: Awaited<ReturnType<typeof inProcess>>;
beforeAll(async () => {
  world = await inProcess();
  expect((await world.call('POST /v1/orders', { body: popsOrder('ES-1') })).status).toBe(201);
});

const order = (more: object) => ({ ...popsOrder('ES-2'), ...more });
const customer = (name: string) => ({ name, email: 'mia@client.example' });
const illFormed = (path: string) => ({
  status: 422,
  errors: [{ path, message: 'must be well-formed Unicode: it holds half of a character (a lone surrogate)' }],
});
async function refusal(...call: Parameters<typeof world.call>) {
  const { status, body } = await world.call(...call);
  return { status, errors: body?.errors };
}

describe('text that is not well-formed Unicode', () => {
  it.each([
    ['a name', order({ customer: customer(`Mia ${half}`) }), 'customer.name'],
    ['the other half', order({ customer: customer(`\ude00 Mia`) }), 'customer.name'],
    ['halves in the wrong order', order({ customer: customer('\ude00\ud83d') }), 'customer.name'],
    ['an e-mail', order({ customer: { name: 'Mia', email: `m${half}@client.example` } }), 'customer.email'],
    ['an attribute', order({ attributes: { channel: half } }), 'attributes.channel'],
    ['the name of an attribute', order({ attributes: { [half]: 'x' } }), 'attributes.\ufffd'],
    ['a field that does not exist', order({ [`x${half}`]: 1 }), 'x\ufffd'],
    ['a line', order({ lines: [{ ...popsOrder('x').lines[0], name: half }] }), 'lines.0.name'],
  ])('is refused with its path: %s', async (_, body, path) => {
    expect(await refusal('POST /v1/orders', { body })).toEqual(illFormed(path));
  });

  it('is refused in a profile, deep in it', async () => {
    const body = { ...electrosmart, texts: { ro: { delay: { subject: `Bună ${half}` } } } };
    expect(await refusal('PUT /v1/store', { body })).toEqual(illFormed('texts.ro.delay.subject'));
  });

  it('is refused of whoever administers the deployment', async () => {
    const profile = { ...electrosmart, storeId: 'other', name: `Shop ${half}` };
    const { status, body } = await administer(
      {
        ...world.ports,
        timeline: world.timeline,
        publicUrl: 'https://veghe.example',
        subscriptions: noSubscriptions,
      },
      { action: 'create-store', profile },
    );
    expect([status, (body as { errors: unknown }).errors]).toEqual([422, illFormed('profile.name').errors]);
  });

  it('is refused by line in NDJSON, and the other lines taught', async () => {
    const past = (orderId: string, value: string) => ({
      orderId,
      attributes: { channel: value },
      transitions: [
        { stage: 'placed', at: '2026-10-01T08:00:00Z' },
        { stage: 'preparing', at: '2026-10-02T08:00:00Z' },
      ],
    });
    const text = [past('OLD-1', `x${half}`), past('OLD-2', 'web')]
      .map((one) => JSON.stringify(one))
      .join('\n');
    const { status, body } = await world.call('POST /v1/history', { text });
    expect([status, body.accepted, body.errors]).toEqual([
      200,
      1,
      [{ line: 1, ...illFormed('attributes.channel').errors[0] }],
    ]);
  });

  it('leaves emoji and every script alone', async () => {
    const name = 'Ștefania 👩‍🚒 김하늘 यशोदा';
    const body = { ...popsOrder('ES-3'), customer: customer(name) };
    expect((await world.call('POST /v1/orders', { body })).status).toBe(201);
    const read = await world.call('GET /v1/orders/{orderId}', { path: { orderId: 'ES-3' } });
    expect(read.body.customer.name).toBe(name);
  });
});

describe('bytes that are no UTF-8', () => {
  const base64 = (bytes: Buffer) => ({ event: { body: bytes.toString('base64'), isBase64Encoded: true } });
  const json = (name: Buffer) =>
    Buffer.concat([Buffer.from('{"orderId":"ES-4","customer":{"name":"'), name, Buffer.from('"}}')]);

  it.each([
    ['a stray byte', Buffer.from([0xff])],
    ['a character that was cut', Buffer.from('€').subarray(0, 2)],
    ['a surrogate in three bytes', Buffer.from([0xed, 0xa0, 0xbd])],
    ['an overlong slash', Buffer.from([0xc0, 0xaf])],
  ])('are refused in a body: %s', async (_, bytes) => {
    expect(await refusal('POST /v1/orders', base64(json(bytes)))).toEqual({
      status: 400,
      errors: [{ path: 'body', message: 'is not valid UTF-8' }],
    });
  });

  it('are refused in a query, a path and a form, percent-encoded', async () => {
    const errors = (path: string) => [{ path, message: 'is not valid UTF-8' }];
    const query = { event: { rawQueryString: 'stage=%FF' } };
    expect(await refusal('GET /v1/orders', query)).toEqual({ status: 400, errors: errors('query') });
    const path = { path: { orderId: 'x' }, event: { rawPath: '/v1/orders/%ED%A0%BD' } };
    expect(await refusal('GET /v1/orders/{orderId}', path)).toEqual({ status: 400, errors: errors('path') });
    const form = { path: { orderId: 'ES-1' }, text: 'action=hold&hold-reason=%C3' };
    expect(await refusal('POST /staff/orders/{orderId}', form)).toEqual({
      status: 400,
      errors: errors('body'),
    });
  });

  it('are refused where the gateway passes a half on as text', async () => {
    const halves: [NonNullable<Parameters<typeof world.call>[1]['event']>, string][] = [
      [{ body: `{"x":"${half}"}` }, 'body'],
      [{ queryStringParameters: { stage: half } }, 'query'],
      [{ pathParameters: { orderId: half } }, 'path'],
      [{ cookies: [`a=${half}`] }, 'headers.cookie'],
    ];
    for (const [event, path] of halves) {
      const { status, errors } = await refusal('POST /v1/orders', { event });
      expect([status, errors]).toEqual([400, [{ path, message: 'is not valid UTF-8' }]]);
    }
    const headers = { 'user-agent': half };
    expect(await refusal('POST /v1/orders', { headers, body: {} })).toEqual({
      status: 400,
      errors: [{ path: 'headers.user-agent', message: 'is not valid UTF-8' }],
    });
  });

  it('a percent sign that encodes nothing stands for itself', async () => {
    const event = { rawQueryString: 'stage=100%', queryStringParameters: { stage: '100%' } };
    const { status, body } = await world.call('GET /v1/orders', { event });
    expect([status, body.errors[0].path]).toEqual([400, 'stage']);
  });
});

describe('a name that shows nothing', () => {
  let shown = 0;

  it.each([
    ['zero-width spaces', '\u200b\u200b'],
    ['a joiner', '\u200d'],
    ['a word joiner and a soft hyphen', '\u2060\u00ad'],
    ['a Hangul filler', '\u3164'],
    ['a Braille blank', '\u2800'],
    ['variation selectors', '\ufe0f\ufe0f'],
    ['marks with nothing to stand on', '\u0301\u0301'],
    ['directional marks', '\u200e\u200f\u061c'],
    ['tags', '\u{e0041}\u{e0042}'],
  ])('is refused of goods, and no name of a customer: %s', async (_, name) => {
    const [line] = popsOrder('ES-4').lines;
    expect(await refusal('POST /v1/orders', { body: order({ lines: [{ ...line, name }] }) })).toEqual({
      status: 422,
      errors: [{ path: 'lines.0.name', message: 'must hold a character that can be seen' }],
    });
    shown++;
    const orderId = `SHOWN-${String(shown)}`;
    const body = { ...popsOrder(orderId), customer: customer(name) };
    expect((await world.call('POST /v1/orders', { body })).status).toBe(201);
    const read = await world.call('GET /v1/orders/{orderId}', { path: { orderId } });
    expect(read.body.customer.name).toBeUndefined();
  });

  it('may hold such characters among others', async () => {
    const body = { ...popsOrder('ES-5'), customer: customer('Ana\u200d-Maria') };
    expect((await world.call('POST /v1/orders', { body })).status).toBe(201);
  });
});

it('takes no nesting without end', async () => {
  const deep = `{"orderId":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  const { status, body } = await world.call('POST /v1/orders', { text: deep });
  expect(status).toBe(422);
  expect(body.errors[0].message).toBe('is nested more than 32 levels deep');
});

describe('a body of another type', () => {
  const sent = (
    type: string | undefined,
    route = 'POST /v1/orders',
    text = JSON.stringify(popsOrder('ES-6')),
  ) => world.call(route, { text, path: { orderId: 'ES-1' }, headers: { 'content-type': type as string } });

  it.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json; charset=iso-8859-2',
  ])('is refused where JSON is expected: %s', async (type) => {
    const { status, body } = await sent(type);
    expect([status, body.type, body.detail]).toEqual([
      415,
      'urn:veghe:unsupported-media-type',
      'Send it in UTF-8 with Content-Type: application/json.',
    ]);
  });

  it.each(['application/json', 'Application/JSON; charset=UTF-8', 'application/merge-patch+json'])(
    'is none where it is JSON: %s',
    async (type) => {
      expect((await sent(type)).status).toBeLessThan(300);
    },
  );

  it('is refused where lines, or a form, are expected', async () => {
    expect((await sent('application/json', 'POST /v1/history', '{}')).body.detail).toContain(
      'application/x-ndjson',
    );
    const form = await sent('application/json', 'POST /staff/orders/{orderId}', '{}');
    expect([form.status, form.body.detail]).toEqual([
      415,
      'Send it in UTF-8 with Content-Type: application/x-www-form-urlencoded.',
    ]);
  });

  it('needs no type where there is none', async () => {
    const path = { stallId: 'ES-1~1' };
    const headers = { 'content-type': undefined as unknown as string };
    const { status } = await world.call('POST /v1/stalls/{stallId}/acknowledgement', {
      path,
      headers,
      text: '',
    });
    expect(status).not.toBe(415);
  });
});

it('answered no request of these with a fault', () => {
  expect(world.faults).toEqual([]);
});
