import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fashionpoint } from '../support/shops.ts';
import { World } from '../support/world.ts';

/** Monday, 16 November 2026, ten in the morning in Bucharest. */
const monday = '2026-11-16T08:00:00Z';
const ron = (amount: number) => ({ amount, currency: 'RON' });

/** The second story, told in order: each step rests on those before it. */
describe('FashionPoint: the shelf is empty', () => {
  let world: World;
  let store: string;
  let link: string;
  const as = (role: string) => (method: string, path: string, body?: unknown) =>
    world.as(store, role)(method, path, body);
  const andrei = (method: string, path: string, body?: unknown) => as('warehouse')(method, path, body);
  const shop = (method: string, path: string, body?: unknown) => as('storefront')(method, path, body);
  const stock = async (sku: string) => (await andrei('GET', `/v1/stock/${sku}`)).body;

  beforeAll(async () => {
    world = await World.start({ at: monday });
    store = await world.store({
      ...fashionpoint,
      staff: [
        ...fashionpoint.staff,
        { id: 'paul', name: 'Paul Ionescu', email: 'paul@fashionpoint.example', roles: ['packing'] },
        { id: 'rodica', name: 'Rodica Nistor', email: 'rodica@fashionpoint.example', roles: ['procurement'] },
      ],
    });
    const opening = (sku: string, quantity: number) => ({
      movementId: `open-${sku}`,
      sku,
      location: 'A1',
      kind: 'opening',
      quantity,
      occurredAt: monday,
    });
    const coat = (size: string, price: number) => ({
      name: `Palton ${size}`,
      category: 'paltoane',
      size,
      price: ron(price),
      cost: ron(20_000),
    });
    const products: [string, object][] = [
      ['PALTON-M', coat('M', 60_000)],
      ['PALTON-BEJ-M', { ...coat('M', 63_000), name: 'Palton bej' }],
      ['PALTON-BEJ-L', coat('L', 60_000)],
    ];
    for (const [sku, product] of products) await as('operator')('PUT', `/v1/products/${sku}`, product);
    await as('operator')('PUT', '/v1/purchase-orders/AC-9', {
      supplier: 'Lână SRL',
      lines: [{ sku: 'PALTON-M', quantity: 5, expectedAt: '2026-11-21' }],
    });
    await andrei('POST', '/v1/stock/movements', {
      items: [
        opening('PALTON-BEJ-M', 2),
        opening('PALTON-BEJ-L', 4),
        opening('PALTON-M', 3),
        opening('FULAR', 9),
        opening('MANUSI', 9),
      ],
    });
    await shop('PUT', '/v1/stock/published', {
      asOf: monday,
      items: [
        { sku: 'PALTON-M', quantity: 3 },
        { sku: 'FULAR', quantity: 9 },
      ],
    });
  }, 120_000);
  afterAll(() => world[Symbol.asyncDispose]());

  it('sets aside what Ms Iancu orders', async () => {
    const placed = await shop('POST', '/v1/orders', {
      orderId: 'FP-1',
      placedAt: monday,
      customer: { name: 'Irina Iancu', email: 'irina@example.com' },
      lines: [
        { lineId: 'palton', sku: 'PALTON-M', name: 'Palton', quantity: 1, unitPrice: ron(60_000) },
        { lineId: 'fular', sku: 'FULAR', name: 'Fular', quantity: 1, unitPrice: ron(8_000) },
        { lineId: 'manusi', sku: 'MANUSI', name: 'Mănuși', quantity: 1, unitPrice: ron(6_000) },
      ],
      payment: { method: 'card', state: 'paid', paidAmount: ron(74_000) },
    });
    expect(placed.status).toBe(201);
    await world.idle();
    expect(await stock('PALTON-M')).toMatchObject({ book: 3, allocated: 1, available: 2 });
    await shop('PUT', '/v1/stock/published', {
      asOf: '2026-11-16T08:01:00Z',
      items: [
        { sku: 'PALTON-M', quantity: 2 },
        { sku: 'FULAR', quantity: 8 },
      ],
    });
  });

  it('opens a drift at the short pick: published 2, book 3, counted 0; the sale is stopped', async () => {
    const picked = await andrei('POST', '/v1/stock/movements', {
      items: [
        {
          movementId: 'sp-1',
          sku: 'PALTON-M',
          location: 'A1',
          kind: 'short-pick',
          quantity: 1,
          reference: 'FP-1',
          occurredAt: '2026-11-16T08:02:00Z',
        },
      ],
    });
    expect(picked.body.items).toEqual([{ movementId: 'sp-1', outcome: 'booked', delta: 0 }]);
    const [drift] = (await andrei('GET', '/v1/stock/drifts')).body.items;
    expect(drift).toMatchObject({
      driftId: 'PALTON-M~A1~1',
      status: 'second-look',
      published: 2,
      book: 3,
      counted: 0,
      secondLookUntil: '2026-11-16T09:00:00Z',
    });
    expect(await stock('PALTON-M')).toMatchObject({ available: 0, stopped: true, buffer: 1 });
    const detail = (await andrei('GET', `/v1/stock/drifts/${drift.driftId}`)).body;
    expect(detail.exposedOrders).toEqual([{ orderId: 'FP-1', lineId: 'palton', quantity: 1, covered: 0 }]);
    await world.idle();
    // The storefront has heard that it may sell none.
    await shop('PUT', '/v1/stock/published', {
      asOf: '2026-11-16T08:02:30Z',
      items: [{ sku: 'PALTON-M', quantity: 0 }],
    });
  });

  it('tells no customer before the second look; when nobody looked within the hour the difference stands', async () => {
    await world.advance('PT30M');
    expect((await world.mail()).filter(({ to }) => to === 'irina@example.com')).toEqual([]);
    expect((await andrei('GET', '/v1/backorders')).body.items).toEqual([]);
    await world.advance('PT35M');
    expect((await andrei('GET', '/v1/stock/drifts')).body.items[0].status).toBe('confirmed');
    expect(await stock('PALTON-M')).toMatchObject({ allocated: 0, waiting: 1 });
  });

  it('asks Ms Iancu once, with three choices for the coat alone', async () => {
    await world.advance('PT5M');
    const [mail, ...more] = (await world.mail()).filter(({ to }) => to === 'irina@example.com');
    expect(more).toEqual([]);
    expect(mail?.subject).toBe(
      'Comanda FP-1: un produs nu mai este în stoc. Ce doriți să facem? · FashionPoint',
    );
    expect(mail?.text).toContain('- Palton: lipsește o bucată');
    const [item] = (await andrei('GET', '/v1/backorders')).body.items;
    expect(item).toMatchObject({
      backorderId: 'FP-1~1',
      orderId: 'FP-1',
      status: 'asked',
      lines: [
        {
          lineId: 'palton',
          sku: 'PALTON-M',
          lacking: 1,
          wait: { from: '2026-11-21T22:00:00Z', basis: 'purchase-order' },
          refund: ron(60_000),
          substitutes: [{ sku: 'PALTON-BEJ-M', price: ron(63_000), difference: 3_000 }],
        },
      ],
    });
    // What she may choose is set aside for her; a size that is not hers is not offered.
    expect(await stock('PALTON-BEJ-M')).toMatchObject({ book: 2, allocated: 1 });
    link = /http\S+\/l\/\S+/.exec(mail?.text ?? '')![0];
  });

  it('her page shows and changes nothing, and takes one word for it', async () => {
    const path = new URL(link).pathname;
    const shown = await world.fetch('GET', path, undefined, {});
    expect(shown.status).toBe(200);
    expect(shown.body).toMatch(/Costă în plus 30,00\sRON/);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const half = await world.fetch('POST', path, 'rest=ship-now', form);
    expect(half.status).toBe(422);
    const click = (choice: string) =>
      world.fetch('POST', path, new URLSearchParams({ 'line-0': choice, rest: 'ship-now' }).toString(), form);
    // She clicks twice; Andrei records what she said on the phone a moment later.
    const answers = await Promise.all([click('cancel'), click('cancel')]);
    expect(answers.map(({ status }) => status)).toContain(200);
    const late = await as('operator')('POST', '/v1/backorders/FP-1~1/choice', {
      lines: [{ lineId: 'palton', choice: 'wait' }],
      rest: 'ship-together',
    });
    expect(late.status).toBe(409);
    await world.idle();
    expect((await andrei('GET', '/v1/backorders/FP-1~1')).body).toMatchObject({
      status: 'closed',
      ended: 'chosen',
      choice: { lines: [{ lineId: 'palton', choice: 'cancel' }], rest: 'ship-now', by: 'customer' },
    });
    const timeline = (await andrei('GET', '/v1/orders/FP-1/timeline')).body.items as { type: string }[];
    expect(timeline.filter(({ type }) => type === 'backorder.decided')).toHaveLength(1);
    expect((await world.fetch('GET', path, undefined, {})).status).toBe(410);
  });

  it('what she chose is done: the order, the money, and what was set aside for her', async () => {
    const order = (await andrei('GET', '/v1/orders/FP-1')).body;
    expect(order.lines.map(({ lineId }: { lineId: string }) => lineId)).toEqual(['fular', 'manusi']);
    expect(order).toMatchObject({ revision: 2, total: ron(14_000) });
    const refunds = (await as('finance')('GET', '/v1/refunds')).body.items;
    expect(refunds.map(({ amount }: { amount: object }) => amount)).toEqual([ron(60_000)]);
    expect(await stock('PALTON-BEJ-M')).toMatchObject({ allocated: 0, available: 2 });
    expect(await stock('PALTON-M')).toMatchObject({ waiting: 0 });
    const mails = (await world.mail()).filter(({ to }) => to === 'irina@example.com');
    expect(mails.map(({ subject }) => subject).at(-1)).toBe(
      'Comanda FP-1: am făcut cum s-a hotărât · FashionPoint',
    );
  });

  it('resolved, book and storefront are right at once; the large one waits for a supervisor', async () => {
    const path = '/v1/stock/drifts/PALTON-M~A1~1/resolution';
    const done = await andrei('POST', path, { cause: 'loss' });
    // Three coats at 200 lei a piece are more than the shop lets pass unseen.
    expect([done.status, done.body.outcome]).toEqual([202, 'waits-for-supervisor']);
    const approve = { cause: 'loss', decision: 'approve' };
    expect((await andrei('POST', path, approve)).status).toBe(409);
    const approved = await as('supervisor')('POST', path, approve);
    expect([approved.status, approved.body.outcome]).toEqual([200, 'resolved']);
    expect(await stock('PALTON-M')).toMatchObject({ book: 0, available: 0, buffer: 1 });
    expect((await andrei('GET', '/v1/stock/drifts')).body.items).toEqual([]);
    expect((await andrei('GET', '/v1/stock/drifts/PALTON-M~A1~1')).body).toMatchObject({
      status: 'closed',
      closed: { how: 'resolved', cause: 'loss', adjustment: -3 },
    });
  });

  it('what was chosen can be taken back until somebody has acted on it: the order, the refund, the question', async () => {
    const undo = () => as('operator')('POST', '/v1/backorders/FP-1~1/undo');
    const undone = await undo();
    expect([undone.status, undone.body.status]).toEqual([200, 'gathering']);
    await world.idle();
    expect((await andrei('GET', '/v1/orders/FP-1')).body).toMatchObject({ revision: 3, total: ron(74_000) });
    expect((await as('finance')('GET', '/v1/refunds')).body.items).toEqual([]);
    expect(await stock('PALTON-M')).toMatchObject({ waiting: 1 });
    await world.advance('PT2M');
    const asked = (await world.mail()).filter(({ subject }) => subject.includes('Ce doriți să facem?'));
    expect(asked).toHaveLength(2);
    // The first link is used: the second one decides.
    const path = new URL(/http\S+\/l\/\S+/.exec(asked[1]?.text ?? '')![0]).pathname;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams({ 'line-0': 'cancel', rest: 'ship-now' }).toString();
    expect((await world.fetch('POST', path, body, form)).status).toBe(200);
    await world.idle();
    const [refund] = (await as('finance')('GET', '/v1/refunds')).body.items;
    expect(refund.amount).toEqual(ron(60_000));
    await as('finance')('POST', `/v1/refunds/${refund.refundId}/settlement`, { reference: 'OP 1' });
    // The money is paid back: now it stays.
    expect((await undo()).status).toBe(409);
  });

  const order = async (orderId: string, lines: object[], more: object = {}) => {
    const placed = await shop('POST', '/v1/orders', {
      orderId,
      placedAt: now,
      customer: { name: 'Dan Moga', email: `${orderId}@example.com` },
      lines,
      payment: { method: 'card', state: 'paid' },
      ...more,
    });
    expect([placed.status, placed.body.errors]).toEqual([201, undefined]);
  };
  const line = (sku: string, quantity: number, amount = 10_000) => ({
    lineId: sku,
    sku,
    name: sku,
    quantity,
    unitPrice: ron(amount),
  });
  let now = '2026-11-16T09:00:00Z';

  it('a delivery moves the book by what quality control accepted, and nothing else', async () => {
    const received = await andrei('POST', '/v1/stock/receipts', {
      receiptId: 'NIR-1',
      purchaseOrder: 'AC-9',
      location: 'A1',
      lines: [{ sku: 'PALTON-M', received: 5, rejected: 2, reason: 'căptușeală ruptă' }],
    });
    expect([received.status, received.body.differing]).toEqual([201, 1]);
    expect(await stock('PALTON-M')).toMatchObject({ book: 3, buffer: 1, available: 2 });
    expect((await andrei('GET', '/v1/purchase-orders/AC-9')).body.lines[0]).toMatchObject({ received: 3 });
    await world.idle();
    await world.advance('PT2M');
    const [alert] = (await world.alerts()).filter(({ role }) => role === 'procurement');
    expect(alert?.text).toContain('NIR-1 · AC-9');
    // The same paper again books nothing.
    await andrei('POST', '/v1/stock/receipts', {
      receiptId: 'NIR-1',
      purchaseOrder: 'AC-9',
      location: 'A1',
      lines: [{ sku: 'PALTON-M', received: 5, rejected: 2, reason: 'căptușeală ruptă' }],
    });
    expect(await stock('PALTON-M')).toMatchObject({ book: 3 });
  });

  it('who waits is served first, in order of age, by what comes back', async () => {
    now = '2026-11-16T09:01:00Z';
    await order('FP-10', [line('PALTON-M', 3)]);
    await world.idle();
    now = '2026-11-16T09:02:00Z';
    await order('FP-11', [line('PALTON-M', 1)]);
    now = '2026-11-16T09:03:00Z';
    await order('FP-12', [line('PALTON-M', 1)]);
    await world.idle();
    expect(await stock('PALTON-M')).toMatchObject({ book: 3, allocated: 3, waiting: 2, available: 0 });
    await world.advance('PT3M');
    const open = (await andrei('GET', '/v1/backorders')).body.items;
    expect(open.map(({ orderId }: { orderId: string }) => orderId).sort()).toEqual(['FP-11', 'FP-12']);
    const wait = (orderId: string) =>
      as('operator')('POST', `/v1/backorders/${orderId}~1/choice`, {
        lines: [{ lineId: 'PALTON-M', choice: 'wait' }],
        rest: 'ship-together',
      });
    expect((await wait('FP-11')).status).toBe(200);
    expect((await wait('FP-12')).status).toBe(200);
    await world.idle();
    // One coat comes back, is inspected, and put on the shelf: the older order has it.
    await andrei('POST', '/v1/stock/returns', {
      returnId: 'R-1',
      orderId: 'FP-0',
      lines: [{ sku: 'PALTON-M', quantity: 1 }],
    });
    expect(await stock('PALTON-M')).toMatchObject({ book: 3 });
    await andrei('POST', '/v1/stock/returns/R-1/restock', { location: 'A1' });
    await world.idle();
    expect(await stock('PALTON-M')).toMatchObject({ book: 4, allocated: 4, waiting: 1 });
    expect((await andrei('GET', '/v1/backorders/FP-11~1')).body).toMatchObject({
      status: 'closed',
      ended: 'covered',
    });
    expect((await andrei('GET', '/v1/backorders/FP-12~1')).body.status).toBe('waiting');
    const told = (await world.mail()).filter(({ to }) => to === 'FP-11@example.com');
    expect(told.at(-1)?.subject).toBe('Comanda FP-11: avem totuși produsul · FashionPoint');
  });

  it('without an answer the shop’s default counts at the deadline, after a reminder; never a substitute', async () => {
    now = '2026-11-16T09:10:00Z';
    await order('FP-20', [line('PALTON-M', 1), line('FULAR', 1, 8_000)]);
    await world.idle();
    await world.advance('PT48H10M');
    const mails = (await world.mail()).filter(
      ({ to, subject }) => to === 'FP-20@example.com' && /stoc|alegerea/.test(subject),
    );
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Comanda FP-20: un produs nu mai este în stoc. Ce doriți să facem? · FashionPoint',
      'Comanda FP-20: așteptăm alegerea dumneavoastră · FashionPoint',
    ]);
    await world.advance('PT24H');
    expect((await andrei('GET', '/v1/backorders/FP-20~1')).body.choice).toMatchObject({
      lines: [{ lineId: 'PALTON-M', choice: 'cancel' }],
      rest: 'ship-now',
      by: 'deadline',
    });
    const lines = (await andrei('GET', '/v1/orders/FP-20')).body.lines;
    expect(lines.map(({ lineId }: { lineId: string }) => lineId)).toEqual(['FULAR']);
  });

  it('what is set aside for an order that is not paid is given back in the end', async () => {
    now = '2026-11-19T09:00:00Z';
    await order('FP-30', [line('MANUSI', 4)], { payment: { method: 'transfer', state: 'pending' } });
    await world.idle();
    expect(await stock('MANUSI')).toMatchObject({ book: 9, allocated: 5 });
    await world.advance('PT36H5M');
    const mails = (await world.mail()).filter(({ to }) => to === 'FP-30@example.com');
    expect(mails.map(({ subject }) => subject)).toContain('Comanda FP-30 vă așteaptă · FashionPoint');
    await world.advance('PT12H5M');
    expect(await stock('MANUSI')).toMatchObject({ allocated: 1 });
    // He pays after all: what is there is his again.
    await shop('POST', '/v1/orders/FP-30/payment', { state: 'paid' });
    await world.idle();
    expect(await stock('MANUSI')).toMatchObject({ allocated: 5 });
  });

  it('counts what is suspicious first, blind, and says how right the book is', async () => {
    await world.advance('P1DT1H');
    const audits = (await andrei('GET', '/v1/stock/audits')).body.items;
    expect(audits[0]).toMatchObject({ sku: 'PALTON-M', why: 'suspicion', locations: ['A1'] });
    expect(JSON.stringify(audits)).not.toContain('book');
    const path = `/v1/stock/audits/${audits[0].auditId}/result`;
    const before = await stock('PALTON-M');
    const done = await andrei('POST', path, { items: [{ location: 'A1', counted: before.book }] });
    expect(done.body.items).toEqual([{ location: 'A1', outcome: 'agrees' }]);
    // The recount agrees: the safety buffer is lowered.
    expect(await stock('PALTON-M')).toMatchObject({ buffer: before.buffer - 1 });
    await world.idle();
    await world.advance('PT1M');
    const report = (await andrei('GET', '/v1/reports/stock?from=2026-11-16&to=2026-11-30')).body;
    expect(report).toMatchObject({ counted: 2, differing: 1, accuracy: 0.5 });
    // Everything that happened to the coat, and its ledger, is as it was written.
    expect(await world.verified('fashionpoint', 'stock/PALTON-M')).toMatchObject({
      verified: true,
      faults: [],
    });
    // Three coats that cost 200 lei each.
    expect(report.causes).toEqual([
      { cause: 'loss', drifts: 1, lost: 3, found: 0, value: { amount: -60_000, currency: 'RON' } },
    ]);
  });
});
