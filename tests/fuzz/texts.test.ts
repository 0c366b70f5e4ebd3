import fc from 'fast-check';
import { expect, it } from 'vitest';
import { operations, type Request, validRequest } from './requests.ts';
import { textFields, withText } from './text-fields.ts';
import { textLife } from './text-life.ts';
import { drawnText } from './texts.ts';
import { type Draw, likely, pick } from './values.ts';

/** So many texts; 100,000 is the long form (docs/proof.md). */
const texts = Number(process.env['VEGHE_FUZZ_TEXTS'] ?? 3_000);
const perLife = 300;
const lives = Math.ceil(texts / perLife);
const seed = Number(process.env['VEGHE_FUZZ_SEED'] ?? 20261128);

const fields = textFields(operations);

/** What people type into the forms of pages: their fields are in no contract. */
const forms: readonly (readonly [route: string, fixed: Record<string, string>, field: string])[] = [
  ['POST /staff/orders/{orderId}', { action: 'hold' }, 'hold-reason'],
  ['POST /staff/orders/{orderId}', { action: 'acknowledge' }, 'cause'],
  ['POST /staff/orders/{orderId}', { action: 'move', stage: 'confirmed' }, 'note'],
  ['POST /staff/orders/{orderId}', { action: 'snooze', until: 'PT4H' }, 'snooze-reason'],
  ['POST /staff/orders/{orderId}', {}, 'tick'],
  ['POST /staff/refunds', { refundId: 'ES-1~cancelled' }, 'reference'],
  ['POST /staff/proposals', { action: 'decline', id: 'x' }, 'comment'],
];

function formRequest(draw: Draw, text: string): Request {
  const [route, fixed, field] = draw(pick, forms);
  return {
    route,
    path: { orderId: draw(pick, ['ES-1', 'ES-2', 'NEW-1']) },
    query: {},
    headers: {},
    text: new URLSearchParams({ ...fixed, [field]: text }).toString(),
    role: 'admin',
  };
}

const total = { mails: 0, taken: new Set<string>() };

/** One life: a text in every field in its turn, and a look at everything that leaves. */
async function live(draw: Draw, from: number): Promise<void> {
  const life = await textLife();
  for (let n = 0; n < perLife; n++) {
    const text = drawnText(draw);
    const field = fields[(from + n) % fields.length]!;
    const form = likely(draw, 10);
    const request = form
      ? formRequest(draw, text)
      : withText(field, validRequest(field.operation, draw, life.known), text, draw, life.known);
    const what = `${request.route} ${form ? 'form' : `${field.where} ${field.name}`} ${JSON.stringify(text)}`;
    if ((await life.ask(request, what)) < 300 && !form) total.taken.add(`${request.route} ${field.name}`);
    if (n % 5 === 0) await life.voyage(draw, n / 5);
    if (n % 25 === 24) await life.lookAround(draw);
  }
  total.mails += life.seen.mails;
  expect(life.wrong).toEqual([]);
}

it(
  `${String(texts)} texts in every field and every channel: no fault, every text well-formed, every message to its own address`,
  { timeout: 3_600_000 },
  async () => {
    let life = 0;
    const { failed, errorInstance, counterexamplePath } = await fc.check(
      fc.asyncProperty(fc.gen(), async (draw) => live(draw, perLife * life++)),
      { numRuns: lives, seed, endOnFailure: true },
    );
    if (failed) throw new Error(`path ${String(counterexamplePath)}`, { cause: errorInstance });
    // Texts that are always refused, and messages that never leave, would show nothing.
    console.log(
      `${String(fields.length)} fields, ${String(total.taken.size)} took one; ${String(total.mails)} messages`,
    );
    expect(total.taken.size).toBeGreaterThan(30);
    expect(total.mails).toBeGreaterThan(30 * lives);
  },
);
