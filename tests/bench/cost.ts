import { functions } from '../../infra/functions.ts';
import { usualShards } from '../../shared/kernel/shard.ts';
import { ofOrders, unitsOf } from './bill.ts';
import { Consumers } from './consumers.ts';
import type { Figure, Section } from './figure.ts';
import { liveOrder } from './life.ts';
import { prices } from './prices.ts';
import { Shop } from './shop.ts';
import { benchTables } from './tables.ts';
import { itemSize, type RawItem } from './units.ts';

/** So many orders in a month, of so many minutes. */
const orders = 1_000_000;
const minutes = 43_800;
/** Assumed, for Lambda was not measured: 50 ms of 512 MB each time. */
const gigabyteSeconds = 0.05 * 0.5;
/** The orders of the bench are open for 51 hours. */
const openAtOnce = orders * (51 / (minutes / 60));

const { perMillion } = prices;

interface Line {
  readonly service: string;
  readonly what: string;
  /** Of one order; or of the month, whatever there is in it. */
  readonly each?: number;
  readonly month?: number;
  readonly price: number;
}

const said = (count: number): string => count.toLocaleString('en', { maximumFractionDigits: 2 });
const dollars = ({ each = 0, month = 0, price }: Line): number => ((each * orders + month) * price) / 1e6;

/** What a million orders a month cost by what was counted of one, and what watching them costs in other ways. */
export async function cost(): Promise<Section> {
  const life = await lived();
  const lines = billed(life);
  const total = lines.reduce((sum, line) => sum + dollars(line), 0);
  return {
    figures: watching(life),
    notes: [
      `A million orders a month, prices of ${prices.date}, US East: $${total.toFixed(0)}`,
      ...lines.map(
        (line) =>
          `  ${dollars(line).toFixed(2).padStart(8)}  ${line.service}: ${line.what} (${line.each === undefined ? `${said(line.month ?? 0)} a month` : `${said(line.each)} an order`})`,
      ),
    ],
  };
}

type Life = Awaited<ReturnType<typeof lived>>;

/** One order, intake to delivered, its parcel's number known; with everything that follows from it. */
async function lived() {
  const tables = await benchTables();
  try {
    const shop = await Shop.open(tables);
    const consumers = new Consumers(shop);
    const { recorder } = shop;
    const [from, read] = [recorder.writes.length, recorder.reads.length];
    await liveOrder(shop, {
      orderId: 'ES-104713',
      parcel: true,
      meanwhile: (upTo) => consumers.passTo(upTo),
    });
    await consumers.settle();
    const written = recorder.writes.slice(from);
    const own = ofOrders(written);
    return {
      ...consumers.sent,
      calls: shop.calls,
      writeUnits: unitsOf(written),
      // What scans read of the deadlines is the month's, not the order's.
      readUnits: recorder.reads
        .slice(read)
        .reduce((sum, { index, units }) => sum + (index === 'due' ? 0 : units), 0),
      dueUnits: own.reduce((sum, { indexes }) => sum + (indexes['due'] ?? 0), 0),
      changes: own.filter(({ after }) => after?.['sk']?.S === 'head').length,
      bytes: own.reduce((sum, { after }) => Math.max(sum, sizeOf(after)), 0),
    };
  } finally {
    await tables.stop();
  }
}

const sizeOf = (item: RawItem | undefined): number => (item?.['sk']?.S === 'head' ? itemSize(item) : 0);

/** What scans ask, whatever is due: every shard of every kind, each minute. */
const schedules = functions.filter(({ trigger }) => trigger.kind === 'schedule').length;
const scanned = usualShards / 2;

function billed(life: Life): Line[] {
  const woken = life.calls + life.records + life.messages;
  const queue = 'Queues';
  return [
    { service: 'DynamoDB', what: 'write units', each: life.writeUnits, price: perMillion.writeUnit },
    { service: 'DynamoDB', what: 'read units', each: life.readUnits, price: perMillion.readUnit },
    { service: 'API Gateway', what: 'calls', each: life.calls, price: perMillion.httpCall },
    { service: 'EventBridge', what: 'events', each: life.events, price: perMillion.event },
    {
      service: queue,
      what: 'requests, three a message',
      each: life.messages * 3,
      price: perMillion.queueRequest,
    },
    { service: 'Lambda', what: 'requests, none shared', each: woken, price: perMillion.lambdaRequest },
    {
      service: 'Lambda',
      what: 'seconds, as assumed',
      each: woken * gigabyteSeconds,
      price: prices.gigabyteSecond * 1e6,
    },
    { service: 'SES', what: 'e-mails', each: life.mails, price: perMillion.mail },
    { service: 'Scans', what: 'schedules', month: schedules * minutes, price: perMillion.schedule },
    {
      service: 'Scans',
      what: 'read units',
      month: schedules * minutes * scanned,
      price: perMillion.readUnit,
    },
    {
      service: 'Scans',
      what: 'Lambda requests',
      month: schedules * minutes,
      price: perMillion.lambdaRequest,
    },
    {
      service: 'Scans',
      what: 'Lambda seconds, as assumed',
      month: schedules * minutes * gigabyteSeconds,
      price: prices.gigabyteSecond * 1e6,
    },
  ];
}

/** Knowing what is due of the orders, and nothing else: upkeep of the index and one scan each minute. */
function watching(life: Life): Figure[] {
  const scans = 12 * 24 * (minutes / 1_440);
  const half = (bytes: number) => Math.ceil(bytes / 4_096) / 2;
  const ours =
    life.dueUnits * perMillion.writeUnit +
    (minutes / 1e6) * (scanned * perMillion.readUnit + perMillion.schedule + perMillion.lambdaRequest) +
    minutes * gigabyteSeconds * prices.gigabyteSecond;
  const figure = (against: string, alternative: number): Figure => ({
    section: 'cost',
    name: `watching a million orders a month, against ${against}`,
    unit: '$',
    ours,
    alternative,
  });
  return [
    // Whoever ended stays a month; what the function itself costs is left out.
    figure(
      'a scan of the table every five minutes',
      (scans * half(orders * life.bytes) * perMillion.readUnit) / 1e6,
    ),
    // The cheapest form: 150 bytes of each open order, written by each change.
    figure(
      'an index of open orders, read every five minutes',
      (scans * half(openAtOnce * 150) * perMillion.readUnit) / 1e6 + life.changes * perMillion.writeUnit,
    ),
    // Made and moved for nothing; every order fires one.
    figure('a schedule for each order', perMillion.schedule),
    // A state for each stage, entered once, and the end.
    figure('a workflow for each order', 6 * perMillion.transition),
  ];
}
