import type { DriftCase } from '../../../shared/stock/causes/evidence.ts';
import type { Cause } from '../../../shared/stock/level/state.ts';
import { type Instant, minutes, plus } from '../../../shared/time/instant.ts';
import { Chance } from '../../simulation/scheduler.ts';
import { plant, type Planted, planted, shelfFaults } from './faults.ts';
import { atPage, page, recorded } from './pages.ts';
import { type Habits, here, usual } from './records.ts';
import { Traffic } from './traffic.ts';

export interface Generated {
  /** What was really done wrong: one, in a tenth of the cases two. */
  readonly truth: readonly Cause[];
  readonly drift: DriftCase;
}

/** Faults that cancel out are not found: such a seed gives way to one far from it. */
const again = 1_000_003;

/** Weeks of ordinary traffic with a fault in their midst, and what was found of it; the same seed, the same case. */
export function generatedCase(seed: number, habits: Habits = usual): Generated {
  const chance = new Chance(seed);
  const two = chance.happens(0.1);
  const first = two ? chance.of(shelfFaults) : chance.of(planted);
  const second = chance.of(shelfFaults.filter((cause) => cause !== first));
  const traffic = new Traffic(chance, habits);
  traffic.live(20 + chance.below(40));
  traffic.count();
  traffic.pass(6);
  if (chance.happens(0.7)) traffic.live(chance.below(4));
  const faults = (two ? [first, second] : [first]).map((cause) => plant(traffic, cause));
  // What is counted in packs, misread or promised twice is found at that moment.
  const quiet = faults.some(({ inPacks, orderId, misread }) => inPacks ?? orderId ?? misread);
  // Ordinary days go by before anybody looks; nobody counts in them.
  for (let left = quiet ? 0 : chance.below(8); left > 0; left--) {
    traffic.pass(10);
    if (chance.happens(0.8)) traffic.sale();
    else traffic.comeback('restocked');
  }
  unfinished(traffic);
  traffic.pass(3);
  const drift = faults.some(({ page }) => page) ? atPage(traffic, faults) : atShelf(traffic, faults);
  if (drift.difference === 0 || traffic.shelf < 0) return generatedCase(seed + again, habits);
  return { truth: faults.map(({ cause }) => cause), drift };
}

/** What is always under way: orders that wait, returns announced and on the desk, orders of one minute. */
function unfinished(traffic: Traffic): void {
  const { chance } = traffic;
  for (let n = chance.below(3); n > 0; n--) traffic.returned('expected', chance.of([1, 1, 2]));
  for (let n = chance.below(2); n > 0; n--) traffic.returned('arrived', chance.of([1, 1, 2]));
  const free = () => traffic.bookOf() - traffic.claims.reduce((sum, { got }) => sum + got, 0);
  for (let n = chance.below(4); n > 0; n--) if (free() > 2) waits(traffic);
}

/** An order that is not yet picked; some come in the same minute as another, some have asked for one piece more since. */
function waits(traffic: Traffic): void {
  const { chance } = traffic;
  const since = chance.happens(0.2) ? traffic.claims.at(-1)?.since : undefined;
  const { owner } = traffic.claim(chance.of([1, 1, 2]), undefined, since);
  if (chance.happens(0.1)) traffic.claim(1, owner.replace('order/', 'amendment/'));
}

function atShelf(traffic: Traffic, faults: readonly Planted[]): DriftCase {
  const { chance, shelf } = traffic;
  const misread = faults.reduce((sum, one) => sum + (one.misread ?? 0), 0);
  const inPacks = faults.some((one) => one.inPacks);
  const found = inPacks ? shelf / traffic.pack : Math.max(0, shelf + misread);
  const foundAt = traffic.skewed();
  traffic.counts.push({ location: here, quantity: found, at: foundAt, by: 'ana' });
  const orderId = faults.find((one) => one.orderId)?.orderId;
  const looks = chance.happens(0.5) && misread === 0 && !inPacks ? 2 : 1;
  if (misread !== 0) recount(traffic);
  const book = traffic.bookOf();
  return {
    ...recorded(traffic),
    location: here,
    book,
    found,
    difference: found - book,
    foundAt,
    trigger: orderId === undefined ? 'count' : 'short-pick',
    looks,
    articleBook: book,
    drifts: others(traffic, faults, foundAt),
    ...(orderId === undefined ? {} : { orderId }),
    ...(chance.happens(0.85) ? { packUnit: traffic.pack } : {}),
    storefront: page(traffic, book, foundAt),
  };
}

/** Another person looks within two hours. */
function recount(traffic: Traffic): void {
  traffic.now = plus(traffic.now, minutes(20 + traffic.chance.below(100)));
  traffic.count();
}

/** Open differences of other articles at the place: any, and the sibling's where two were swapped. */
function others({ chance }: Traffic, faults: readonly Planted[], at: Instant): DriftCase['drifts'] {
  const names = ['ESARFA-LANA', 'MANUSI-PIELE', ...(chance.happens(0.15) ? ['PALTON-GRI-S'] : [])];
  const some = names
    .filter(() => chance.happens(0.4))
    .map((name) => ({ sku: name, difference: chance.of([-3, -2, -2, -1, -1, -1, 1, 2]), at }));
  const swapped = faults.flatMap(({ sibling }) =>
    sibling === undefined
      ? []
      : [{ sku: chance.happens(0.88) ? 'PALTON-GRI-L' : 'FULAR-MATASE', difference: sibling, at }],
  );
  return [...some, ...swapped];
}
