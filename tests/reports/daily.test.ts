import { beforeAll, describe, expect, it } from 'vitest';
import { inProcess } from '../support/in-process.ts';
import { counted, pileUp, type Shop } from './pile.ts';

const route = 'GET /v1/reports/daily';

describe('the daily report', () => {
  let shop: Shop;
  const ask = (query: Record<string, string> = {}, accept = 'application/json') =>
    shop.call(route, { query, role: 'operator', headers: { accept } });

  beforeAll(async () => {
    shop = await inProcess();
    await pileUp(shop);
    await counted(shop);
  });

  it('says what waits, for how long, and what came and went the day before', async () => {
    const { status, body, headers } = await ask();
    expect([status, headers['vary']]).toEqual([200, 'Accept, Accept-Language']);
    expect([body.date, body.dayBefore, body.asOf, body.reconstructed]).toEqual([
      '2026-11-18',
      '2026-11-17',
      '2026-11-18T09:00:00Z',
      false,
    ]);
    const stage = (name: string) => body.stages.find((one: { stage: string }) => one.stage === name);
    expect(stage('preparing')).toEqual({
      stage: 'preparing',
      label: 'în pregătire',
      end: false,
      waiting: 12,
      ageing: [
        { days: '0', orders: 0 },
        { days: '1', orders: 0 },
        { days: '2–3', orders: 12 },
        { days: '4–7', orders: 0 },
        { days: '8–14', orders: 0 },
        { days: '15+', orders: 0 },
      ],
      in: 0,
      out: 0,
      usualIn: null,
      usualOut: null,
      capacity: null,
      daysOfWork: null,
    });
    // Taken in on Monday, shipped at five in the morning of Tuesday.
    expect([stage('packed').out, stage('shipped').in, stage('shipped').waiting]).toEqual([44, 44, 44]);
  });

  it('puts the pile-up with its cause and the next check on top', async () => {
    const { body } = await ask();
    expect(body.stalls).toMatchObject({ total: 12, unowned: 12, escalated: 0, cut: false, owners: [] });
    expect(body.stalls.top).toHaveLength(12);
    expect(body.bottlenecks).toMatchObject([
      { stage: 'preparing', stalled: 12, causes: [{ attribute: 'zone', value: 'B', count: 10 }] },
    ]);
  });

  it('is a sheet that says the same, with nothing that a spreadsheet would run', async () => {
    const { status, body, type, headers } = await ask({}, 'text/csv');
    expect([status, type, headers['content-disposition']]).toEqual([
      200,
      'text/csv; charset=utf-8; header=present',
      'attachment; filename="electrosmart-2026-11-18.csv"',
    ]);
    const lines = (body as string).split('\r\n');
    expect(lines[0]).toBe('\ufeffsection;subject;measure;value');
    expect(lines).toContain('stages;preparing;waiting;12');
    expect(lines).toContain('stages;preparing;waiting 2–3 days;12');
    expect(lines).toContain('stages;packed;out;44');
    expect(lines).toContain('stalls;all;total;12');
    expect(lines).toContain('bottlenecks;preparing;stalled;12');
    expect(lines).toContain(`causes preparing;zone=B;stalledShare;${String(10 / 12).replace('.', ',')}`);
    expect(lines.at(-1)).toBe('');
  });

  it('is a page for people, in their language', async () => {
    const browser = 'text/html,application/xhtml+xml,*/*;q=0.8';
    const { type, body } = await ask({ lang: 'en' }, browser);
    expect(type).toBe('text/html; charset=utf-8');
    expect(body).toContain('<h1>Daily report: Wednesday 18 November</h1>');
    expect(body).toContain('<h3>“being prepared”: 12 stalled orders, 44 passed in the same time</h3>');
    expect(body).toContain('<strong>Probable cause: zone B</strong>');
    expect((await ask({}, browser)).body).toContain('<strong>Cauza probabilă: zona B</strong>');
    expect((await ask({ format: 'html' })).type).toBe('text/html; charset=utf-8');
  });

  it('takes down from its page what somebody found, and shows it', async () => {
    const form = {
      stage: 'preparing',
      attribute: 'zone',
      value: 'B',
      outcome: 'ruled-out',
      note: '',
      date: '2026-11-18',
    };
    const post = (fields: Record<string, string>) =>
      shop.call('POST /staff/checks', {
        role: 'operator',
        text: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    const { status, headers } = await post(form);
    expect([status, headers['location']]).toEqual([303, '/v1/reports/daily?date=2026-11-18&done=check']);
    const { body } = await ask({ date: '2026-11-18', done: 'check', format: 'html' });
    expect(body).toContain('Am notat ce ați găsit.');
    expect(body).toContain('<p>Verificat de ioana: nu este aceasta.</p>');
    expect((await post({ ...form, outcome: 'perhaps' })).body).toMatchObject({
      status: 422,
      errors: [{ path: 'outcome' }],
    });
  });

  it('names what is proposed, with its effect', async () => {
    const made = await shop.call('POST /v1/proposals', {
      role: 'operator',
      body: { kind: 'limit', stage: 'packed', limit: 'PT30H' },
    });
    expect(made.status).toBe(201);
    const { body } = await ask();
    expect(body.proposals).toMatchObject([
      { kind: 'limit', stage: 'packed', label: 'ambalată', by: 'ioana', proposed: { limit: 'PT30H' } },
    ]);
    const page = (await ask({ lang: 'en', format: 'html' })).body;
    // All 44 were shipped after twenty hours: neither limit would have said anything.
    expect(page).toContain(
      'The limit of “packed”: 30 hours instead of 24 hours. It would alert for 0 orders in 100, now 0.',
    );
    expect(((await ask({}, 'text/csv')).body as string).split('\r\n')).toContain(
      `proposals;${String(made.body.id)};limit;PT30H`,
    );
  });

  it('of a day gone by is made from the counters', async () => {
    const { body } = await ask({ date: '2026-11-17' });
    expect(body).toMatchObject({
      reconstructed: true,
      asOf: '2026-11-16T22:00:00Z',
      stalls: null,
      bottlenecks: null,
    });
    const [, , preparing, packed] = body.stages;
    // At the end of Monday nothing had been shipped.
    expect([preparing.waiting, preparing.in, preparing.out]).toEqual([12, 56, 44]);
    expect([packed.waiting, packed.in]).toEqual([44, 44]);
    expect(body.alerts).toMatchObject({ orders: 56, breached: 0 });
  });

  it('of a day to come, or in a form that there is not, is refused', async () => {
    expect(await ask({ date: '2026-11-19' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'date', message: 'has not come yet' }] },
    });
    expect(await ask({ date: '2026-02-30' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'date', message: 'must be a date that exists' }] },
    });
    expect(await ask({}, 'image/png')).toMatchObject({
      status: 406,
      body: { type: 'urn:veghe:not-acceptable' },
    });
  });

  it('tells of a week what alerts cost and were worth', async () => {
    await shop.call('POST /v1/stalls/{stallId}/acknowledgement', {
      path: { stallId: 'B-1~2' },
      body: { cause: 'banda stă' },
      role: 'operator',
    });
    for (const orderId of ['B-1', 'B-2'])
      await shop.call('POST /v1/orders/{orderId}/status', {
        path: { orderId },
        body: { stage: 'packed', fact: true },
      });
    shop.advance(24 * 3_600_000);
    await counted(shop);
    const { body } = await ask();
    expect(body.alerts).toMatchObject({
      from: '2026-11-12',
      to: '2026-11-18',
      orders: 56,
      breached: 12,
      acknowledged: 1,
      closed: 2,
      actedShare: 0.5,
    });
    expect(body.stalls.total).toBe(10);
  });
});
