import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { billOf, type BillLine, ofOrders, unitsOf } from './bill.ts';
import { liveAsTransactions } from './alternative.ts';
import { Consumers, type Sent } from './consumers.ts';
import type { Section } from './figure.ts';
import { type LifeOptions, liveOrder } from './life.ts';
import { Recorder, type Write } from './recorder.ts';
import { Shop } from './shop.ts';
import { benchTables } from './tables.ts';
import { itemSize } from './units.ts';

type Tables = Awaited<ReturnType<typeof benchTables>>;
const against = 'transaction of order, outbox and idempotency items';

/** Write units of an order's life, bare, with a deadline fired, and with everything that follows from it. */
export async function writes(): Promise<Section> {
  const tables = await benchTables();
  try {
    const shop = await Shop.open(tables);
    const plain = await lived(shop, { orderId: 'ES-104711' }, 0);
    const warned = await lived(shop, { orderId: 'ES-104712', warned: true }, 1);
    const instead = await asTransactions(tables, plain);
    const insteadWarned = await asTransactions(tables, warned);
    const inOneItem = await asTransactions(tables, plain, true);
    const bills = [
      await whole(shop, 'intake to delivered, its parcel’s number known', {
        orderId: 'ES-104713',
        parcel: true,
      }),
      await whole(shop, 'the same, and one warning', { orderId: 'ES-104714', parcel: true, warned: true }),
      await whole(shop, 'no parcel reported: “shipped” waits for a number', { orderId: 'ES-104715' }),
    ];
    return {
      figures: [
        figure('an order’s life', plain.units, instead.units, 28),
        figure('an order’s life, one deadline fired', warned.units, insteadWarned.units, 32),
      ],
      notes: [
        `Largest head: ${String(largestHead(plain.writes))} bytes. Beyond 1,024 each write of it costs 2; its bound is 2,048.`,
        checked('Ours', plain),
        checked('Transactions', instead),
        `Transactions with the lines in the order’s own item: ${String(inOneItem.units)} write units.`,
        ...bills,
      ],
    };
  } finally {
    await tables.stop();
  }
}

const figure = (name: string, ours: number, alternative: number, most: number) => ({
  section: 'writes',
  name,
  unit: 'write units',
  ours,
  alternative,
  against,
  bound: { of: 'ours', most } as const,
});

interface Counted {
  readonly writes: readonly Write[];
  readonly units: number;
  readonly server: { readonly table: number; readonly indexes: number };
}

async function lived(shop: Shop, options: LifeOptions, deadlines: number): Promise<Counted> {
  const { recorder } = shop;
  const [from, before] = [recorder.writes.length, { ...recorder.server }];
  const { fired } = await liveOrder(shop, options);
  if (fired !== deadlines)
    throw new Error(`${String(fired)} deadlines fired, ${String(deadlines)} were meant`);
  const { table, indexes } = recorder.server;
  const written = ofOrders(recorder.writes.slice(from));
  return {
    writes: written,
    units: unitsOf(written),
    server: { table: table - before.table, indexes: indexes - before.indexes },
  };
}

async function asTransactions(
  tables: Tables,
  { writes: life }: Counted,
  linesInside = false,
): Promise<Counted> {
  const client = tables.connect();
  const recorder = new Recorder(client, tables.client);
  await liveAsTransactions(client, recorder, life, linesInside);
  client.destroy();
  const { writes: written, server } = recorder;
  await emptied(tables, written);
  return { writes: written, units: unitsOf(written), server };
}

/** The next way to live the same life begins from nothing. */
async function emptied({ client }: Tables, written: readonly Write[]): Promise<void> {
  for (const { table, after } of written)
    if (after?.['pk'] && after['sk'])
      await client.send(
        new DeleteItemCommand({ TableName: table, Key: { pk: after['pk'], sk: after['sk'] } }),
      );
}

const largestHead = (written: readonly Write[]): number =>
  Math.max(...written.flatMap(({ after }) => (after?.['sk']?.S === 'head' ? [itemSize(after)] : [])));

function checked(who: string, { writes: written, units, server }: Counted): string {
  const onTable = written.reduce((sum, { tableUnits }) => sum + tableUnits, 0);
  return `${who}: counted ${String(onTable)} on the table and ${String(units - onTable)} on indexes; the server says ${String(server.table)} and ${String(server.indexes)}.`;
}

/** A life with relay and consumers at work, every unit of it on a line. */
async function whole(shop: Shop, title: string, options: LifeOptions): Promise<string> {
  const consumers = new Consumers(shop);
  const from = shop.recorder.writes.length;
  await liveOrder(shop, { ...options, meanwhile: (upTo) => consumers.passTo(upTo) });
  await consumers.settle();
  const written = shop.recorder.writes.slice(from);
  return [
    `The whole bill, ${title}: ${String(unitsOf(written))} write units`,
    ...billOf(written).map(lineOf),
    `    beside it: ${beside(consumers.sent)}`,
  ].join('\n');
}

const lineOf = ({ what, writes: count, units }: BillLine): string =>
  `  ${String(units).padStart(5)}  ${what} (${String(count)})`;

const beside = ({ records, events, mails, texts, staffMessages }: Sent): string =>
  `${String(records)} stream records, ${String(events)} events on the bus, ${String(mails)} e-mails, ${String(texts)} SMS, ${String(staffMessages)} staff messages`;
