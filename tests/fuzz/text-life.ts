import { popsOrder } from '../support/shops.ts';
import { wireClients } from '../support/wire.ts';
import { answerFaults } from './answers.ts';
import { openLife } from './life.ts';
import { misdirected } from './misdirected.ts';
import { operations, type Request } from './requests.ts';
import { drawnText } from './texts.ts';
import { type Draw, pick } from './values.ts';

const pages = [
  'GET /staff/orders',
  'GET /staff/orders/{orderId}',
  'GET /staff/stock',
  'GET /staff/notices',
  'GET /staff/refunds',
  'GET /staff/stalls',
  'GET /v1/reports/daily',
];

/** Written as JSON, half of a character is an escape, and nothing else is. */
export const isText = (value: unknown): boolean =>
  !/\\ud[89a-f]/i.test(JSON.stringify(value ?? null).replaceAll('\\\\', ''));

/** A shop's life that sends through the SDK's own clients, and what is looked at in it. */
export async function textLife() {
  const logs: unknown[] = [];
  const wire = wireClients();
  const life = await openLife({ logged: (line) => void logs.push(line), sending: wire });
  const { world, after, known } = life;
  const wrong: string[] = [];
  const seen = { mails: 0 };
  // Whoever was ever of the staff: the profile is among what is fuzzed, and remembered for a while.
  const staff = [...world.profile.staff];

  /** Asks, and looks at the answer. */
  async function ask(request: Request, what: string): Promise<number> {
    const answer = await world.call(request.route, request);
    const operation = operations.find(({ route }) => route === request.route);
    const said = operation ? answerFaults(operation, answer) : answer.status >= 500 ? ['answered 500'] : [];
    const faults = [...said, ...world.faults.splice(0).map(String)];
    if (!isText(answer.body)) faults.push('the answer is not well-formed');
    if (faults.length > 0)
      wrong.push(`${what}: ${faults.join()} ${JSON.stringify(answer.body)?.slice(0, 500)}`);
    life.heed(answer.body);
    world.advance(20);
    return answer.status;
  }

  /** An order whose customer has such a name goes its way, and its customer hears of each step. */
  async function voyage(draw: Draw, n: number): Promise<void> {
    const [orderId, name, goods, note] = [
      `T-${String(n)}`,
      drawnText(draw),
      drawnText(draw),
      drawnText(draw),
    ];
    const path = { orderId };
    const send = (route: string, body: unknown) =>
      ask({ route, path, query: {}, headers: {}, role: 'admin', body }, `${route} ${JSON.stringify(body)}`);
    await send('POST /v1/orders', {
      ...popsOrder(orderId),
      customer: { name, email: `c${String(n)}@client.example`, phone: `+4072200${String(1_000 + n)}` },
      lines: [{ ...popsOrder('x').lines[0], name: goods }],
    });
    await send('POST /v1/orders/{orderId}/status', { stage: 'confirmed', reason: note, fact: true });
    const promise = { promisedAt: '2027-03-01T08:00:00Z', reason: note };
    await send('POST /v1/orders/{orderId}/promise', promise);
    await send('POST /v1/orders/{orderId}/parcels', {
      parcelId: 'p',
      lines: [{ lineId: '1', quantity: 1 }],
      carrier: draw(pick, [goods, 'FAN']),
      awb: 'AWB123',
    });
    await send('POST /v1/orders/{orderId}/status', { stage: 'shipped', fact: true });
  }

  /** Time goes on; then everything that has left, and what people would see, is looked at. */
  async function lookAround(draw: Draw): Promise<void> {
    staff.push(...((await world.ports.profiles.fresh(world.profile.storeId))?.profile.staff ?? []));
    const failed = await life.pass(draw(pick, [1, 60, 900]));
    wrong.push(...failed.map((error) => `a deadline failed: ${String(error)}`));
    const path = { orderId: draw(pick, ['NEW-1', 'T-0', 'T-1', 'ES-1']) };
    for (const route of pages) {
      const headers = { accept: draw(pick, ['text/html', 'text/csv', 'application/json']) };
      await ask({ route, path, query: {}, headers, role: 'admin' }, route);
    }
    const calls = wire.calls.splice(0);
    seen.mails += calls.length;
    wrong.push(...(await misdirected(world.heads, calls, staff)));
    for (const [channel, said] of Object.entries({ logs, posts: after.posts, staff: after.staff }))
      if (!isText(said)) wrong.push(`what leaves by ${channel} is not well-formed`);
    for (const all of [logs, after.posts, after.staff]) all.splice(0);
  }

  return { known, wrong, seen, ask, voyage, lookAround };
}
