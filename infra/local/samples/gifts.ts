/** What GiftExpress's third day is made of: mugs of which there are too few, baskets of which a third are packed. */
import type { ProductBody } from '../../../shared/stock/bodies.ts';

const ron = (amount: number) => ({ amount, currency: 'RON' });

const mug: ProductBody = {
  name: 'Cană personalizată',
  category: 'promoționale',
  packUnit: 20,
  vatRate: 21,
  price: ron(1_210),
  cost: ron(600),
  supplier: 'Ceramica Brașov SRL',
  leadTime: 'P1D',
  rush: { leadTime: 'PT4H', surchargePercent: 30 },
};
const basket: ProductBody = {
  name: 'Coș cadou mare',
  category: 'coșuri',
  vatRate: 21,
  price: ron(18_900),
  cost: ron(12_400),
  supplier: 'Împletituri Moldova SRL',
  leadTime: 'P3D',
};

/** Articles, openings of stock and work done, by the path of their calls. */
export function giftStock(
  now: Date,
): readonly (readonly [method: 'PUT' | 'POST', path: string, body: object])[] {
  const occurredAt = new Date(now.getTime() - 3_600_000).toISOString();
  const opening = (sku: string, quantity: number) => ({
    movementId: `opening-${sku}`,
    sku,
    location: 'brasov',
    kind: 'opening',
    quantity,
    occurredAt,
  });
  return [
    ['PUT', 'products/CANA-PROMO', mug],
    ['PUT', 'products/COS-CADOU-L', basket],
    [
      'POST',
      'stock/movements',
      { items: [opening('CANA-PROMO', 60), opening('COS-CADOU-L', 140), opening('COS-CADOU-S', 40)] },
    ],
    ['POST', 'orders/GE-3001/progress', { stage: 'preparing', lines: [{ lineId: '1', unitsDone: 35 }] }],
  ];
}
