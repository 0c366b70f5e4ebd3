import type { SaidKind } from './said.ts';

type Level = 'warned' | 'breached' | 'escalated';

/** Everything that the pages of staff say, but the names of stages and what the timeline tells. */
export interface PageWords {
  readonly titles: {
    readonly stalls: string;
    readonly orders: string;
    readonly notices: string;
    readonly order: (id: string) => string;
  };
  readonly levels: Readonly<Record<Level, string>>;
  readonly columns: {
    readonly choose: string;
    readonly order: string;
    readonly stage: string;
    readonly waiting: string;
    readonly promise: string;
    readonly estimate: string;
    readonly level: string;
    readonly who: string;
    readonly message: string;
    readonly why: string;
    readonly channel: string;
  };
  readonly filter: {
    readonly legend: string;
    readonly all: string;
    readonly show: string;
    readonly taken: string;
    readonly free: string;
    readonly number: string;
  };
  readonly act: {
    readonly legend: string;
    readonly one: string;
    readonly cause: string;
    readonly take: string;
    readonly reason: string;
    readonly until: string;
    readonly snooze: string;
    readonly all: string;
    readonly send: string;
    readonly drop: string;
    readonly reached: string;
    readonly notReached: string;
    readonly move: string;
    readonly moveTo: string;
    readonly correct: string;
    readonly correctHint: string;
    readonly hold: string;
    readonly holdHint: string;
    readonly release: string;
    readonly tick: string;
    readonly untick: string;
    readonly newDate: string;
    readonly preview: string;
    readonly save: string;
    readonly notify: string;
    readonly notifyNow: string;
    readonly imported: string;
    readonly note: string;
  };
  readonly pauses: readonly { readonly length: string; readonly label: string }[];
  readonly none: { readonly stalls: string; readonly orders: string; readonly notices: string };
  readonly next: string;
  readonly since: (date: string) => string;
  readonly limit: (limit: string) => string;
  readonly takenBy: (who: string, cause: string | undefined, until: string) => string;
  readonly snoozedBy: (who: string, reason: string | undefined, until: string) => string;
  readonly free: string;
  readonly noPromise: string;
  readonly original: (date: string) => string;
  readonly range: (likely: string, latest: string) => string;
  readonly basis: (samples: number) => string;
  readonly order: {
    readonly facts: string;
    readonly customer: string;
    readonly contact: string;
    readonly address: string;
    readonly point: string;
    readonly note: string;
    readonly tags: string;
    readonly rounding: string;
    readonly difference: string;
    readonly goods: string;
    readonly quantity: string;
    readonly price: string;
    readonly total: string;
    readonly account: Readonly<Record<'charged' | 'paid' | 'refunded' | 'toCollect' | 'toPayBack', string>>;
    readonly payment: string;
    readonly attributes: string;
    readonly parcels: string;
    readonly holds: string;
    readonly review: (date: string) => string;
    readonly checklist: string;
    readonly mandatory: string;
    readonly tickedBy: (who: string, when: string) => string;
    readonly timeline: string;
    readonly delay: (times: string, day: string | undefined) => string;
    /** It was imported late, and nothing was sent. */
    readonly notTold: (day: string | undefined) => string;
    readonly times: { readonly one: string; readonly few?: string; readonly other: string };
    readonly late: string;
    readonly keeps: string;
    readonly closed: string;
    readonly erased: string;
  };
  readonly payments: Readonly<Record<string, string>>;
  readonly preview: { readonly title: string; readonly hint: string };
  readonly held: Readonly<Record<string, string>>;
  /** A message that was given up, and why. */
  readonly failed: (why: string) => string;
  /** Whom to phone; in vain so often. */
  readonly call: (phone: string | undefined, tries: number) => string;
  readonly channels: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, string>>;
  readonly said: Readonly<Record<Exclude<SaidKind, 'refused'>, (count: number) => string>>;
  readonly notAll: (ids: string) => string;
  readonly refusals: Readonly<Record<string, string>>;
  readonly refused: string;
  readonly system: string;
  readonly customerName: string;
}
