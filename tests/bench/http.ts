import type { Figure, Section } from './figure.ts';
import { barePuts } from './http-alternative.ts';
import { statusUpdates } from './http-updates.ts';

/** Calls under way at any time, on both sides. */
const concurrent = 8;
const orders = 200;
const stages = ['preparing', 'packed', 'shipped', 'delivered'];

/** Status updates per second over HTTP, against bare conditional puts; by turns, stage by stage. */
export async function http(): Promise<Section> {
  await using overHttp = await statusUpdates();
  await using bare = await barePuts();
  const loads = [overHttp, bare] as const;
  const numbers = Array.from({ length: orders }, (_, order) => order);
  for (const load of loads) await timed(numbers, (order) => load.prepare(order));
  const spent = [0, 0];
  for (const [at, stage] of stages.entries())
    for (const [side, load] of loads.entries()) {
      await overHttp.rest();
      spent[side] = (spent[side] ?? 0) + (await timed(numbers, (order) => load.update(order, stage, at + 2)));
    }
  const [ours = 0, alternative = 0] = spent.map((ms) => ((orders * stages.length) / ms) * 1_000);
  const figure: Figure = {
    section: 'http',
    name: `status updates, ${String(concurrent)} at a time`,
    unit: 'a second',
    ours,
    alternative,
    against: 'conditional puts of the same head on the bare table server',
  };
  return {
    figures: [figure],
    notes: [
      'A status update is two HTTP hops, authentication, validation, decision, receipt and write; stream, relay, bus, queues and notices of the same updates work beside it on the same processors.',
    ],
  };
}

/** Does each piece of work once, so many at a time; answers the milliseconds it took. */
async function timed<T>(work: readonly T[], run: (piece: T) => Promise<void>): Promise<number> {
  const left = [...work];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: concurrent }, async () => {
      for (let piece = left.shift(); piece !== undefined; piece = left.shift()) await run(piece);
    }),
  );
  return performance.now() - begun;
}
