import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giftexpress, promo } from '../amendments/given.ts';
import { World } from '../support/world.ts';

/** GiftExpress, a Monday: a hundred baskets are being packed for Thursday, thirty-five are done. */
let world: World;
const store = 'giftexpress';
const as = (role: string) => world.as(store, role);

const basketOrder = {
  orderId: 'GE-1',
  placedAt: '2026-11-16T07:00:00Z',
  customer: { name: 'Birou Nordica', email: 'achizitii@nordica.example' },
  buyer: { kind: 'company', name: 'Nordica SA', vatId: 'RO123', orderNumber: 'PO-77' },
  deliveryAddress: { street: 'Str. Lungă 1', city: 'Brașov' },
  lines: [
    {
      sku: 'COS-L',
      name: 'Coș cadou mare',
      quantity: 100,
      unitPrice: { amount: 18_900, currency: 'RON' },
      vatRate: 21,
    },
  ],
  shippingFee: { amount: 1_999, currency: 'RON' },
  pricesIncludeVat: true,
  payment: { method: 'transfer', state: 'on-delivery' },
  promisedAt: '2026-11-19T15:00:00Z',
  attributes: { carrier: 'fan' },
};
const cups = { changes: [{ op: 'add-line', sku: 'CANA', quantity: 100 }] };

beforeEach(async () => {
  world = await World.start({ at: '2026-11-16T08:00:00Z' });
  await world.store(giftexpress);
  const shop = as('storefront');
  await as('procurement')('PUT', '/v1/products/CANA', promo);
  await shop('POST', '/v1/stock/movements', {
    items: [
      {
        movementId: 'M1',
        sku: 'CANA',
        location: 'A',
        kind: 'opening',
        quantity: 60,
        occurredAt: '2026-11-16T07:00:00Z',
      },
      {
        movementId: 'M2',
        sku: 'COS-L',
        location: 'A',
        kind: 'opening',
        quantity: 150,
        occurredAt: '2026-11-16T07:00:00Z',
      },
    ],
  });
  await shop('POST', '/v1/orders', basketOrder);
  await shop('POST', '/v1/orders/GE-1/status', { stage: 'preparing' });
  await as('packing')('POST', '/v1/orders/GE-1/progress', {
    stage: 'preparing',
    lines: [{ lineId: '1', unitsDone: 35 }],
  });
  await world.idle();
});
afterEach(() => world[Symbol.asyncDispose]());

const order = async () => (await as('operator')('GET', '/v1/orders/GE-1')).body;
const amendment = async (id: string) => (await as('operator')('GET', `/v1/amendments/${id}`)).body;
const free = async () => (await as('operator')('GET', '/v1/stock/CANA')).body.available;
const types = async (): Promise<string[]> =>
  (await as('operator')('GET', '/v1/orders/GE-1/timeline?limit=200')).body.items.map(
    ({ type }: { type: string }) => type,
  );
/** The signed link in the last message to somebody. */
async function linkTo(email: string): Promise<string> {
  const mail = (await world.mail()).filter(({ to }) => to === email).at(-1);
  return /https?:\/\/\S+(\/l\/\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
}
const customer = 'achizitii@nordica.example';
const toCustomer = async () =>
  (await world.mail()).filter(({ to }) => to === customer).map(({ subject }) => subject);
const form = (path: string, fields: Record<string, string>) =>
  world.fetch('POST', path, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  });
const page = (path: string) => world.fetch('GET', path, undefined, { 'accept-language': 'ro' });

