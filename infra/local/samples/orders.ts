/** The orders of ElectroSmart's pile-up and those that passed it. Times count back from the start of the demo. */
import { type Intake } from '../../../shared/orders/intake-schema.ts';
import { between, type Calendar } from '../../../shared/time/business.ts';
import { instant } from '../../../shared/time/instant.ts';

const hour = 3_600_000;

export interface Sample {
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
}

export const headphones = ['CASTI-BT-7', 'Căști fără fir BT-7', 1, 24_990] as const;
export const kettle = ['FIERB-17', 'Fierbător 1,7 l', 1, 12_990] as const;
export const lamp = ['LAMPA-LED', 'Lampă de birou LED', 2, 8_990] as const;

export const web = { channel: 'web', carrier: 'fan' };
export const app = { channel: 'app', carrier: 'sameday' };

// Seven and eight have no divisor in common: no name comes twice among fifty-six.
const first = ['Vlad', 'Maria', 'Andrei', 'Elena', 'Cristian', 'Gabriela', 'Sorin'];
const last = ['Ionescu', 'Munteanu', 'Stoica', 'Florea', 'Enache', 'Dobre', 'Voicu', 'Manea'];

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

/** An order as a storefront would hand over what is open when it joins. */
export function intakeOf(sample: Sample, now: number, calendar?: Calendar): Intake {
  const ago = (hours: number) => new Date(Math.round((now - hours * hour) / 60_000) * 60_000).toISOString();
  const since = sample.working && calendar ? opensBefore(calendar, now, sample.inStage) : sample.inStage;
  return {
    placedAt: ago(since + sample.placed - sample.inStage),
    import: true,
    stage: sample.stage,
    since: ago(since),
    ...contentOf(sample),
    ...(sample.promised === undefined ? {} : { promisedAt: ago(-sample.promised) }),
  };
}

/** What somebody ordered, and who: the same whether it is taken over or comes in. */
export function contentOf({
  id,
  name,
  goods,
  attributes,
}: Pick<Sample, 'id' | 'name' | 'goods' | 'attributes'>): Pick<
  Intake,
  | 'orderId'
  | 'customer'
  | 'deliveryAddress'
  | 'lines'
  | 'shippingFee'
  | 'pricesIncludeVat'
  | 'payment'
  | 'attributes'
> {
  const paid = goods.reduce((sum, [, , quantity, price]) => sum + quantity * price, 1_999);
  return {
    orderId: id,
    customer: { name, email: `${mailbox(name)}@client.example`, phone: `+4072200${id.slice(3)}` },
    deliveryAddress: { street: 'Str. Florilor 1', city: 'București', postalCode: '010101', country: 'RO' },
    lines: goods.map(([sku, article, quantity, price]) => ({
      sku,
      name: article,
      quantity,
      unitPrice: { amount: price, currency: 'RON' },
      vatRate: 21,
    })),
    shippingFee: { amount: 1_999, currency: 'RON' },
    pricesIncludeVat: true,
    payment: { method: 'card', state: 'paid', paidAmount: { amount: paid, currency: 'RON' } },
    attributes: { ...attributes },
  };
}

/** `Ștefan Olaru` → `stefan.olaru`. */
const mailbox = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '.');

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
