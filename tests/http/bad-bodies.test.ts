import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../functions/web/contract.ts';
import { inProcess } from '../support/in-process.ts';
import { electrosmart, popsOrder } from '../support/shops.ts';

type Json = Record<string, unknown>;
type Path = readonly (string | number)[];

const path = {
  orderId: 'ES-1',
  proposalId: 'p~1',
  itemId: 'i1',
  amendmentId: 'A1',
  department: 'packing',
  refundId: 'ES-1~cancelled',
  holdId: 'h',
  stallId: 'ES-1~1',
  credentialId: 'AAAAAAAAAAA',
  stage: 'preparing',
  sku: 'CASTI-BT-7',
  purchaseOrderId: 'AC-1',
  driftId: 'CASTI-BT-7~B1~1',
  backorderId: 'ES-1~1',
  returnId: 'R-1',
  auditId: 'CASTI-BT-7~1',
};
const full = popsOrder('ES-9', {
  promisedAt: '2026-11-20T08:00:00Z',
  buyer: { kind: 'company', name: 'Pop SRL', vatId: 'RO123', orderNumber: 'PO-7' },
});
const parcel = {
  parcelId: 'P1',
  lines: [{ lineId: '1', quantity: 1 }],
  carrier: 'Fan',
  awb: 'AWB1',
  trackingUrl: 'https://fan.example/1',
};

