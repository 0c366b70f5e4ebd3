import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerFaults } from './answers.ts';
import { broken } from './broken.ts';
import { conforms } from './conforms.ts';
import { openLife } from './life.ts';
import { operations, validRequest } from './requests.ts';
import { type Draw, likely, pick } from './values.ts';

const lives = 24;
const requests = 250;
const seed = 20261125;
const passing = [1, 10, 60, 300, 900];

/** One life: requests of every kind by chance, while time passes. Counts the calls that were done. */
async function live(draw: Draw, done: Map<string, number>): Promise<void> {
  const life = await openLife();
  for (let n = 0; n < requests; n++) {
    const operation = draw(pick, operations);
    const valid = validRequest(operation, draw, life.known);
    const request = likely(draw, 30) ? broken(valid, draw) : valid;
    const answer = await life.world.call(request.route, request);
    const faults = [...answerFaults(operation, answer), ...life.world.faults.map(String)];
    const asked = JSON.stringify(request).slice(0, 2_000);
    expect(faults, `${asked} was answered ${JSON.stringify(answer.body)?.slice(0, 2_000)}`).toEqual([]);
    life.heed(answer.body);
    if (answer.status < 400) done.set(operation.route, (done.get(operation.route) ?? 0) + 1);
    // Within the shop's budget of requests.
    life.world.advance(20);
    if (n % 20 === 19) expect(await life.pass(draw(pick, passing))).toEqual([]);
  }
}

it(
  'six thousand requests made from the contract: no fault, and every answer as it says',
  { timeout: 180_000 },
  async () => {
    const done = new Map<string, number>();
    const { failed, errorInstance, counterexamplePath } = await fc.check(
      fc.asyncProperty(fc.gen(), async (draw) => live(draw, done)),
      // To see a failure again: its path, as `path` beside the seed.
      { numRuns: lives, seed, endOnFailure: true },
    );
    if (failed) throw new Error(`path ${String(counterexamplePath)}`, { cause: errorInstance });
    // Calls that are always refused would show nothing. Some are: they want a secret, or rules across their fields.
    const never = operations.map(({ route }) => route).filter((route) => !done.has(route));
    expect(never.length / operations.length, never.join(', ')).toBeLessThan(0.15);
  },
);

it('an answer that is not as its schema has it is named by its place', () => {
  const schema = {
    type: 'object',
    properties: {
      items: { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } },
    },
    required: ['items', 'next'],
    additionalProperties: false,
  };
  expect(conforms(schema, { items: [{ n: 1 }, { n: 1.5 }], more: 1 })).toEqual([
    'it.items.1.n is number, not integer',
    'it lacks next',
    'it has more, which is not declared',
  ]);
});
