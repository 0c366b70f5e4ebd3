import { after, type Calendar } from '../../../shared/time/business.ts';
import { formatInstant, hours, instant, type Instant, minutes, plus } from '../../../shared/time/instant.ts';

/** Twelve weeks of orders that went as orders go, a line each: what ElectroSmart brings along for Veghe to learn from. */
export function electrosmartHistory(now: Instant, calendar: Calendar): string {
  const chance = numbers(7);
  const lines: string[] = [];
  for (let day = 84; day > 4; day--)
    for (let n = 0; n < 4; n++) {
      const placed = after(calendar, instant(now - day * 86_400_000), minutes(1 + chance() * 540));
      lines.push(line(`H-${String(day)}-${String(n)}`, placed, calendar, chance));
    }
  return lines.join('\n');
}

function line(orderId: string, placed: Instant, calendar: Calendar, chance: () => number): string {
  const work = (from: Instant, usual: number) => after(calendar, from, hours(usual * spread(chance)));
  const confirmed = work(placed, 1);
  const preparing = work(confirmed, 1.5);
  const packed = work(preparing, 6);
  const shipped = work(packed, 2.5);
  const delivered = plus(shipped, hours(26 * spread(chance)));
  const transitions = { placed, confirmed, preparing, packed, shipped, delivered };
  return JSON.stringify({
    orderId,
    transitions: Object.entries(transitions).map(([stage, at]) => ({ stage, at: formatInstant(at) })),
    attributes: { warehouse: chance() < 0.5 ? 'A' : 'B', carrier: chance() < 0.6 ? 'fan' : 'sameday' },
  });
}

/** Mostly near one, now and then three or four: as work goes. */
const spread = (chance: () => number): number => Math.exp((chance() + chance() + chance() - 1.5) * 1.2);

/** The same numbers at every start: xorshift32 (Marsaglia, 2003). */
function numbers(seed: number): () => number {
  let x = seed;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
}
