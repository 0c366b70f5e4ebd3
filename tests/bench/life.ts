import { scan } from '../../shared/kernel/scan.ts';
import { orderKey, orderKind } from '../../shared/orders/aggregate.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { days, formatInstant, hours, instant, type Instant, plus } from '../../shared/time/instant.ts';
import { type Shop, storeName } from './shop.ts';

/** An order of three lines as a shop sends it: names with diacritics, a VAT rate on each, a promised day. */
export const intakeOf = (orderId: string, placedAt: Instant) => ({
  orderId,
  placedAt: formatInstant(placedAt),
  customer: {
    name: 'Andreea Ștefănescu',
    email: `andreea.stefanescu.${orderId.toLowerCase()}@example.com`,
    phone: '0722 123 456',
    locale: 'ro',
  },
  buyer: { kind: 'consumer' },
  deliveryAddress: {
    street: 'Bd. Nicolae Bălcescu 24, bl. C3, sc. 2, ap. 41',
    city: 'Cluj-Napoca',
    county: 'Cluj',
    postalCode: '400174',
  },
  lines: [
    line('CASTI-BT-7N', 'Căști fără fir Aria 7, negre', 1, 24_990),
    line('CABLU-USBC-2M', 'Cablu USB-C împletit, 2 m', 2, 4_990),
    line('HUSA-A7-GRI', 'Husă rigidă pentru Aria 7, gri', 1, 7_990),
  ],
  shippingFee: { amount: 1_999, currency: 'RON' },
  pricesIncludeVat: true,
  payment: {
    method: 'card',
    state: 'paid',
    paidAmount: { amount: 44_959, currency: 'RON' },
    reference: 'netopia-84713320',
  },
  promisedAt: formatInstant(plus(placedAt, days(9))),
  attributes: { warehouse: 'bucuresti-2', channel: 'web', carrier: 'fan' },
});

const line = (sku: string, name: string, quantity: number, amount: number) => ({
  sku,
  name,
  quantity,
  unitPrice: { amount, currency: 'RON' },
  vatRate: 21,
});

export interface LifeOptions {
  readonly orderId: string;
  /** Preparing takes longer than its warning allows, and a scan says so. */
  readonly warned?: boolean;
  /** The parcel's number is reported before it is shipped. */
  readonly parcel?: boolean;
  /** What happens as time passes: consumers at work. Nothing without it. */
  readonly meanwhile?: (upTo: Instant) => Promise<void>;
}

/** Intake and four changes of stage over HTTP, each with an idempotency key, and the scans that time brings. */
export async function liveOrder(shop: Shop, options: LifeOptions): Promise<{ fired: number }> {
  const { orderId, warned = false, parcel = false, meanwhile } = options;
  const begun = shop.now;
  // The storefront knows whole seconds, and its report takes a moment.
  const placedAt = instant(Math.floor(begun / 1_000) * 1_000 - 2_000);
  let fired = 0;
  const key = orderKey(storeName, orderId);
  const until = async (at: Instant) => {
    for (;;) {
      const due = (await shop.ports.heads.load(key))?.due?.at;
      const next = due !== undefined && due <= at ? due : at;
      await meanwhile?.(next);
      shop.moveTo(next);
      if (due === undefined || due > at) return;
      shop.recorder.step = 'deadline';
      fired += await fireDue(shop);
    }
  };
  const report = async (at: Instant, stage: string) => {
    await until(at);
    shop.recorder.step = stage;
    const body = { stage, occurredAt: formatInstant(instant(Math.floor(at / 1_000) * 1_000 - 1_000)) };
    await shop.call(`/v1/orders/${orderId}/status`, '/v1/orders/{orderId}/status', body, orderId);
  };
  shop.recorder.step = 'intake';
  await shop.call('/v1/orders', '/v1/orders', intakeOf(orderId, placedAt));
  const preparing = plus(begun, hours(3));
  await report(preparing, 'preparing');
  const packed = plus(preparing, hours(warned ? 40 : 20));
  await report(packed, 'packed');
  if (parcel) {
    shop.recorder.step = 'parcel';
    const lines = ['1', '2', '3'].map((lineId, at) => ({ lineId, quantity: at === 1 ? 2 : 1 }));
    const body = { parcelId: `${orderId}-P1`, lines, carrier: 'fan', awb: '2150087713424' };
    await shop.call(`/v1/orders/${orderId}/parcels`, '/v1/orders/{orderId}/parcels', body, orderId);
  }
  await report(plus(packed, hours(4)), 'shipped');
  await report(plus(packed, hours(28)), 'delivered');
  await until(plus(packed, hours(29)));
  return { fired };
}

/** What the minute's scan does at this instant; answers how many deadlines fired. */
export async function fireDue(shop: Shop): Promise<number> {
  const { ports } = shop;
  const done = await scan(ports, {
    kind: orderKind,
    hasTime: () => true,
    async fire({ store, id }) {
      const loaded = await ports.profiles.of(store);
      if (loaded) await new Orders(ports, store, loaded).fire(id);
    },
  });
  if (done.failed.length > 0)
    throw new Error(`${String(done.failed.length)} deadlines failed`, { cause: done.failed[0] });
  return done.fired;
}
