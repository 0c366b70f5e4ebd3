/** How an entry of a timeline is told to a person. */
export type Data = Readonly<Record<string, unknown>>;
export interface Telling {
  readonly stage: (name: unknown) => string;
  readonly time: (at: unknown) => string;
  readonly sum: (amount: unknown, currency: unknown) => string;
  readonly text: (value: unknown) => string;
  readonly list: (value: unknown) => string;
}
export type Tell = (data: Data, tell: Telling) => string;
