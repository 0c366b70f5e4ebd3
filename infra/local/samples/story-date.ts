/** When the samples play: a working Monday, whatever day it is outside. Bucharest is two hours ahead of UTC in November. */

/** Where the clock of new sample data stands: Monday, 16 November 2026, eight in the morning. */
export const storyStart = new Date('2026-11-16T08:00:00+02:00');
/** When the samples open their shops, a week before. */
export const pastStart = new Date('2026-11-09T07:00:00+02:00');

/** An instant of November 2026 by the clock on a shop's wall. */
export const november = (day: number, time: string): string =>
  new Date(`2026-11-${String(day).padStart(2, '0')}T${time}:00+02:00`).toISOString();
