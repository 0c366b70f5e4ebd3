/** What lies behind ElectroSmart's pile-up: headphones that were to come the day before yesterday. */
import type { ProductBody, PurchaseOrderBody } from '../../../shared/stock/bodies.ts';

const day = 86_400_000;

/** The article and the purchase order that owes it, by the path of their calls. */
export function overdueReceipt(now: Date): readonly (readonly [path: string, body: object])[] {
  const date = (days: number) => new Date(now.getTime() + days * day).toISOString().slice(0, 10);
  const product: ProductBody = {
    name: 'Căști fără fir BT-7',
    category: 'audio',
    packUnit: 20,
    vatRate: 21,
    price: { amount: 24_990, currency: 'RON' },
    cost: { amount: 14_200, currency: 'RON' },
    supplier: 'Sonar Import SRL',
    leadTime: 'P7D',
    rush: { leadTime: 'P2D', surchargePercent: 15 },
  };
  const order: PurchaseOrderBody = {
    supplier: 'Sonar Import SRL',
    reference: 'SI-2291',
    lines: [
      { sku: 'CASTI-BT-7', quantity: 40, expectedAt: date(-2), received: 0 },
      { sku: 'LAMPA-LED', quantity: 60, expectedAt: date(5) },
    ],
  };
  return [
    ['products/CASTI-BT-7', product],
    ['purchase-orders/AC-118', order],
  ];
}
