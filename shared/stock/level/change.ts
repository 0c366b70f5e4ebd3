import { own } from '../../kernel/own.ts';
import { type Call, change, type Deciding, type Outcome, type Pause } from '../../kernel/commit.ts';
import type { Beside, HeadStore } from '../../kernel/head.ts';
import type { Clock } from '../../time/instant.ts';
import type { StockRules } from '../drift/rules.ts';
import { stockAggregate, stockKey } from './aggregate.ts';
import type { Closed, StockEvent } from './events.ts';
import type { Drift, Stock } from './state.ts';

export interface StockPorts {
  readonly heads: HeadStore;
  readonly clock: Clock;
  readonly pause?: Pause | undefined;
}

/** A drift as it is remembered when it has closed. */
export type ClosedDrift = Closed & { readonly drift: Drift; readonly book: number };

const closedName = (driftId: string): string => `closed#${driftId}`;

/** Many write the same article at the same moment; one of them is always through. With pauses, some eight seconds. */
const attempts = 256;

/** Any change of an article's stock. What is closed by it is remembered beside it, in the same write. */
export async function changeStock<Refusal>(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  sku: string,
  call: Call,
  deciding: Deciding<Stock, StockEvent, Refusal>,
): Promise<Outcome<Stock, Refusal>> {
  let before: Stock | undefined;
  return change<Stock, StockEvent, Refusal>(ports, stockAggregate(rules), stockKey(store, sku), call, {
    attempts,
    ...deciding,
    decide(head, at) {
      before = head?.state;
      return deciding.decide(head, at);
    },
    beside: (events) => [...(deciding.beside?.(events) ?? []), ...closures(before, events)],
  });
}

function closures(before: Stock | undefined, events: readonly StockEvent[]): Beside[] {
  return events.flatMap((event) => {
    if (event.type !== 'stock.drift-closed') return [];
    const { location, driftId } = event.data;
    const place = own(before?.places, location);
    const opened = events.find((one) => one.type === 'stock.drift-detected' && one.data.driftId === driftId);
    const drift = opened?.type === 'stock.drift-detected' ? opened.data.drift : place?.drift;
    if (!drift) return [];
    const record: ClosedDrift = { ...event.data, drift, book: place?.book ?? 0 };
    return [{ put: { name: closedName(driftId), body: JSON.stringify(record) } }];
  });
}

/** A drift that has closed; undefined where there was none of this name. */
export async function closedDrift(
  heads: HeadStore,
  store: string,
  sku: string,
  driftId: string,
): Promise<ClosedDrift | undefined> {
  const body = await heads.part(stockKey(store, sku), closedName(driftId));
  return body === undefined ? undefined : (JSON.parse(body) as ClosedDrift);
}
