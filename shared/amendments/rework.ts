import type { Content } from '../orders/content.ts';
import type { Touched } from './changed.ts';

/**
 * Packed units that are opened again: each added piece opens one of the line it goes into, or of any line where none was
 * named; of a line that gets smaller, those that are packed beyond what remains. Never more than are packed.
 */
export function reworkOf(
  content: Content,
  touched: readonly Touched[],
  done: ReadonlyMap<string, number>,
): number {
  const packed = (lineId: string, most: number) => Math.min(most, done.get(lineId) ?? 0);
  const all = content.lines.reduce((sum, { lineId, quantity }) => sum + packed(lineId, quantity), 0);
  const opened = touched.reduce((sum, { line, before, after, into }) => {
    if (after < before) return sum + Math.max(0, packed(line.lineId, before) - after);
    if (before > 0) return sum;
    return sum + Math.min(after - before, into === undefined ? all : packed(into, Infinity));
  }, 0);
  return Math.min(all, opened);
}

/** Pieces that are put in or taken out. */
export const piecesOf = (touched: readonly Touched[]): number =>
  touched.reduce((sum, { before, after }) => sum + Math.abs(after - before), 0);
