/** What FashionPoint's second day is made of: coats that page and book still have. */
import type { ProductBody } from '../../../shared/stock/bodies.ts';
import type { Role } from '../../../shared/stores/roles.ts';

const hour = 3_600_000;
const day = 24 * hour;
const ron = (amount: number) => ({ amount, currency: 'RON' });

const coat = (name: string, size: string, price: number): ProductBody => ({
  name: `${name}, ${size}`,
  category: 'paltoane',
  size,
  vatRate: 21,
  price: ron(price),
  cost: ron(31_000),
  supplier: 'Lână Transilvană SRL',
  leadTime: 'P6D',
});

/** What happens in the second story: whoever picks Ms Iancu's order finds no coat. */
export const emptyShelf = (now: Date) => ({
  items: [
    {
      movementId: 'short-2010',
      sku: 'PALTON-M',
      location: 'A1',
      kind: 'short-pick',
      quantity: 1,
      reference: 'FP-2010',
      occurredAt: now.toISOString(),
    },
  ],
});

/** Calls in the order in which the days went, by who makes them: deliveries, sales, a return and Ms Iancu's order. */
export function coats(
  now: Date,
): readonly (readonly [role: Role, method: 'PUT' | 'POST', path: string, body: object])[] {
  const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const date = (days: number) => ago(-days * day).slice(0, 10);
  const moved = (
    movementId: string,
    kind: string,
    sku: string,
    quantity: number,
    back: number,
    more = {},
  ) => ({
    movementId,
    sku,
    location: 'A1',
    kind,
    quantity,
    occurredAt: ago(back),
    ...more,
  });
  const line = (sku: string, name: string, price: number) => ({
    lineId: sku,
    sku,
    name,
    quantity: 1,
    unitPrice: ron(price),
    vatRate: 21,
  });
  const iancu = {
    orderId: 'FP-2010',
    placedAt: ago(3 * hour),
    customer: { name: 'Irina Iancu', email: 'irina.iancu@client.example', phone: '+40722002010' },
    deliveryAddress: { street: 'Str. Lungă 8', city: 'Brașov', postalCode: '500035' },
    lines: [
      line('PALTON-M', 'Palton de lână, M', 59_900),
      line('FULAR', 'Fular de cașmir', 12_900),
      line('MANUSI', 'Mănuși de piele', 8_900),
    ],
    shippingFee: ron(1_999),
    payment: { method: 'card', state: 'paid', paidAmount: ron(83_699) },
    attributes: { channel: 'web', carrier: 'fan', warehouse: 'Cluj' },
  };
  return [
    ['operator', 'PUT', 'products/PALTON-M', coat('Palton de lână', 'M', 59_900)],
    ['operator', 'PUT', 'products/PALTON-GRI-M', coat('Palton gri', 'M', 62_900)],
    ['operator', 'PUT', 'products/PALTON-GRI-L', coat('Palton gri', 'L', 62_900)],
    [
      'operator',
      'PUT',
      'purchase-orders/LT-88',
      {
        supplier: 'Lână Transilvană SRL',
        reference: 'LT-2026-88',
        lines: [{ sku: 'PALTON-M', quantity: 6, expectedAt: date(5) }],
      },
    ],
    [
      'warehouse',
      'POST',
      'stock/movements',
      {
        items: [
          moved('opening-PALTON-M', 'opening', 'PALTON-M', 3, 20 * day),
          moved('opening-PALTON-GRI-M', 'opening', 'PALTON-GRI-M', 4, 20 * day),
          moved('opening-PALTON-GRI-L', 'opening', 'PALTON-GRI-L', 2, 20 * day),
          moved('opening-FULAR', 'opening', 'FULAR', 14, 20 * day),
          moved('opening-MANUSI', 'opening', 'MANUSI', 11, 20 * day),
          moved('pick-1988', 'pick', 'PALTON-M', 1, 8 * day, { reference: 'FP-1988' }),
          moved('pick-1991', 'pick', 'PALTON-M', 2, 5 * day, { reference: 'FP-1991' }),
          // Two coats were on their way back; the desk has not seen them yet.
          moved('ret-1991', 'return', 'PALTON-M', 2, 2 * day, { reference: 'RET-1991' }),
        ],
      },
    ],
    [
      'warehouse',
      'POST',
      'stock/returns',
      {
        returnId: 'RET-1991',
        orderId: 'FP-1991',
        state: 'expected',
        lines: [{ sku: 'PALTON-M', quantity: 2 }],
      },
    ],
    [
      'warehouse',
      'POST',
      'stock/returns',
      { returnId: 'RET-1979', orderId: 'FP-1979', lines: [{ sku: 'FULAR', quantity: 1 }] },
    ],
    ['storefront', 'POST', 'orders', iancu],
    ['storefront', 'POST', 'orders/FP-2010/status', { stage: 'confirmed' }],
    ['storefront', 'POST', 'orders/FP-2010/status', { stage: 'preparing' }],
    [
      'storefront',
      'PUT',
      'stock/published',
      {
        asOf: ago(2 * hour),
        items: [
          { sku: 'PALTON-M', quantity: 2 },
          { sku: 'FULAR', quantity: 13 },
          { sku: 'MANUSI', quantity: 10 },
        ],
      },
    ],
  ];
}
