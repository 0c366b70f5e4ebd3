import { parse } from 'zod/v4/core';
import { assess } from '../../shared/amendments/assess.ts';
import type { Assessment, Inputs } from '../../shared/amendments/assessment.ts';
import type { Change } from '../../shared/amendments/bodies.ts';
import { evolve } from '../../shared/orders/evolve.ts';
import { orderRules } from '../../shared/orders/rules.ts';
import type { Content } from '../../shared/orders/content.ts';
import { defaultStages, type ProfileInput, profileSchema } from '../../shared/stores/profile.ts';
import type { ProductBody } from '../../shared/stock/bodies.ts';
import { instant } from '../../shared/time/instant.ts';

const ron = (amount: number) => ({ amount, currency: 'RON' });
const weekday: [string, string][] = [['08:00', '18:00']];

/** GiftExpress at work: Monday to Friday 08–18, a carrier that picks up at 17:00. */
export const giftexpress = {
  storeId: 'giftexpress',
  name: 'GiftExpress',
  report: { roles: [] },
  contact: { email: 'comenzi@giftexpress.example' },
  calendar: { hours: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday } },
  stages: defaultStages.map((stage) =>
    stage.name === 'preparing'
      ? { ...stage, limit: 'PT30H', usual: { p50: 'PT24H', p90: 'PT48H' } }
      : stage.name === 'packed'
        ? { ...stage, usual: { p50: 'PT3H', p90: 'PT6H' } }
        : stage.name === 'shipped'
          ? { ...stage, usual: { p50: 'PT20H', p90: 'PT26H' } }
          : stage,
  ),
  carriers: [{ id: 'fan', name: 'FAN Courier', pickUpCutOff: '17:00' }],
  staff: [
    {
      id: 'marius',
      name: 'Marius Popa',
      email: 'marius@giftexpress.example',
      roles: ['operator', 'supervisor'],
    },
    { id: 'elena', name: 'Elena Vasile', email: 'elena@giftexpress.example', roles: ['supervisor'] },
    { id: 'dragos', name: 'Dragoș Ilie', email: 'dragos@giftexpress.example', roles: ['finance'] },
    { id: 'paul', name: 'Paul Dinu', email: 'paul@giftexpress.example', roles: ['procurement'] },
    { id: 'ana', name: 'Ana Pop', email: 'ana@giftexpress.example', roles: ['packing'] },
    { id: 'lucian', name: 'Lucian Rus', email: 'lucian@giftexpress.example', roles: ['logistics'] },
  ],
} satisfies ProfileInput;

export const giftProfile = (more: Partial<ProfileInput> = {}) =>
  parse(profileSchema, { ...giftexpress, ...more });

/** The promotional item: sold at 12.10 with VAT, bought at 6.00, a working day away, 30 % dearer in a hurry. */
export const promo: ProductBody = {
  name: 'Cană personalizată',
  vatRate: 21,
  price: ron(1_210),
  cost: ron(600),
  supplier: 'Ceramica SRL',
  leadTime: 'P1D',
  rush: { leadTime: 'PT4H', surchargePercent: 30 },
};

export const baskets: Content = {
  placedAt: '2026-11-16T08:00:00Z',
  customer: { name: 'Birou Nordica' },
  buyer: { kind: 'company', name: 'Nordica SA', vatId: 'RO123', orderNumber: 'PO-77' },
  deliveryAddress: { street: 'Str. Lungă 1', city: 'Brașov', country: 'RO' },
  lines: [
    { lineId: '1', sku: 'COS-L', name: 'Coș cadou mare', quantity: 100, unitPrice: ron(18_900), vatRate: 21 },
  ],
  shippingFee: ron(1_999),
  pricesIncludeVat: true,
};

/** A hundred baskets in preparation since Monday noon, promised for Thursday; it is Monday, 14:00 UTC. */
export const monday = instant(Date.parse('2026-11-16T14:00:00Z'));
export const thursday = instant(Date.parse('2026-11-19T15:00:00Z'));

export function inputsOf(changes: readonly Change[], more: Partial<Inputs> = {}): Inputs {
  const profile = more.profile ?? giftProfile();
  const placed = evolve(undefined, {
    type: 'order.placed',
    data: {
      orderId: 'GE-1',
      placedAt: instant(Date.parse('2026-11-16T08:00:00Z')),
      content: 'content#a.1',
      intake: 'x',
      units: 100,
      stage: 'preparing',
      since: instant(Date.parse('2026-11-16T10:00:00Z')),
      by: 'shop',
      promisedAt: thursday,
      attributes: { carrier: 'fan' },
    },
  });
  return {
    order: placed,
    content: baskets,
    changes,
    profile,
    rules: orderRules(profile),
    products: new Map([['CANA', promo]]),
    quotes: new Map(),
    shelves: new Map([['CANA', { tracked: true, available: 60, awaited: [] }]]),
    done: new Map([['1', 35]]),
    inParcels: new Map(),
    refusedBy: [],
    at: monday,
    ...more,
  };
}

export const addCups: Change = { op: 'add-line', sku: 'CANA', quantity: 100 };

export function assessmentOf(changes: readonly Change[], more: Partial<Inputs> = {}): Assessment {
  const answer = assess(inputsOf(changes, more));
  if ('refused' in answer) throw new Error(JSON.stringify(answer.refused));
  return answer.assessment;
}
