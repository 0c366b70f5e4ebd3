import { followUp } from '../../kernel/follow-up.ts';
import { never, storeId } from '../../kernel/brand.ts';
import type { Aggregate } from '../../kernel/commit.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { AggregateKey } from '../../kernel/head.ts';
import { type Duration, type Instant, plus, sortable } from '../../time/instant.ts';

/** Pieces of an article that come back. */
export interface ReturnedLine {
  readonly sku: string;
  readonly quantity: number;
}

/** What became of them at the desk: put back to the shelf, the rest written off. */
export interface Inspected {
  readonly sku: string;
  readonly restocked: number;
  readonly writtenOff: number;
  readonly reason?: string;
}

/** Goods on their way back: expected, at the desk, and in the end on a shelf again or written off. */
export interface Return {
  readonly status: 'expected' | 'arrived' | 'done';
  readonly orderId?: string;
  readonly lines: readonly ReturnedLine[];
  readonly at: Instant;
  readonly arrivedAt?: Instant;
  readonly doneAt?: Instant;
  readonly by?: string;
  /** When somebody should have looked at what lies at the desk; absent once staff were told. */
  readonly lingersAt?: Instant;
}

export type ReturnEvent =
  | E<'return.expected', { returnId: string; orderId?: string; lines: readonly ReturnedLine[]; at: Instant }>
  | E<
      'return.arrived',
      { returnId: string; orderId?: string; lines: readonly ReturnedLine[]; at: Instant; lingersAt: Instant }
    >
  | E<'return.lingering', { about: string; at: Instant }>
  | E<'return.restocked', { location: string; lines: readonly Inspected[]; at: Instant; by: string }>;

interface E<Type extends string, Data> {
  readonly type: Type;
  readonly data: Readonly<Data> & Readonly<Record<string, unknown>>;
}

export type ReturnRefusal =
  | { readonly is: 'return-unknown' }
  | { readonly is: 'return-done' }
  | { readonly is: 'return-not-arrived' }
  | { readonly is: 'rule'; readonly path: string; readonly message: string };

export const returnKind = 'return';
export const returnKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: returnKind,
  id,
});

export const returnAggregate: Aggregate<Return, ReturnEvent> = {
  kind: returnKind,
  evolve(before, event) {
    switch (event.type) {
      case 'return.expected': {
        const { orderId, lines, at } = event.data;
        return { status: 'expected', ...(orderId === undefined ? {} : { orderId }), lines, at };
      }
      case 'return.arrived': {
        const { orderId, lines, at, lingersAt } = event.data;
        const of = orderId ?? before?.orderId;
        return {
          status: 'arrived',
          ...(of === undefined ? {} : { orderId: of }),
          lines,
          at: before?.at ?? at,
          arrivedAt: at,
          lingersAt,
        };
      }
      case 'return.lingering': {
        if (!before) throw new Error('return.lingering before return.arrived');
        const { lingersAt: _, ...rest } = before;
        return rest;
      }
      case 'return.restocked': {
        if (!before) throw new Error('return.restocked before return.arrived');
        const { lingersAt: _, ...rest } = before;
        return { ...rest, status: 'done', doneAt: event.data.at, by: event.data.by };
      }
      default:
        return never(event);
    }
  },
  due: ({ lingersAt }) => (lingersAt === undefined ? undefined : { kind: followUp, at: lingersAt }),
  indexes: ({ store }, { status, arrivedAt, at }) => ({
    list: { partition: `${store}#${returnKind}`, sort: `${status}#${sortable(arrivedAt ?? at)}` },
  }),
};

type Answer = Decision<ReturnEvent, ReturnRefusal>;

export interface Reported {
  readonly returnId: string;
  readonly state: 'expected' | 'arrived';
  readonly orderId?: string;
  readonly lines: readonly ReturnedLine[];
}

/** The same article may stand on several lines: the desk counts pieces. */
function bySku(lines: readonly ReturnedLine[]): ReturnedLine[] {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return [...sums].map(([sku, quantity]) => ({ sku, quantity }));
}

/** A return is expected, or has come to the desk. What arrived is not expected any more; what is done stays done. */
export function reportReturn(
  before: Return | undefined,
  { returnId, state, orderId, lines }: Reported,
  within: Duration,
  at: Instant,
): Answer {
  const about = { returnId, ...(orderId === undefined ? {} : { orderId }), lines: bySku(lines) };
  if (before?.status === 'done')
    return state === 'expected' ? accept([], 'late') : refuse({ is: 'return-done' });
  if (state === 'expected')
    return before
      ? accept([], 'repeated')
      : accept([{ type: 'return.expected', data: { ...about, at } }], 'created', returnId);
  if (before?.status === 'arrived') return accept([], 'repeated');
  return accept(
    [{ type: 'return.arrived', data: { ...about, at, lingersAt: plus(at, within) } }],
    before ? 'arrived' : 'created',
    returnId,
  );
}

export interface Inspection {
  readonly location: string;
  readonly lines: readonly Inspected[] | undefined;
  /** Pieces by article that the order may still bring back; undefined where nobody can tell. */
  readonly returnable?: ReadonlyMap<string, number> | undefined;
}

/**
 * What was inspected goes back to the shelf or is written off: all of it, once. Refuses more than the order had and has
 * not brought back before: one piece is not restocked twice.
 */
export function restock(
  before: Return | undefined,
  { location, lines, returnable }: Inspection,
  { at, actor }: { readonly at: Instant; readonly actor: string },
): Answer {
  if (!before) return refuse({ is: 'return-unknown' });
  if (before.status === 'done') return accept([], 'repeated');
  if (before.status === 'expected') return refuse({ is: 'return-not-arrived' });
  const inspected: readonly Inspected[] =
    lines ?? before.lines.map(({ sku, quantity }) => ({ sku, restocked: quantity, writtenOff: 0 }));
  for (const { sku, quantity } of returnable ? before.lines : []) {
    const left = Math.max(0, returnable?.get(sku) ?? 0);
    if (quantity > left)
      return refuse({
        is: 'rule',
        path: 'lines',
        message: `of ${sku} the order has ${String(left)} left that did not come back before, not ${String(quantity)}; correct the return, or record one without the order`,
      });
  }
  for (const [n, line] of inspected.entries()) {
    const path = `lines.${String(n)}`;
    const came = before.lines.find(({ sku }) => sku === line.sku)?.quantity;
    if (came === undefined)
      return refuse({ is: 'rule', path: `${path}.sku`, message: 'did not come with this return' });
    if (line.restocked + line.writtenOff !== came)
      return refuse({
        is: 'rule',
        path,
        message: `${String(came)} came: restocked and writtenOff must make them up`,
      });
    if (line.writtenOff > 0 && line.reason === undefined)
      return refuse({ is: 'rule', path: `${path}.reason`, message: 'say why pieces are written off' });
  }
  const missing = before.lines.find(({ sku }) => !inspected.some((line) => line.sku === sku));
  if (missing)
    return refuse({ is: 'rule', path: 'lines', message: `${missing.sku} is missing: say what became of it` });
  return accept(
    [{ type: 'return.restocked', data: { location, lines: inspected, at, by: actor } }],
    'restocked',
  );
}

export function linger(returnId: string, before: Return | undefined, at: Instant): Answer {
  if (before?.lingersAt === undefined || before.lingersAt > at) return accept([], 'none');
  return accept([{ type: 'return.lingering', data: { about: returnId, at } }], 'lingering');
}
