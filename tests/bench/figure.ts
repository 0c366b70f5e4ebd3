/** One line of the table: ours beside the obvious alternative, and the bound that was promised. */
export interface Figure {
  readonly section: string;
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly alternative?: number;
  /** What the alternative is. */
  readonly against?: string;
  readonly bound?: Bound;
}

/** `ours` is held to it, or `ratio`: ours divided by the alternative. */
export interface Bound {
  readonly of: 'ours' | 'ratio';
  readonly most: number;
}

export interface Section {
  readonly figures: readonly Figure[];
  /** What stands below the table: itemized bills, cross-checks. */
  readonly notes: readonly string[];
}

export const ratioOf = ({ ours, alternative }: Figure): number | undefined =>
  alternative === undefined || alternative === 0 ? undefined : ours / alternative;

export function isMet(figure: Figure): boolean | undefined {
  const { bound, ours } = figure;
  if (!bound) return undefined;
  const value = bound.of === 'ours' ? ours : ratioOf(figure);
  return value !== undefined && value <= bound.most;
}
