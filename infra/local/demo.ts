/** `npm run demo`: the first story in two minutes of reading, on a clock that is moved. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRuntime } from './runtime.ts';
import { parse } from 'zod/v4/core';
import { calendarOf } from '../../shared/stores/opening.ts';
import { profileSchema } from '../../shared/stores/profile.ts';
import { openShop, post, stockUp } from './samples/index.ts';
import { intakeOf, passed, pile } from './samples/orders.ts';
import { electrosmart } from './samples/shops.ts';
import { synthesize } from './synthesize.ts';

const once = process.argv.includes('--once');
const dataDir = mkdtempSync(join(tmpdir(), 'veghe-demo-'));
const runtime = await startRuntime({
  dataDir,
  port: once ? 0 : Number(process.env['PORT'] ?? 3000),
  stacks: synthesize(),
  // Monday morning in Bucharest.
  frozenAt: new Date('2026-11-16T08:00:00Z'),
});
const { url } = runtime;
let step = 0;

const say = (text: string, look?: string): void => {
  console.log(`\n${String(++step)}. ${text}${look === undefined ? '' : `\n   Look: ${url}${look}`}`);
};
const sent = async (
  what: 'mail' | 'sms' | 'alerts',
): Promise<{ to: string; subject: string; text: string }[]> =>
  (
    (await (await fetch(`${url}/_local/${what}`)).json()) as {
      items: { to: string; subject: string; text: string }[];
    }
  ).items;
/** What Mr Pop got; the staff have their morning reports beside it. */
const toCustomer = async () => (await sent('mail')).filter(({ to }) => to === 'ion.pop@client.example');
const quote = (text: string): string => text.replace(/^/gm, '   | ');

console.log('Veghe: an order goes quiet. ElectroSmart, a Monday in November; the clock is ours to move.');

const { storefront = '', operator = '' } = await openShop(url, electrosmart);
await post(
  `${url}/v1/orders`,
  {
    orderId: 'ES-1001',
    placedAt: '2026-11-16T08:00:00Z',
    customer: { name: 'Ion Pop', email: 'ion.pop@client.example', phone: '0722 123 456' },
    lines: [
      {
        sku: 'CASTI-BT-7',
        name: 'Căști fără fir BT-7',
        quantity: 1,
        unitPrice: { amount: 24_990, currency: 'RON' },
      },
    ],
    promisedAt: '2026-11-19T16:00:00Z',
  },
  storefront,
);
await post(`${url}/v1/orders/ES-1001/status`, { stage: 'preparing' }, storefront);
await runtime.idle();
say(
  'Mr Pop orders headphones, promised for Thursday evening. The order is being prepared; then nothing more is heard of it.',
  '/_local/inbox',
);

await runtime.advance(32.1 * 3_600_000);
const [warning] = (await sent('alerts')).slice(-1);
say(
  'On Tuesday at closing time, after 18 of 20 working hours, Veghe warns Ioana before the limit of two working days passes:',
);
console.log(quote(warning?.text ?? ''));

await runtime.advance(16 * 3_600_000);
say(
  'Thursday will now probably be missed: Mr Pop is told once, the truth and a new date. At ten on Wednesday, two days after he ordered, the limit passes, and the stall is raised to Ioana:',
  '/_local/inbox',
);
const [delay] = await toCustomer();
console.log(quote(`${delay?.subject ?? ''}\n\n${delay?.text ?? ''}`));

await runtime.advance(4.2 * 3_600_000);
const [text] = await sent('sms');
say('Nobody has reacted for four hours. The supervisor’s phone rings:');
console.log(quote(`${text?.to ?? ''}: ${text?.text ?? ''}`));

await post(`${url}/v1/stalls/ES-1001~2/acknowledgement`, { cause: 'furnizor întârziat' }, operator);
await post(`${url}/v1/orders/ES-1001/status`, { stage: 'packed' }, operator);
await post(`${url}/v1/orders/ES-1001/status`, { stage: 'shipped' }, storefront);
await post(
  `${url}/v1/orders/ES-1001/parcels`,
  { parcelId: 'P1', lines: [{ lineId: '1', quantity: 1 }], carrier: 'fan', awb: '2200112233' },
  storefront,
);
await runtime.idle();
const shipped = (await toCustomer()).at(-1);
say(
  'Ioana takes it, finds the box, and it leaves. The stall has closed itself; Mr Pop hears that it shipped, with the parcel’s number:',
);
console.log(quote(shipped?.subject ?? ''));

const timeline = await fetch(`${url}/v1/orders/ES-1001/timeline?limit=200`, {
  headers: { authorization: `Bearer ${operator}` },
});
const { items } = (await timeline.json()) as { items: { occurredAt: string; type: string; actor: string }[] };
say('The order’s timeline has all of it:', '/_local/events');
for (const { occurredAt, type, actor } of items) console.log(`   ${occurredAt}  ${type.padEnd(28)} ${actor}`);

const { calendar: hours, timeZone } = parse(profileSchema, electrosmart);
const opening = calendarOf(hours, timeZone);
for (const order of [...pile.slice(1), ...passed])
  await post(`${url}/v1/orders`, intakeOf(order, runtime.now().getTime(), opening), storefront);
await stockUp(runtime, storefront);
await runtime.advance(17.8 * 3_600_000);
const report = (await sent('mail')).findLast(({ to }) => to === 'ioana@electrosmart.example');
say(
  'Mr Pop’s was not the only one: eleven more lie in the same stage. On Thursday at eight the morning report is in the mail of Ioana, Vlad and Mara, the pile-up first, with its probable cause, the delivery that is missing and what to look at next:',
  '/v1/reports/daily',
);
console.log(
  quote(`${report?.subject ?? ''}\n\n${(report?.text ?? '').split('\n\n').slice(2, 4).join('\n\n')}`),
);

const end = async (): Promise<void> => {
  await runtime.stop();
  rmSync(dataDir, { recursive: true, force: true });
};
if (once) await end();
else {
  console.log(
    `\nEverything that was sent, as it would look: ${url}/_local/inbox\nCtrl-C ends the demo; nothing of it is kept.`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
}
