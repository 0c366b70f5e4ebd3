import { storeId } from '../../kernel/brand.ts';
import { change } from '../../kernel/commit.ts';
import type { Envelope } from '../../events/envelope.ts';
import type { Profile } from '../../stores/profile.ts';
import { days, type Duration, type Instant, minus, parseDuration, plus } from '../../time/instant.ts';
import type { AbcClass } from '../drift/rules.ts';
import { stockKey } from '../level/aggregate.ts';
import type { StockPorts } from '../level/change.ts';
import { ledgerSince } from '../level/ledger.ts';
import type { Stock } from '../level/state.ts';
import { productsOf } from '../products.ts';
import { type CountPlan, nextCount, planAggregate, type PlanEvent, planKey } from './plan.ts';

const velocityOver = days(90);

/** What all articles of a shop turn over, and how many there are: the measure of the classes. */
const scaleKey = (store: string) => ({ store: storeId(store), kind: 'count-scale', id: 'value' });

async function meanOf({ heads }: StockPorts, store: string): Promise<number> {
  const [sum, n] = await Promise.all([
    heads.sum(scaleKey(store), 'sum'),
    heads.sum(scaleKey(store), 'articles'),
  ]);
  return n <= 0 ? 0 : sum / n;
}

/** What went out of an article in 90 days, at what it costs, else at its price; nothing where neither is known. */
async function turnover(ports: StockPorts, store: string, stock: Stock, at: Instant) {
  const since = minus(at, velocityOver);
  const booked = await ledgerSince(ports.heads, stockKey(store, stock.sku), stock.entries, since);
  const pieces = booked.reduce(
    (sum, { kind, delta }) => sum + (kind === 'pick' || kind === 'shipment' ? -delta : 0),
    0,
  );
  const product = (await productsOf(ports.heads, store, [stock.sku])).get(stock.sku);
  const piece = product?.cost?.amount ?? product?.price?.amount ?? 0;
  return { value: pieces * piece, piece };
}

/** The class of an article as it was last reckoned. */
export const classNow = async (
  { heads }: Pick<StockPorts, 'heads'>,
  store: string,
  sku: string,
): Promise<AbcClass> => (await heads.load<CountPlan>(planKey(store, sku)))?.state.class ?? 'C';

/**
 * What happened to an article's stock says when it is counted next: opened, it gets a place in the round; counted, the
 * next one; a drift, pieces that were there though the book had none, or a shelf that is nearly empty bring the count
 * forward.
 */
export async function planCounts(ports: StockPorts, profile: Profile, event: Envelope): Promise<void> {
  const sku = event.subject.slice('stock/'.length);
  const sign = signOf(event);
  if (sign === undefined) return;
  const store = event.storeId;
  const stock = (await ports.heads.load<Stock>(stockKey(store, sku)))?.state;
  if (!stock) return;
  const at = ports.clock();
  const known = (await ports.heads.load<CountPlan>(planKey(store, sku)))?.state;
  if (sign === 'opened' && known) return;
  // A nearly empty shelf is looked at where it matters most.
  if (sign === 'near-zero' && known?.class !== 'A') return;
  const what = sign === 'near-zero' ? 'suspicious' : sign;
  const { value, piece } = await turnover(ports, store, stock, at);
  const precious = piece > profile.stock.approvalAbove.value;
  const mean = await meanOf(ports, store);
  const periods = periodsOf(profile);
  const done = await change<CountPlan, PlanEvent, never>(
    ports,
    planAggregate,
    planKey(store, sku),
    { actor: 'system' },
    { decide: (head, now) => nextCount(head?.state, sku, what, { value, mean, precious, periods }, now) },
  );
  if (!done.done || !done.changed) return;
  const until = plus(at, days(400));
  // Approximate on purpose: a crash between the two moves the measure by one article.
  await ports.heads.add(scaleKey(store), 'sum', value - (known?.value ?? 0), until);
  if (!known) await ports.heads.add(scaleKey(store), 'articles', 1, until);
}

type Sign = 'opened' | 'counted' | 'suspicious' | 'near-zero';

/** So few pieces are soon none: whether they are there shows now. */
const fewPieces = 2;

function signOf({ type, data }: Envelope): Sign | undefined {
  switch (type) {
    case 'stock.moved':
      if (data['excess'] !== undefined) return 'suspicious';
      if (data['entry'] === 1) return 'opened';
      return typeof data['left'] === 'number' && data['left'] <= fewPieces ? 'near-zero' : undefined;
    case 'stock.counted':
      return 'counted';
    case 'stock.drift-closed':
      return 'suspicious';
    default:
      return undefined;
  }
}

const periodsOf = ({ stock: { counts } }: Profile): Readonly<Record<AbcClass, Duration>> => ({
  A: read(counts.A),
  B: read(counts.B),
  C: read(counts.C),
});

const read = (text: string): Duration => parseDuration(text) ?? days(180);
