/** Orders in flight, so that the first look shows a shop at work. Times count back from the start. */
import { type Intake } from '../../../shared/orders/intake-schema.ts';
import { between, type Calendar } from '../../../shared/time/business.ts';
import { instant } from '../../../shared/time/instant.ts';

const hour = 3_600_000;

interface Sample {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  /** Hours ago. */
  readonly placed: number;
  /** Hours in the stage. */
  readonly inStage: number;
  /** `inStage` counts the shop's opening hours. */
  readonly working?: true;
  /** Hours from the start; none where no date was promised. */
  readonly promised?: number;
  readonly goods: readonly (readonly [sku: string, name: string, quantity: number, price: number])[];
  readonly attributes: Readonly<Record<string, string>>;
  /** A company, by its name and the number of its own order. */
  readonly company?: { readonly name: string; readonly vatId: string; readonly orderNumber: string };
}

const headphones = ['CASTI-BT-7', 'Căști fără fir BT-7', 1, 24_990] as const;
const kettle = ['FIERB-17', 'Fierbător 1,7 l', 1, 12_990] as const;
const lamp = ['LAMPA-LED', 'Lampă de birou LED', 2, 8_990] as const;

const web = { channel: 'web', carrier: 'fan' };
const app = { channel: 'app', carrier: 'sameday' };

const first = ['Vlad', 'Maria', 'Andrei', 'Elena', 'Cristian', 'Gabriela', 'Sorin'];
const last = ['Ionescu', 'Munteanu', 'Stoica', 'Florea', 'Enache'];

/** Ten of twelve in one zone, with one article whose receipt is overdue: the pile-up of the first story. */
export const pile: Sample[] = [
  'Ion Pop',
  'Ana Dumitru',
  'Radu Marin',
  'Ilinca Toma',
  'Paul Rusu',
  'Oana Sava',
  'Dan Moga',
  'Lia Petre',
  'Mihai Lazăr',
  'Eva Nistor',
  'Tudor Pană',
  'Irina Coman',
].map((name, at) => ({
  id: `ES-${String(1001 + at)}`,
  name,
  stage: 'preparing',
  placed: 24.4 - at / 5,
  // One batch, handed to the floor at one moment: they passed the limit together.
  inStage: 20.4,
  working: true,
  promised: 50 + at,
  goods: [at < 10 ? headphones : kettle],
  attributes: { ...(at % 2 ? web : app), warehouse: at < 10 ? 'B' : 'A' },
}));

/** What was placed in the same days and has left: with whom the pile is compared, so that its cause shows. */
export const passed: Sample[] = Array.from({ length: 48 }, (_, at) => ({
  id: `ES-${String(1101 + at)}`,
  name: `${first[at % first.length] ?? ''} ${last[at % last.length] ?? ''}`,
  stage: at % 3 === 0 ? 'packed' : 'shipped',
  placed: 24 + at / 4,
  inStage: 1 + at / 16,
  goods: [at % 16 === 0 ? headphones : at % 2 ? kettle : lamp],
  attributes: { ...(at % 2 ? web : app), warehouse: at % 12 === 5 ? 'B' : 'A' },
}));

export const electrosmartOrders: Sample[] = [
  ...pile,
  ...passed,
  {
    id: 'ES-1013',
    name: 'Ștefan Olaru',
    stage: 'placed',
    placed: 1,
    inStage: 1,
    goods: [lamp],
    attributes: { ...web, warehouse: 'A' },
  },
  {
    id: 'ES-1014',
    name: 'Corina Matei',
    stage: 'confirmed',
    placed: 5,
    inStage: 3,
    goods: [kettle, lamp],
    attributes: { ...app, warehouse: 'A' },
  },
  {
    id: 'ES-1015',
    name: 'George Albu',
    stage: 'packed',
    placed: 30,
    inStage: 4,
    promised: 40,
    goods: [lamp],
    attributes: { ...web, warehouse: 'A' },
  },
  {
    id: 'ES-1016',
    name: 'Nicoleta Barbu',
    stage: 'shipped',
    placed: 60,
    inStage: 20,
    promised: 30,
    goods: [kettle],
    attributes: { ...web, warehouse: 'A' },
  },
];