/** Each call that takes a body, with a body that it would take. */
const bodies: [string, Json][] = [
  ['POST /v1/orders', full],
  [
    'POST /v1/orders/{orderId}/status',
    { stage: 'preparing', occurredAt: '2026-11-16T08:00:00Z', reason: 'r', note: 'n', fact: true },
  ],
  [
    'POST /v1/orders/{orderId}/corrections',
    { stage: 'preparing', since: '2026-11-16T08:00:00Z', reason: 'r' },
  ],
  ['POST /v1/orders/{orderId}/parcels', parcel],
  [
    'POST /v1/orders/{orderId}/payment',
    { state: 'paid', paidAmount: { amount: 1, currency: 'RON' }, reference: 'r' },
  ],
  [
    'POST /v1/orders/{orderId}/promise',
    { promisedAt: '2026-11-20T08:00:00Z', reason: 'r', notifyCustomer: true },
  ],
  [
    'POST /v1/orders/{orderId}/holds',
    { reason: 'r', note: 'n', reviewAt: '2026-11-20T08:00:00Z', scope: 'order' },
  ],
  ['POST /v1/orders/{orderId}/progress', { stage: 'preparing', lines: [{ lineId: '1', unitsDone: 1 }] }],
  [
    'POST /v1/orders/{orderId}/amendments',
    {
      changes: [
        { op: 'add-line', lineId: '7', sku: 'A', name: 'n', quantity: 2, unlisted: true, into: '1' },
        { op: 'remove-line', lineId: '1' },
        { op: 'change-quantity', lineId: '1', quantity: 3 },
        { op: 'change-address', address: { street: 's', city: 'c', country: 'RO' } },
        { op: 'change-delivery', promisedAt: '2026-11-20T08:00:00Z', shipments: 'together', carrier: 'fan' },
      ],
      onBehalfOf: 'elena',
      note: 'n',
    },
  ],
  ['POST /v1/amendments/{amendmentId}/decisions', { decision: 'approve', comment: 'c' }],
  [
    'POST /v1/amendments/{amendmentId}/quote',
    {
      lineId: '2',
      cost: { amount: 1, currency: 'RON' },
      price: { amount: 2, currency: 'RON' },
      vatRate: 21,
      supplier: 's',
      rushPercent: 30,
      readyAt: '2026-11-20T08:00:00Z',
      validUntil: '2026-11-21T08:00:00Z',
    },
  ],
  ['POST /v1/amendments/{amendmentId}/withdrawal', { reason: 'r' }],
  [
    'POST /v1/amendments/{amendmentId}/tasks/{department}',
    { state: 'done', note: 'n', invoice: { series: 'F', number: '1', eFacturaIndex: '2' } },
  ],
  ['POST /v1/proposals', { kind: 'limit', stage: 'preparing', limit: 'PT8H', warning: 'PT6H' }],
  ['PUT /v1/orders/{orderId}/checklist/{itemId}', { done: true, note: 'n' }],
  ['POST /v1/stalls/{stallId}/acknowledgement', { cause: 'c', note: 'n' }],
  ['POST /v1/stalls/{stallId}/snooze', { until: '2026-11-20T08:00:00Z', reason: 'r' }],
  [
    'PUT /v1/store',
    {
      ...electrosmart,
      quietHours: { from: '21:00', to: '08:00' },
      escalation: [{ after: 'PT4H', role: 'supervisor' }],
    },
  ],
  ['POST /v1/credentials', { actor: 'dan', roles: ['operator'] }],
  ['POST /v1/customers/export', { email: 'ion.pop@example.com' }],
  ['POST /v1/customers/erasure', { email: 'ion.pop@example.com' }],
  ['POST /v1/notices/release', { ids: ['n1'], decision: 'send' }],
  ['POST /v1/bottlenecks/{stage}/checks', { attribute: 'zone', value: 'B', outcome: 'confirmed', note: 'n' }],
  ['POST /v1/refunds/{refundId}/settlement', { reference: 'OP 17' }],
  [
    'PUT /v1/products/{sku}',
    {
      name: 'n',
      category: 'audio',
      size: 'M',
      packUnit: 10,
      vatRate: 21,
      price: { amount: 1, currency: 'RON' },
      cost: { amount: 1, currency: 'RON' },
      supplier: 's',
      leadTime: 'P1D',
      rush: { leadTime: 'PT8H', surchargePercent: 30 },
      components: [{ sku: 'A', quantity: 2 }],
    },
  ],
  [
    'PUT /v1/purchase-orders/{purchaseOrderId}',
    {
      supplier: 's',
      reference: 'r',
      lines: [{ sku: 'A', quantity: 2, expectedAt: '2026-11-20', received: 1 }],
      cancelled: false,
    },
  ],
  [
    'POST /v1/stock/movements',
    {
      items: [
        {
          movementId: 'm1',
          sku: 'A',
          location: 'B1',
          kind: 'transfer',
          quantity: 1,
          reference: 'r',
          toLocation: 'B2',
          occurredAt: '2026-11-16T08:00:00Z',
        },
      ],
    },
  ],
  ['PUT /v1/stock/published', { asOf: '2026-11-16T08:00:00Z', items: [{ sku: 'A', quantity: 0 }] }],
  [
    'POST /v1/stock/counts',
    {
      countId: 'c1',
      location: 'B1',
      items: [{ sku: 'A', counted: 2, countedAt: '2026-11-16T08:00:00Z' }],
    },
  ],
  ['POST /v1/stock/drifts/{driftId}/second-look', { found: 1, note: 'n' }],
  [
    'POST /v1/stock/drifts/{driftId}/resolution',
    { cause: 'loss', adjustment: -1, note: 'n', decision: 'approve' },
  ],
  [
    'POST /v1/backorders/{backorderId}/choice',
    { lines: [{ lineId: '1', choice: 'substitute', substituteSku: 'A' }], rest: 'ship-now' },
  ],
  [
    'POST /v1/stock/receipts',
    {
      receiptId: 'r1',
      purchaseOrder: 'AC-1',
      location: 'B1',
      lines: [{ sku: 'A', expected: 5, received: 5, rejected: 2, reason: 'r' }],
    },
  ],
  [
    'POST /v1/stock/returns',
    { returnId: 'r1', state: 'arrived', orderId: 'ES-1', lines: [{ sku: 'A', quantity: 1 }] },
  ],
  [
    'POST /v1/stock/returns/{returnId}/restock',
    { location: 'B1', lines: [{ sku: 'A', restocked: 1, writtenOff: 1, reason: 'r' }] },
  ],
  ['POST /v1/stock/audits/{auditId}/result', { items: [{ location: 'B1', counted: 2 }] }],
  ['POST /v1/notices/preview', { orderId: 'ES-1', kind: 'delay', stage: 'preparing', locale: 'ro' }],
];

/** Wrong for every field there is: no type, length, range or pattern takes one of these. */
const junk: unknown[] = [
  null,
  {},
  '',
  '\u0000',
  'x\r\nBcc: a@b.example',
  'x'.repeat(5_000),
  -1,
  1e300,
  { toString: 1 },
  [[]],
  [null],
];

