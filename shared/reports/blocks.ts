/** What a report is made of, before it is a page, an e-mail or plain text. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly strong?: boolean }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'links'; readonly lead: string; readonly links: readonly Cell[] }
  /** Where a page takes down what was found for a cause; a message has no such place. */
  | { readonly kind: 'check'; readonly stage: string; readonly attribute: string; readonly value: string }
  | Bars
  | Table;

/** A chart of one bar a row; its figures stand in words beside it. */
export interface Bars {
  readonly kind: 'bars';
  readonly caption: string;
  /** What the tones mean. */
  readonly legend: readonly { readonly tone: Tone; readonly text: string }[];
  readonly rows: readonly Bar[];
}

export interface Bar {
  readonly label: string;
  readonly figure: string;
  /** Shares of the whole width, one after the other. */
  readonly segments: readonly { readonly share: number; readonly tone: Tone }[];
}

export type Tone = 'calm' | 'warn' | 'fault' | 'soft';

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface Cell {
  readonly text: string;
  readonly href?: string;
  readonly number?: boolean;
}
