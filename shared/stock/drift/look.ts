import { own } from '../../kernel/own.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { Instant } from '../../time/instant.ts';
import { withConsequences } from '../level/consequences.ts';
import type { StockEvent } from '../level/events.ts';
import { evolve } from '../level/evolve.ts';
import { type Drift, driftId, type Stock } from '../level/state.ts';
import type { DriftRefusal } from './refusals.ts';

/** The open drift of a location by its number; undefined for one that is closed. */
export function driftAt(stock: Stock | undefined, location: string, n: number): Drift | undefined {
  const drift = own(stock?.places, location)?.drift;
  return drift?.n === n ? drift : undefined;
}

/**
 * Another person has looked again, also at other locations and the returns desk. What agrees with the book closes the
 * drift; what does not confirms it, and only then is anybody told whose order it touches.
 */
export function secondLook(
  stock: Stock | undefined,
  { location, n, found }: { readonly location: string; readonly n: number; readonly found: number },
  { at, actor }: { readonly at: Instant; readonly actor: string },
): Decision<StockEvent, DriftRefusal> {
  const drift = driftAt(stock, location, n);
  if (!stock || !drift) return refuse({ is: 'drift-unknown' });
  if (drift.by === actor) return refuse({ is: 'same-person', doing: 'look' });
  const id = driftId(stock.sku, location, n);
  const updated: StockEvent = {
    type: 'stock.drift-updated',
    data: { driftId: id, location, found, foundAt: at, trigger: drift.trigger, by: actor, at },
  };
  const { sku } = stock;
  const events: StockEvent[] = [
    { type: 'stock.counted', data: { sku, location, counted: found, countedAt: at, at } },
    updated,
  ];
  if (found !== own(stock.places, location)?.book && drift.phase === 'second-look')
    events.push({
      type: 'stock.drift-confirmed',
      data: { driftId: id, location, found, lapsed: false, at },
    });
  return accept(withConsequences(stock, events, at), 'looked');
}

/** Nobody has looked again within the time there was: the first finding stands. */
export function lapsedLooks(stock: Stock, at: Instant): StockEvent[] {
  return Object.entries(stock.places).flatMap(([location, { drift }]): StockEvent[] =>
    drift?.until === undefined || drift.until > at
      ? []
      : [
          {
            type: 'stock.drift-confirmed',
            data: {
              driftId: driftId(stock.sku, location, drift.n),
              location,
              found: drift.found,
              lapsed: true,
              at,
            },
          },
        ],
  );
}

/** A count that agrees with the book lowers the safety buffer by one piece. */
export function lowered(stock: Stock, events: readonly StockEvent[], at: Instant): StockEvent[] {
  const now = events.reduce(evolve, stock);
  const agrees = events.length > 0 && events.every(({ type }) => type === 'stock.counted');
  if (!agrees || now.buffer === 0) return [...events];
  const data = { sku: stock.sku, buffer: now.buffer - 1, agreed: (now.agreed ?? 0) + 1, at };
  return [...events, { type: 'stock.buffer-changed', data }];
}
