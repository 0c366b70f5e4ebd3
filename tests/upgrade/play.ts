/** Plays the three stories on the sample shops over HTTP, and leaves some of every kind of work half done. */

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A runtime that runs, and the people of its sample shops. */
export class SampleShops {
  readonly #url: string;
  readonly #credentials: ReadonlyMap<string, string>;
  /** Keys of one sitting never meet those of another. */
  readonly #since = Date.now().toString(36);
  #calls = 0;

  private constructor(url: string, credentials: ReadonlyMap<string, string>) {
    this.#url = url;
    this.#credentials = credentials;
  }

  static async at(url: string): Promise<SampleShops> {
    const response = await fetch(`${url}/_local/credentials`);
    const { items } = (await response.json()) as {
      items: { store: string; roles: string[]; credential: string }[];
    };
    return new SampleShops(
      url,
      new Map(
        items.flatMap(({ store, roles, credential }) =>
          roles.map((role) => [`${store} ${role}`, credential]),
        ),
      ),
    );
  }

  credential(who: string): string {
    return this.#credentials.get(who) ?? '';
  }

  /** A call that must succeed. */
  async call(who: string, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.credential(who)}`,
        'idempotency-key': `play-${this.#since}-${String((this.#calls += 1))}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${who} ${method} ${path}: ${String(response.status)} ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  }

  async items(who: string, path: string): Promise<Record<string, string>[]> {
    return (await this.call(who, 'GET', path))['items'] as Record<string, string>[];
  }

  async advance(duration: string): Promise<void> {
    await this.#local('clock', { advance: duration });
  }

  async idle(): Promise<void> {
    await this.#local('idle', {});
  }

  /** Chooses on the page behind the last link that was sent to an address in a message about `about`. */
  async choose(address: string, about: string, fields: Record<string, string>): Promise<void> {
    const { items } = (await (await fetch(`${this.#url}/_local/mail`)).json()) as { items: Mail[] };
    const links = items
      .filter(({ to, subject }) => to === address && subject.includes(about))
      .flatMap(({ text }) => [...text.matchAll(/https?:\/\/\S+?(\/l\/\S+)/g)].map(([, path]) => path));
    const response = await fetch(`${this.#url}${links.at(-1) ?? ''}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
    if (!response.ok)
      throw new Error(
        `${address}: ${String(response.status)} at ${links.at(-1) ?? 'no link'}\n${await response.text()}`,
      );
    await this.idle();
  }

  async #local(path: string, body: object): Promise<void> {
    const response = await fetch(`${this.#url}/_local/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  }
}

const ron = (amount: number) => ({ amount, currency: 'RON' });

/** All three stories, then orders, questions, changes and messages that are still open. */
export async function playStories(url: string): Promise<void> {
  const shops = await SampleShops.at(url);
  await shops.idle();
  await orderGoesQuiet(shops);
  await shelfIsEmpty(shops);
  await oneMoreThing(shops);
  await leaveOpen(shops);
  await shops.idle();
}

async function orderGoesQuiet(shops: SampleShops): Promise<void> {
  const ioana = 'electrosmart operator';
  await shops.call('electrosmart storefront', 'POST', '/v1/orders', {
    orderId: 'ES-2001',
    placedAt: '2026-11-16T07:00:00Z',
    customer: { name: 'Ion Pop', email: 'ion.pop@client.example', phone: '0722 123 456' },
    lines: [{ sku: 'CASTI-BT-7', name: 'Căști fără fir BT-7', quantity: 1, unitPrice: ron(24_990) }],
    payment: { method: 'card', state: 'paid', paidAmount: ron(24_990) },
    promisedAt: '2026-11-18T16:00:00Z',
    attributes: { channel: 'web', carrier: 'fan', warehouse: 'B' },
  });
  await shops.call('electrosmart storefront', 'POST', '/v1/orders/ES-2001/status', { stage: 'preparing' });
  await shops.advance('PT30H');
  for (const { stallId } of (await shops.items(ioana, '/v1/stalls?limit=4')).map(
    ({ stall }) => stall as unknown as { stallId: string },
  ))
    await shops.call(ioana, 'POST', `/v1/stalls/${stallId}/acknowledgement`, {
      cause: 'recepție întârziată',
    });
  await shops.call(ioana, 'POST', '/v1/orders/ES-1001/promise', {
    promisedAt: '2026-11-24T16:00:00Z',
    reason: 'recepție întârziată',
  });
  for (const stage of ['packed', 'shipped'])
    await shops.call('electrosmart storefront', 'POST', '/v1/orders/ES-1001/status', { stage });
  await shops.call(ioana, 'POST', '/v1/orders/ES-1002/holds', { reason: 'adresă de verificat' });
  await shops.call('electrosmart storefront', 'POST', '/v1/orders/ES-1015/parcels', {
    parcelId: 'P1',
    lines: [{ lineId: '1', quantity: 1 }],
    carrier: 'fan',
    awb: '2200112233',
  });
}

async function shelfIsEmpty(shops: SampleShops): Promise<void> {
  const andrei = 'fashionpoint warehouse';
  await shops.call('fashionpoint storefront', 'POST', '/v1/orders', {
    orderId: 'FP-2011',
    placedAt: '2026-11-17T13:00:00Z',
    customer: { name: 'Elena Stan', email: 'elena.stan@client.example' },
    lines: [
      { lineId: 'palton', sku: 'PALTON-M', name: 'Palton de lână, M', quantity: 1, unitPrice: ron(59_900) },
      { lineId: 'fular', sku: 'FULAR', name: 'Fular de cașmir', quantity: 1, unitPrice: ron(12_900) },
    ],
    payment: { method: 'card', state: 'paid', paidAmount: ron(72_800) },
  });
  // The picker finds no coat for Ms Iancu; a second look takes an hour.
  await shops.call(andrei, 'POST', '/v1/stock/movements', {
    items: [
      {
        movementId: 'short-2010',
        sku: 'PALTON-M',
        location: 'A1',
        kind: 'short-pick',
        quantity: 1,
        reference: 'FP-2010',
        occurredAt: '2026-11-16T06:30:00Z',
      },
    ],
  });
  await shops.advance('PT1H10M');
  await shops.choose('irina.iancu@client.example', 'în stoc', { 'line-0': 'cancel', rest: 'ship-now' });
  const [drift] = await shops.items(andrei, '/v1/stock/drifts');
  const path = `/v1/stock/drifts/${drift?.['driftId'] ?? ''}/resolution`;
  await shops.call(andrei, 'POST', path, { cause: 'return-booked-early' });
  await shops.call('fashionpoint supervisor', 'POST', path, {
    cause: 'return-booked-early',
    decision: 'approve',
  });
  await shops.call(andrei, 'POST', '/v1/stock/receipts', {
    receiptId: 'NIR-1',
    purchaseOrder: 'LT-88',
    location: 'A1',
    lines: [{ sku: 'PALTON-M', received: 5, rejected: 4, reason: 'căptușeală ruptă' }],
  });
  await shops.call(andrei, 'POST', '/v1/stock/counts', {
    countId: 'C-1',
    location: 'A1',
    items: [{ sku: 'FULAR', counted: 12, countedAt: '2026-11-17T14:00:00Z' }],
  });
  await shops.idle();
  const [refund] = await shops.items('fashionpoint finance', '/v1/refunds');
  await shops.call('fashionpoint finance', 'POST', `/v1/refunds/${refund?.['refundId'] ?? ''}/settlement`, {
    reference: 'OP 1',
  });
}

async function oneMoreThing(shops: SampleShops): Promise<void> {
  const ask = async (changes: object[]): Promise<string> => {
    const made = await shops.call('giftexpress operator', 'POST', '/v1/orders/GE-3001/amendments', {
      changes,
    });
    await shops.idle();
    return made['amendmentId'] as string;
  };
  const id = await ask([{ op: 'add-line', sku: 'CANA-PROMO', quantity: 100 }]);
  for (const role of ['supervisor', 'finance'])
    await shops.call(`giftexpress ${role}`, 'POST', `/v1/amendments/${id}/decisions`, {
      decision: 'approve',
    });
  await shops.idle();
  await shops.choose('birou.achizitii.nordica@client.example', 'acordul', {
    choice: 'accept',
    orderNumber: 'PO-77/2',
  });
  for (const [role, department] of [
    ['procurement', 'procurement'],
    ['packing', 'packing'],
    ['finance', 'billing'],
  ] as const)
    await shops.call(`giftexpress ${role}`, 'POST', `/v1/amendments/${id}/tasks/${department}`, {
      state: 'acknowledged',
    });
  await shops.idle();
  await ask([{ op: 'change-quantity', lineId: '1', quantity: 110 }]);
}

/** What an upgrade meets in a living shop: open questions, waiting messages, keys in use, a person to be forgotten. */
async function leaveOpen(shops: SampleShops): Promise<void> {
  const shop = 'electrosmart storefront';
  for (const [n, stage] of [
    [1, 'placed'],
    [2, 'confirmed'],
    [3, 'preparing'],
    [4, 'cancelled'],
  ] as const) {
    const orderId = `ES-21${String(n)}`;
    await shops.call(shop, 'POST', '/v1/orders', {
      orderId,
      placedAt: '2026-11-17T14:00:00Z',
      customer: { name: 'Ana Enache', email: `ana.${String(n)}@client.example` },
      lines: [{ sku: 'LAMPA-LED', name: 'Lampă de birou LED', quantity: 2, unitPrice: ron(8_990) }],
      payment: { method: 'card', state: 'paid', paidAmount: ron(17_980) },
      promisedAt: '2026-11-18T09:00:00Z',
    });
    if (stage !== 'placed') await shops.call(shop, 'POST', `/v1/orders/${orderId}/status`, { stage });
  }
  await shops.call('electrosmart admin', 'POST', '/v1/customers/erasure', { email: 'ana.1@client.example' });
  await shops.call('fashionpoint storefront', 'POST', '/v1/orders', {
    orderId: 'FP-2012',
    placedAt: '2026-11-17T14:00:00Z',
    customer: { name: 'Radu Marin', email: 'radu.marin@client.example' },
    lines: [
      { lineId: 'palton', sku: 'PALTON-M', name: 'Palton de lână, M', quantity: 3, unitPrice: ron(59_900) },
    ],
    payment: { method: 'card', state: 'paid', paidAmount: ron(179_700) },
  });
  await shops.advance('PT10M');
  // Its stock is reserved and its first stage has just begun when the recording ends.
  await shops.call('giftexpress storefront', 'POST', '/v1/orders', {
    orderId: 'GE-3100',
    placedAt: '2026-11-17T14:05:00Z',
    customer: { name: 'Dan Moga', email: 'dan.moga@client.example' },
    lines: [{ sku: 'COS-CADOU-L', name: 'Coș cadou mare', quantity: 2, unitPrice: ron(18_900), vatRate: 21 }],
  });
}
