import { after, between, type Calendar, openings } from './business.ts';
import { days, type Duration, duration, type Instant, instant } from './instant.ts';

/** Further away from what has been asked for, the slow way is taken: nothing is tabled for a single date of old. */
const reach = days(800);
const margin = days(120);

/**
 * The working time of a calendar, tabled: reckons as `between` and `after` of `business.ts` do, by halving instead of
 * day by day. An estimate asks hundreds of times. The table grows with what is asked for.
 */
export class Timetable {
  readonly #calendar: Calendar;
  #from = Infinity;
  #to = -Infinity;
  #opens: number[] = [];
  #closes: number[] = [];
  /** Working time before each opening, from the beginning of the table. */
  #before: number[] = [];

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  between(from: Instant, to: Instant): Duration {
    if (to <= from) return duration(0);
    if (!this.#covers(from, to)) return between(this.#calendar, from, to);
    return duration(this.#worked(to) - this.#worked(from));
  }

  after(from: Instant, length: Duration): Instant {
    if (length <= 0) return from;
    const wanted = this.#covers(from, from) ? this.#worked(from) + length : Infinity;
    const last = this.#opens.length - 1;
    // The first opening by whose end the time has passed.
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#upTo(middle) >= wanted) high = middle;
      else low = middle + 1;
    }
    if (this.#upTo(low) < wanted) return after(this.#calendar, from, length);
    return instant(at(this.#opens, low) + wanted - at(this.#before, low));
  }

  #upTo(opening: number): number {
    return at(this.#before, opening) + at(this.#closes, opening) - at(this.#opens, opening);
  }

  #worked(when: Instant): number {
    let [low, high] = [0, this.#opens.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(this.#opens, middle) <= when) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return 0;
    const opening = low - 1;
    return at(this.#before, opening) + Math.min(when, at(this.#closes, opening)) - at(this.#opens, opening);
  }

  #covers(from: Instant, to: Instant): boolean {
    if (from >= this.#from && to <= this.#to - margin / 2) return true;
    const last = Math.max(to, this.#to);
    if (last - Math.min(from, this.#from) > reach) return false;
    if (from < this.#from) this.#from = from - margin;
    this.#to = last + margin;
    this.#fill();
    return true;
  }

  #fill(): void {
    this.#opens = [];
    this.#closes = [];
    this.#before = [];
    let total = 0;
    for (const [opens, closes] of openings(this.#calendar, instant(this.#from), instant(this.#to))) {
      this.#opens.push(opens);
      this.#closes.push(closes);
      this.#before.push(total);
      total += closes - opens;
    }
  }
}

const at = (list: readonly number[], index: number): number => list[index] ?? 0;
