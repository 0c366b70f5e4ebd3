/** Faults that tests and the simulation inject; none in a normal run. */

/** A call of a function to an AWS service, before or after the service has done it. */
export interface CallPoint {
  readonly functionName: string;
  readonly service: string;
  readonly action: string;
  readonly phase: 'before' | 'after';
  /** Counts the calls of all functions from the start. */
  readonly number: number;
  readonly body: string;
}

export type CallFault =
  /** The service answers that it is throttling. */
  | 'throttle'
  /** The service answers 500. */
  | 'fail'
  /** The connection breaks; after the call, what was done stays done. */
  | 'drop'
  /** The function's process ends. */
  | 'crash'
  /** The service refuses by this error code. */
  | { readonly refuse: string; readonly message: string }
  | { readonly delayMs: number };

export interface DeliveryPoint {
  readonly source: 'stream' | 'queue';
  readonly functionName: string;
  readonly records: readonly unknown[];
  readonly attempt: number;
}

export type DeliveryFault =
  /** Every record comes twice. */
  | 'duplicate'
  /** The function does not get it this time. */
  | 'drop'
  /** The function gets it and does its work, and its answer is lost. */
  | 'lose-answer'
  | { readonly delayMs: number };

export interface Faults {
  readonly call?: (point: CallPoint) => CallFault | undefined;
  readonly delivery?: (point: DeliveryPoint) => DeliveryFault | undefined;
}

/** `VEGHE_FAULTS=duplicate-stream,duplicate-queue` for tests that start the whole process. */
export function readFaults(text: string | undefined): Faults {
  const names = (text ?? '').split(',').filter((name) => name !== '');
  const known = ['duplicate-stream', 'duplicate-queue'];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`VEGHE_FAULTS: ${unknown} is not one of ${known.join(', ')}`);
  if (names.length === 0) return {};
  return { delivery: ({ source }) => (names.includes(`duplicate-${source}`) ? 'duplicate' : undefined) };
}
