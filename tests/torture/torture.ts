import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chance } from '../simulation/scheduler.ts';
import { doubled, missing, undone } from './checks.ts';
import { Client, shop as profile } from './client.ts';
import { articles, emptyLedger, type Ledger, opening } from './ledger.ts';
import { Shop } from './shop.ts';
import { orders, Victim } from './victim.ts';

export interface Torture {
  readonly rounds: number;
  readonly seed: number;
  /** Days that pass in the end; in three every amendment has run out of time, and must have ended. */
  readonly days?: number;
  /** Where the templates were made (`<directory>/cdk.out`). */
  readonly assembly: string;
  readonly say?: (line: string) => void;
}

export interface Verdict {
  readonly faults: readonly string[];
  readonly ledger: Ledger;
  readonly mails: number;
  /** Notices that left twice, in the declared window. */
  readonly twice: number;
  /** Killed before it served. */
  readonly stillborn: number;
  /** Killed while the clock was being moved. */
  readonly midMove: number;
}

const clients = 4;
/** A day and an hour: what may wait for a day at the most, as the word that a parcel left waits for its number, has gone. */
const longDay = 25 * 3_600_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Load over HTTP on the real runtime, `kill -9` at a random moment, a restart, and the question whether everything that was
 * acknowledged is there; so often. Then time passes, and every notice that is due must have left, once.
 */
export async function torture({
  rounds,
  seed,
  days = 3,
  assembly,
  say = () => undefined,
}: Torture): Promise<Verdict> {
  const chance = new Chance(seed);
  const data = mkdtempSync(join(tmpdir(), 'veghe-torture-'));
  const victim = new Victim(data, assembly);
  const ledger = emptyLedger();
  const shop = new Shop(victim);
  const faults: string[] = [];
  let [stillborn, midMove] = [0, 0];
  try {
    await victim.start();
    await open(shop);
    const workers = Array.from(
      { length: clients },
      (_, n) => new Client(`c${String(n)}`, new Chance(seed * 1_000 + n), shop, ledger),
    );
    for (let round = 1; round <= rounds; round++) {
      const { now } = await shop.get('/_local/clock');
      const load = workers.map((one) => one.work(() => String(now)));
      const move = chance.happens(0.2);
      if (move) {
        midMove++;
        load.push(shop.local('POST', '/_local/clock', { advance: 'PT2H' }).then(nothing, nothing));
      }
      await busyFor(ledger, first + chance.below(60), 200 + chance.below(3_000));
      await victim.kill(chance.of(orders));
      await Promise.all(load);
      if (chance.happens(0.1)) {
        stillborn++;
        victim.launch();
        await wait(chance.below(1_000));
        await victim.kill(chance.of(orders));
      }
      const begun = performance.now();
      await victim.start();
      const ready = performance.now() - begun;
      // At first what nobody waits for; then what was not answered is asked for again, and all of it is there.
      await Promise.all(workers.map((one) => one.settle()));
      faults.push(...(await missing(shop, ledger, sample(workers, chance))), ...ledger.refused.splice(0));
      // What follows from what was written keeps up, by and large.
      if (round % 10 === 0) await calm(shop, '/_local/idle');
      say(
        `round ${String(round)}: up in ${ready.toFixed(0)} ms, ${String(ledger.acknowledged)} acknowledged, ${String(faults.length)} faults`,
      );
    }
    // What waits for somebody's word waits two days at the most (`usualRules` in shared/amendments/policy.ts).
    for (let day = 1; day <= days; day++) {
      await calm(shop, '/_local/idle');
      const { now } = await shop.get('/_local/clock');
      await calm(shop, '/_local/clock', { set: new Date(Date.parse(String(now)) + longDay).toISOString() });
      await released(shop);
    }
    await calm(shop, '/_local/clock', { advance: 'PT10M' });
    await calm(shop, '/_local/idle');
    faults.push(
      ...(await missing(shop, ledger, ledger.orders.keys())),
      ...(await undone(shop, ledger, days >= 3)),
    );
    const mails = (await shop.get('/_local/mail')).items.length;
    return { faults, ledger, mails, twice: await doubled(shop), stillborn, midMove };
  } finally {
    await victim.end();
    rmSync(data, { recursive: true, force: true });
  }
}

const nothing = (): void => undefined;

/** However slow the machine is: a few writes are acknowledged before anybody dies, unless nothing is for so long. */
const [first, longest] = [4, 30_000];

/** Until so many further writes are acknowledged, or so many milliseconds are over where the machine is slow. */
async function busyFor(ledger: Ledger, writes: number, mostMs: number): Promise<void> {
  const [from, begun] = [ledger.acknowledged, performance.now()];
  for (;;) {
    const [done, took] = [ledger.acknowledged - from, performance.now() - begun];
    if (done >= writes || took > longest || (done >= first && took > mostMs)) return;
    await wait(5);
  }
}

async function open(shop: Shop): Promise<void> {
  await shop.open(profile);
  const { now } = await shop.get('/_local/clock');
  const items = articles.map((sku) => ({
    movementId: `opening-${sku}`,
    sku,
    location: 'A',
    kind: 'opening',
    quantity: opening,
    occurredAt: now,
  }));
  const made = await shop.call({
    role: 'storefront',
    method: 'POST',
    path: '/v1/stock/movements',
    body: { items },
  });
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
}

/** Patience ends after two minutes a call (`patienceMs` of the runtime); what has piled up on a slow machine takes longer. */
const mostCalls = 20;

/** Calls until it has come to rest; a house that feeds itself never does. */
async function calm(shop: Shop, path: string, body?: object): Promise<void> {
  for (let call = 1; ; call++) {
    const { status, body: said } = await shop.local('POST', path, body);
    if (status === 200) return;
    if (call === mostCalls || !JSON.stringify(said).includes('did not come to rest'))
      throw new Error(JSON.stringify(said));
  }
}

/** An operator frees the words of delay that were too many at once. */
async function released(shop: Shop): Promise<void> {
  for (let more = true; more;) {
    const { status, body } = await shop.call({
      role: 'operator',
      method: 'POST',
      path: '/v1/notices/release',
      body: { all: true, decision: 'send' },
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
    more = body.more;
  }
}

/** The newest orders of everybody, and some of the old ones. */
function sample(workers: readonly Client[], chance: Chance): Set<string> {
  return new Set(
    workers.flatMap(({ mine }) => [
      ...mine.slice(-12),
      ...(mine.length > 12 ? Array.from({ length: 5 }, () => chance.of(mine)) : []),
    ]),
  );
}