export const fashionpointOrders: Sample[] = [
  {
    id: 'FP-2001',
    name: 'Maria Iancu',
    stage: 'confirmed',
    placed: 6,
    inStage: 2,
    promised: 72,
    goods: [
      ['PALTON-LANA-M', 'Palton de lână, M', 1, 64_900],
      ['FULAR-GRI', 'Fular gri', 1, 9_900],
      ['MANUSI-PIELE-7', 'Mănuși de piele, 7', 1, 14_900],
    ],
    attributes: { ...web, warehouse: 'Cluj' },
  },
  {
    id: 'FP-2002',
    name: 'Roxana Pavel',
    stage: 'preparing',
    placed: 20,
    inStage: 8,
    promised: 60,
    goods: [['ROCHIE-38', 'Rochie, 38', 1, 22_900]],
    attributes: { ...app, warehouse: 'Cluj' },
  },
  {
    id: 'FP-2003',
    name: 'Alina Costea',
    stage: 'shipped',
    placed: 70,
    inStage: 30,
    goods: [['PULOVER-S', 'Pulover, S', 2, 17_900]],
    attributes: { ...web, warehouse: 'Cluj' },
  },
];

export const giftexpressOrders: Sample[] = [
  {
    id: 'GE-3001',
    name: 'Birou Achiziții Nordica',
    stage: 'preparing',
    placed: 30,
    inStage: 20,
    promised: 72,
    goods: [['COS-CADOU-L', 'Coș cadou mare', 100, 18_900]],
    attributes: { channel: 'corporate', carrier: 'fan', warehouse: 'Brașov' },
    company: { name: 'Nordica SA', vatId: 'RO12345678', orderNumber: 'PO-2026-77' },
  },
  {
    id: 'GE-3002',
    name: 'Cabinet Dr. Sima',
    stage: 'placed',
    placed: 2,
    inStage: 2,
    promised: 120,
    goods: [['COS-CADOU-S', 'Coș cadou mic', 12, 9_900]],
    attributes: { channel: 'corporate', carrier: 'sameday', warehouse: 'Brașov' },
  },
];

/** An order as a storefront would hand over what is open when it joins. */
export function intakeOf(sample: Sample, now: number, calendar?: Calendar): Intake {
  const ago = (hours: number) => new Date(Math.round((now - hours * hour) / 60_000) * 60_000).toISOString();
  const since = sample.working && calendar ? opensBefore(calendar, now, sample.inStage) : sample.inStage;
  const paid = sample.goods.reduce((sum, [, , quantity, price]) => sum + quantity * price, 1_999);
  return {
    orderId: sample.id,
    placedAt: ago(since + sample.placed - sample.inStage),
    import: true,
    stage: sample.stage,
    since: ago(since),
    customer: {
      name: sample.name,
      email: `${sample.id.toLowerCase()}@client.example`,
      phone: `+4072200${sample.id.slice(3)}`,
    },
    ...(sample.company ? { buyer: { kind: 'company', ...sample.company } } : {}),
    deliveryAddress: { street: 'Str. Florilor 1', city: 'București', postalCode: '010101', country: 'RO' },
    lines: sample.goods.map(([sku, name, quantity, price]) => ({
      sku,
      name,
      quantity,
      unitPrice: { amount: price, currency: 'RON' },
      vatRate: 21,
    })),
    shippingFee: { amount: 1_999, currency: 'RON' },
    pricesIncludeVat: true,
    payment: { method: 'card', state: 'paid', paidAmount: { amount: paid, currency: 'RON' } },
    ...(sample.promised === undefined ? {} : { promisedAt: ago(-sample.promised) }),
    attributes: { ...sample.attributes },
  };
}

/** How many hours one must go back from `now` to find so many opening hours. A month is enough for any sample. */
function opensBefore(calendar: Calendar, now: number, working: number): number {
  let [near, far] = [0, 31 * 24];
  while (far - near > 1 / 60) {
    const middle = (near + far) / 2;
    if (between(calendar, instant(now - middle * hour), instant(now)) < working * hour) near = middle;
    else far = middle;
  }
  return far;
}