/** Every place in a body: its fields, the members of its lists, and the body itself. */
function places(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([key, part]) =>
      places(part, [...at, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function put(value: unknown, at: Path, wrong: unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return wrong;
  if (Array.isArray(value))
    return value.map((part, n) => (n === key ? put(part, rest, wrong) : (part as unknown)));
  return { ...(value as Json), [key]: put((value as Json)[key], rest, wrong) };
}

const valueAt = (value: unknown, at: Path): unknown =>
  at.reduce<unknown>((part, key) => (part as any)[key], value);

/** Calls that may come without a body. */
const mayBeEmpty = (route: string): boolean =>
  route.endsWith('/acknowledgement') || route.endsWith('/withdrawal');

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

/** The body of a call, as `openapi.json` describes it. */
function schemaOf(route: string): Schema {
  const [method = '', where = ''] = route.split(' ');
  const { paths } = contract('https://veghe.example') as { paths: Record<string, Record<string, any>> };
  return paths[where]?.[method.toLowerCase()]?.requestBody.content['application/json'].schema as Schema;
}

/** May the place be left out? A member of a list may not. */
function isOptional(schema: Schema, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return false;
  if (schema.items) return rest.length > 0 && isOptional(schema.items, rest);
  const ways = schema.anyOf ?? schema.oneOf;
  if (ways) return ways.some((way) => isOptional(way, [key, ...rest]));
  const field = schema.properties?.[key];
  if (!field) return rest.length === 0 && typeof schema.additionalProperties === 'object';
  return rest.length === 0 ? !schema.required?.includes(key) : isOptional(field, rest);
}

/** The few kinds of junk that some place does take: notes have lines, some objects may be empty. */
function welcome(route: string, at: string, body: unknown): boolean {
  const value = valueAt(body, at === '' ? [] : at.split('.'));
  const empty = JSON.stringify(value) === '{}';
  return (
    (at === 'note' && typeof value === 'string' && value.startsWith('x\r\n')) ||
    // What says nothing is as if it were not there, wherever it need not be.
    ((value === null || value === '') && isOptional(schemaOf(route), at === '' ? [] : at.split('.'))) ||
    // A contact, a place or a name that is odd is taken, and put right or marked.
    (route === 'POST /v1/orders' &&
      /^(customer|deliveryAddress|lines\.\d+\.name)(\.|$)/.test(at) &&
      (empty ||
        (typeof value === 'string' &&
          (at.startsWith('customer.') ? value.length < 500 : value.startsWith('x\r'))))) ||
    // Signed: the item is refused for itself.
    (value === -1 && route.endsWith('/movements') && at.endsWith('quantity')) ||
    (empty && (['attributes', 'contact', 'report'].includes(at) || mayBeEmpty(route)))
  );
}

let world: Awaited<ReturnType<typeof inProcess>>;
beforeAll(async () => {
  world = await inProcess();
  await world.call('POST /v1/orders', { body: popsOrder('ES-1') });
});

const stored = () =>
  JSON.stringify([
    [...world.heads.rows.values()].map(({ key, version }) => [key.id, version]),
    world.heads.parts.size,
  ]);

describe.each(bodies)('%s', (route, good) => {
  /** One wrong place in a good body, or a field that does not exist; with the path that the answer must name. */
  const wrong = fc.oneof(
    fc
      .record({ at: fc.constantFrom(...places(good)), junk: fc.constantFrom(...junk) })
      .map(({ at, junk: value }) => ({
        body: put(good, at, value),
        at: at.map(String).join('.'),
        same: JSON.stringify(valueAt(good, at)) === JSON.stringify(value),
      })),
    fc
      .record({
        at: fc.constantFrom(
          ...places(good).filter(
            (at) =>
              !Array.isArray(valueAt(good, at)) &&
              typeof valueAt(good, at) === 'object' &&
              at.at(-1) !== 'attributes',
          ),
        ),
        name: fc
          .string({ minLength: 1, maxLength: 12 })
          .filter((name) => /^[a-z_]+$/i.test(name))
          .map((name) => `x_${name}`),
      })
      .map(({ at, name }) => ({
        body: put(good, at, { ...(valueAt(good, at) as Json), [name]: 1 }),
        at: [...at, name].join('.'),
        same: false,
      })),
  );

  it('refuses a thousand bad bodies by the path of the fault, and changes nothing', async () => {
    const before = stored();
    await fc.assert(
      fc.asyncProperty(wrong, async ({ body, at, same }) => {
        fc.pre(!same && !welcome(route, at, body));
        // Slowly enough for the shop's budget of requests.
        world.advance(10);
        const reply = await world.call(route, { path, body });
        expect([reply.status, reply.type]).toEqual([422, 'application/problem+json; charset=utf-8']);
        const paths: string[] = reply.body.errors.map((error: { path: string }) => error.path);
        // The fault is named where it is, or within what stands in its place.
        expect(
          paths.some(
            (named) =>
              named === at || named.startsWith(at === '' ? '' : `${at}.`) || route.endsWith('/release'),
          ),
        ).toBe(true);
      }),
      { numRuns: 1_000, seed: 20261122 },
    );
    expect(stored()).toBe(before);
    expect(world.faults).toEqual([]);
  });

  it.each(['', '{', '[1,2', 'nul', '\u0000', '<xml/>', '"\ud800'])(
    'refuses %j, which is no JSON',
    async (text) => {
      world.advance(10);
      const reply = await world.call(route, { path, text });
      if (text === '' && mayBeEmpty(route)) expect([404, 200]).toContain(reply.status);
      else expect([reply.status, reply.body.type]).toEqual([400, 'urn:veghe:malformed']);
    },
  );
});