async function asked(body: object = cups): Promise<string> {
  const reply = await as('operator')('POST', '/v1/orders/GE-1/amendments', body);
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  await world.idle();
  return reply.body.amendmentId;
}
const decide = async (id: string, role: string, decision = 'approve') => {
  const reply = await as(role)('POST', `/v1/amendments/${id}/decisions`, { decision });
  await world.idle();
  return reply.status;
};
const task = async (id: string, role: string, department: string, state: string, more: object = {}) => {
  const reply = await as(role)('POST', `/v1/amendments/${id}/tasks/${department}`, { state, ...more });
  await world.idle();
  return reply.status;
};
/** Elena is the supervisor that is not Marius; she decides from her e-mail. */
async function staffAgree(id: string): Promise<void> {
  expect((await form(await linkTo('elena@giftexpress.example'), { choice: 'approve' })).status).toBe(200);
  expect(await decide(id, 'finance')).toBe(200);
}
async function departmentsTake(id: string): Promise<void> {
  for (const [role, department] of [
    ['procurement', 'procurement'],
    ['packing', 'packing'],
    ['finance', 'billing'],
  ] as const)
    expect(await task(id, role, department, 'acknowledged')).toBe(200);
}
/** Nothing is held, nothing is set aside, and the order says what it said. */
async function untouched(before: Awaited<ReturnType<typeof order>>): Promise<void> {
  const now = await order();
  expect({ ...now, version: 0, estimate: null }).toEqual({ ...before, version: 0, estimate: null });
  expect(await free()).toBe(60);
}

describe('one more thing, three days before delivery', () => {
  it('assessed in seconds, agreed to by everybody, applied: documents, stock and a message with the cost', async () => {
    const id = await asked();
    const first = await amendment(id);
    expect(first).toMatchObject({ status: 'awaiting-approval', requestedBy: 'marius' });
    expect(first.assessment).toMatchObject({
      verdict: 'fits',
      rework: { units: 35 },
      lines: [{ sku: 'CANA', free: 60, toBuy: 40, supplier: 'Ceramica SRL' }],
    });
    expect(first.assessment.cost.gross).toEqual({ amount: 127_353, currency: 'RON' });
    expect((await order()).holds).toMatchObject([{ scope: 'amendment' }]);
    expect(await free()).toBe(0);
    // Work that the change does not touch goes on.
    expect(
      (
        await as('packing')('POST', '/v1/orders/GE-1/progress', {
          stage: 'preparing',
          lines: [{ lineId: '1', unitsDone: 36 }],
        })
      ).status,
    ).toBe(200);

    // Marius is a supervisor too; he asked, so he approves nothing.
    const mails = (await world.mail()).map(({ to }) => to);
    expect(mails).toContain('elena@giftexpress.example');
    expect(mails).not.toContain('marius@giftexpress.example');
    expect(await decide(id, 'supervisor')).toBe(403);

    // The page behind the e-mail's link shows exact lines, cost and date, and changes nothing.
    const elena = await linkTo('elena@giftexpress.example');
    const shown = await page(elena);
    expect(shown.status).toBe(200);
    for (const text of [
      'Se adaugă: 100 × Cană personalizată',
      '1.273,53',
      'joi, 19 noiembrie',
      'Marius Popa',
    ])
      expect(shown.body).toContain(text);
    expect((await form(elena, { choice: 'decline' })).status).toBe(422);
    expect((await form(elena, { choice: 'approve' })).status).toBe(200);
    expect((await form(elena, { choice: 'approve' })).status).toBe(410);
    expect(await toCustomer()).toEqual([]);
    expect(await decide(id, 'finance')).toBe(200);

    // The customer hears what it costs, with VAT, the date and its risk, and accepts under a number of his own.
    expect(await toCustomer()).toEqual([
      'Modificarea comenzii GE-1: avem nevoie de acordul dumneavoastră · GiftExpress',
    ]);
    const link = await linkTo(customer);
    const offered = await page(link);
    for (const text of [
      'Act adițional la comanda GE-1',
      'Redeschiderea pachetelor gata făcute (35)',
      '1.273,53',
      'PO-77',
    ])
      expect(offered.body).toContain(text);
    expect((await form(link, {})).status).toBe(422);
    expect((await form(link, { choice: 'accept', orderNumber: 'PO-77/2' })).status).toBe(200);
    await world.idle();

    // Each department gets its task; when all have taken it, it is applied.
    expect((await amendment(id)).status).toBe('awaiting-departments');
    expect((await world.mail()).map(({ subject }) => subject)).toContain(
      'Comanda GE-1: sarcină pentru ambalare · GiftExpress',
    );
    expect((await order()).revision).toBe(1);
    await departmentsTake(id);
    expect(await amendment(id)).toMatchObject({ status: 'applied', revision: 2 });

    const after = await order();
    expect(after.revision).toBe(2);
    expect(after.lines.map(({ sku, quantity }: any) => [sku, quantity])).toEqual([
      ['COS-L', 100],
      ['CANA', 100],
    ]);
    expect(after.holds).toEqual([]);
    // 100 × 189.00, 100 × 12.10, 63.53 of rework and 19.99 of shipping.
    expect(after.total.amount).toBe(1_890_000 + 121_000 + 6_353 + 1_999);

    const { items } = (await as('finance')('GET', '/v1/orders/GE-1/documents')).body;
    expect(items.map(({ documentId, number, status }: any) => [documentId, number, status])).toEqual([
      ['order-1', null, 'valid'],
      ['addendum-2', 'AA-1', 'valid'],
      ['confirmation-2', 'CC-1', 'valid'],
      ['pro-forma-2', 'PF-1', 'valid'],
    ]);
    const proForma = (await as('finance')('GET', '/v1/orders/GE-1/documents/pro-forma-2')).body;
    expect(proForma).toMatchObject({ fiscal: false, buyerOrderNumber: 'PO-77' });
    expect(proForma.total.gross.amount).toBe(after.total.amount);
    expect(proForma.difference.gross.amount).toBe(127_353);
    const addendum = (await as('finance')('GET', '/v1/orders/GE-1/documents/addendum-2')).body;
    expect(addendum.buyerOrderNumber).toBe('PO-77/2');
    // The order as it was stays readable, and so do papers on paper.
    const old = (await as('finance')('GET', '/v1/orders/GE-1/documents/order-1')).body;
    expect(old.lines.map(({ sku }: any) => sku)).toEqual(['COS-L', undefined]);
    const printed = await as('finance')('GET', '/v1/orders/GE-1/documents/pro-forma-2', undefined, {
      accept: 'text/html',
    });
    expect(printed.body).toContain('Document nefiscal: nu ține loc de factură.');

    const told = (await world.mail()).filter(({ to }) => to === customer).at(-1)!;
    expect(told.subject).toBe('Comanda GE-1 a fost modificată · GiftExpress');
    expect(told.text).toContain('Cană personalizată (100): 1.210,00');
    expect(told.text).toContain('Comanda costă acum cu 1.273,53');
    // Finance issues the fiscal invoice in its own programme, and records it.
    const invoice = { series: 'GEX', number: '1042', eFacturaIndex: '5001234567' };
    expect(await task(id, 'finance', 'billing', 'done', { invoice, note: 'emisă' })).toBe(200);
    expect((await amendment(id)).tasks).toContainEqual(
      expect.objectContaining({ department: 'billing', state: 'done', invoice, note: 'emisă' }),
    );

    // What was reserved is the order's now; nothing else is left over.
    await world.advance('PT30M');
    const stock = (await as('operator')('GET', '/v1/stock/CANA')).body;
    expect([stock.allocated, stock.available]).toEqual([60, 0]);
    // Order, amendment, papers and article prove themselves, by the function that is deployed and its own rights.
    for (const subject of ['order/GE-1', `amendment/${id}`, 'series/PF', 'stock/CANA'])
      expect(await world.verified('giftexpress', subject)).toMatchObject({
        subject,
        verified: true,
        faults: [],
      });
    const report = (await as('supervisor')('GET', '/v1/reports/amendments')).body;
    expect(report).toMatchObject({
      requested: 1,
      applied: 1,
      extra: 127_353,
      margin: { amount: 40_000, of: 1 },
    });
    expect(report.waits.map(({ party }: any) => party).sort()).toEqual(['customer', 'finance', 'supervisor']);
    expect(await types()).toEqual(
      expect.arrayContaining(['order.revised', 'document.issued', 'amendment.settled']),
    );
  });

  it('declined by finance: nobody else is asked, the customer hears nothing, all is as it was', async () => {
    const before = await order();
    const id = await asked();
    expect(await decide(id, 'finance', 'decline')).toBe(200);
    expect(await amendment(id)).toMatchObject({ status: 'declined', why: 'declined' });
    expect(await toCustomer()).toEqual([]);
    expect((await page(await linkTo('elena@giftexpress.example'))).status).toBe(410);
    await untouched(before);
  });

  it('declined by the customer: all is as it was, and nobody writes to him again', async () => {
    const before = await order();
    const id = await asked();
    await staffAgree(id);
    const link = await linkTo(customer);
    expect((await form(link, { choice: 'decline' })).status).toBe(200);
    await world.idle();
    expect((await amendment(id)).status).toBe('declined');
    expect((await form(link, { choice: 'accept' })).status).toBe(410);
    expect(await toCustomer()).toHaveLength(1);
    await untouched(before);
  });

  it('the customer chooses the sixty now and forty later: the shop agrees anew, he need not', async () => {
    const id = await asked();
    await staffAgree(id);
    expect((await form(await linkTo(customer), { choice: 'alternative:part-later' })).status).toBe(200);
    await world.idle();
    const chosen = await amendment(id);
    expect(chosen).toMatchObject({ status: 'awaiting-approval', round: 2 });
    expect(chosen.assessment).toMatchObject({ shipments: 'part-later', later: { units: 40 } });
    await staffAgree(id);
    expect((await amendment(id)).status).toBe('awaiting-departments');
    await departmentsTake(id);
    expect(await task(id, 'logistics', 'logistics', 'acknowledged')).toBe(200);
    expect((await amendment(id)).status).toBe('applied');
    expect((await order()).total.amount).toBe(1_890_000 + 121_000 + 6_353 + 2_420 + 1_999);
  });

  it('nobody answers: reminded, called, expired; at each step, and without anybody’s help', async () => {
    const before = await order();
    const id = await asked();
    await world.advance('PT2H5M');
    expect((await world.mail()).map(({ subject }) => subject)).toContain(
      'Comanda GE-1: modificarea așteaptă încă decizia dumneavoastră · GiftExpress',
    );
    await world.advance('PT2H5M');
    expect(await types()).toContain('amendment.escalated');
    await world.advance('PT4H');
    expect(await amendment(id)).toMatchObject({ status: 'expired', why: 'no-answer' });
    await untouchedBut(before);
    expect(await toCustomer()).toEqual([]);
  });

  it('the customer does not answer: it expires at the last moment that still makes the date', async () => {
    const before = await order();
    const id = await asked();
    const { lastMoment } = (await amendment(id)).assessment;
    await staffAgree(id);
    const late = (Date.parse(lastMoment) - Date.parse('2026-11-16T08:00:00Z')) / 60_000;
    await world.advance(`PT${String(Math.ceil(late) + 2)}M`);
    expect(await amendment(id)).toMatchObject({ status: 'expired', why: 'no-answer' });
    expect((await page(await linkTo(customer))).status).toBe(410);
    await untouchedBut(before);
  });

  it('a department does not answer: it is called, the amendment expires, and the customer who had agreed hears so', async () => {
    const id = await asked();
    await staffAgree(id);
    await form(await linkTo(customer), { choice: 'accept' });
    await world.idle();
    await task(id, 'packing', 'packing', 'acknowledged');
    await world.advance('PT4H5M');
    expect(
      (await amendment(id)).tasks.map(({ department, escalated }: any) => [department, escalated]),
    ).toEqual([
      ['procurement', true],
      ['packing', false],
      ['billing', true],
    ]);
    await world.advance('PT24H');
    expect((await amendment(id)).status).toBe('expired');
    expect((await toCustomer()).at(-1)).toBe('Comanda GE-1 rămâne cum era · GiftExpress');
    expect(await free()).toBe(60);
  });

  it('the order is cancelled meanwhile: it ends with it, and no message says that the order stays as it was', async () => {
    const id = await asked();
    await staffAgree(id);
    await form(await linkTo(customer), { choice: 'accept' });
    await world.idle();
    await as('storefront')('POST', '/v1/orders/GE-1/status', { stage: 'cancelled' });
    await world.idle();
    expect(await amendment(id)).toMatchObject({ status: 'expired', why: 'order-closed' });
    expect((await toCustomer()).filter((subject) => subject.includes('rămâne cum era'))).toEqual([]);
    expect(await free()).toBe(60);
    const again = await as('operator')('POST', '/v1/orders/GE-1/amendments', cups);
    expect([again.status, again.body.type]).toEqual([409, 'urn:veghe:order-closed']);
  });

  it('a department refuses: back to assessment with that fact, and everybody is asked again', async () => {
    const id = await asked();
    await staffAgree(id);
    await form(await linkTo(customer), { choice: 'accept' });
    await world.idle();
    expect(await task(id, 'packing', 'packing', 'refused', { note: 'nu mai avem oameni' })).toBe(200);
    const again = await amendment(id);
    expect(again).toMatchObject({ status: 'awaiting-approval', verdict: 'does-not-fit', round: 2 });
    expect((await page(await linkTo('elena@giftexpress.example'))).body).toContain(
      'Au refuzat deja: ambalare.',
    );
    expect(again.assessment.alternatives.map((one: any) => one.id)).toEqual(['separate-parcel']);
    expect(await decide(id, 'finance', 'decline')).toBe(200);
    expect(await free()).toBe(60);
  });

  it('taken back: everything is let go at once', async () => {
    const before = await order();
    const id = await asked();
    const reply = await as('operator')('POST', `/v1/amendments/${id}/withdrawal`, { reason: 'răzgândit' });
    expect(reply.body.status).toBe('withdrawn');
    await world.idle();
    await untouched(before);
    expect(await toCustomer()).toEqual([]);
  });

  it('an item outside the contract needs procurement’s quote before anybody approves', async () => {
    const id = await asked({ changes: [{ ...cups.changes[0], unlisted: true }] });
    expect(await amendment(id)).toMatchObject({ status: 'awaiting-quote', approvals: [] });
    expect((await world.mail()).map(({ to, subject }) => [to, subject])).toContainEqual([
      'paul@giftexpress.example',
      'Comanda GE-1: ofertă de cerut pentru un produs nelistat · GiftExpress',
    ]);
    const quote = {
      cost: { amount: 700, currency: 'RON' },
      readyAt: '2026-11-17T10:00:00Z',
      validUntil: '2026-11-18T10:00:00Z',
    };
    const reply = await as('procurement')('POST', `/v1/amendments/${id}/quote`, quote);
    expect([reply.status, reply.body.status]).toEqual([200, 'awaiting-approval']);
    await world.idle();
    // 100 × 9.74 with VAT, and the rework.
    expect((await amendment(id)).assessment.cost.gross.amount).toBe(97_400 + 6_353);
    await staffAgree(id);
    await form(await linkTo(customer), { choice: 'accept' });
    await world.idle();
    await departmentsTake(id);
    expect((await order()).lines[1]).toMatchObject({ sku: 'CANA', unitPrice: { amount: 974 } });
  });

  it('a link of another hash, a forged one, a stranger: refused, and nothing is changed', async () => {
    const id = await asked();
    const old = await linkTo('elena@giftexpress.example');
    // The order is revised otherwise: what Elena was shown is no longer what is asked.
    await decide(id, 'finance');
    expect(await decide(id, 'packing')).toBe(403);
    expect((await form(`${old}x`, { choice: 'approve' })).status).toBe(404);
    const clicks = await Promise.all([
      form(old, { choice: 'approve' }),
      form(old, { choice: 'decline', comment: 'nu' }),
    ]);
    expect(clicks.filter(({ status }) => status === 200)).toHaveLength(1);
    await world.idle();
    const said = (await types()).filter(
      (type) => type === 'amendment.approved' || type === 'amendment.declined',
    );
    expect(said).toHaveLength(2);
    // Who was refused is written down: the stranger, and the second click.
    const refused = (await types()).filter((type) => type === 'amendment.word-refused');
    expect(refused.length).toBeGreaterThanOrEqual(1);
  });
});

/** As it was, but for what time alone has done. */
async function untouchedBut(before: Awaited<ReturnType<typeof order>>): Promise<void> {
  const now = await order();
  expect([now.revision, now.lines, now.total, now.holds, now.promise]).toEqual([
    before.revision,
    before.lines,
    before.total,
    before.holds,
    before.promise,
  ]);
  expect(await free()).toBe(60);
}
