import { type Call, change, type Outcome } from '../../kernel/commit.ts';
import type { StockRules } from '../drift/rules.ts';
import { stockKey } from '../level/aggregate.ts';
import type { StockPorts } from '../level/change.ts';
import { recordMovements } from '../level/record.ts';
import { bookedUnder } from '../level/returned.ts';
import {
  type Inspected,
  type Inspection,
  linger,
  type Reported,
  reportReturn,
  restock,
  type Return,
  returnAggregate,
  type ReturnEvent,
  returnKey,
  type ReturnRefusal,
} from './return.ts';

export type ReturnOutcome = Outcome<Return, ReturnRefusal>;

/** A return is expected, or lies at the desk. Beside each article stands where its pieces are. */
export async function recordReturn(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  reported: Reported,
  call: Call,
): Promise<ReturnOutcome> {
  const { returnId } = reported;
  const done = await change<Return, ReturnEvent, ReturnRefusal>(
    ports,
    returnAggregate,
    returnKey(store, returnId),
    call,
    { decide: (head, at) => reportReturn(head?.state, reported, rules.returnsWithin, at) },
  );
  if (done.done && done.state.status !== 'done') await mark(ports, store, returnId, done.state, []);
  return done;
}

/** Inspected: the good pieces are on the shelf and in the book, the others are written off. */
export async function restockReturn(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  returnId: string,
  inspection: Inspection,
  call: Call,
): Promise<ReturnOutcome> {
  const { location } = inspection;
  if (rules.locations.size > 0 && !rules.locations.has(location))
    return {
      done: false,
      refusal: { is: 'rule', path: 'location', message: `the store has no location ${location}` },
    };
  // What came of it is decided once and kept; then it is booked, as often as need be.
  const done = await change<Return, ReturnEvent, ReturnRefusal>(
    ports,
    returnAggregate,
    returnKey(store, returnId),
    call,
    {
      decide: (head, at) => restock(head?.state, inspection, { at, actor: call.actor }),
      parts: (events) =>
        events.flatMap((event) =>
          event.type === 'return.restocked' ? [{ name: 'inspected', body: JSON.stringify(event.data) }] : [],
        ),
    },
  );
  if (done.done) await bookReturn(ports, store, rules, returnId);
  return done;
}

/** Books what was decided at the desk: again it books nothing. */
export async function bookReturn(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  returnId: string,
): Promise<void> {
  const key = returnKey(store, returnId);
  const head = await ports.heads.load<Return>(key);
  const body = await ports.heads.part(key, 'inspected');
  if (head?.state.status !== 'done' || body === undefined) return;
  const { location, lines } = JSON.parse(body) as { location: string; lines: readonly Inspected[] };
  const { doneAt, by = 'system' } = head.state;
  for (const { sku, restocked } of lines) {
    // The warehouse may have booked the pieces by itself, under the number of the return.
    const quantity = restocked - (await bookedUnder(ports.heads, stockKey(store, sku), returnId));
    if (quantity <= 0 || doneAt === undefined) continue;
    const movement = {
      movementId: `return~${returnId}~${sku}`,
      sku,
      location,
      kind: 'return' as const,
      quantity,
      reference: returnId,
      occurredAt: doneAt,
    };
    await recordMovements(ports, store, rules, sku, [movement], by);
  }
  await mark(ports, store, returnId, head.state, lines);
}

/** Staff are told of what lies at the desk for too long, once. */
export const fireReturn = (ports: StockPorts, store: string, returnId: string) =>
  change<Return, ReturnEvent, ReturnRefusal>(
    ports,
    returnAggregate,
    returnKey(store, returnId),
    { actor: 'system' },
    { decide: (head, at) => linger(returnId, head?.state, at) },
  );

/** What whoever looks for missing pieces finds beside the article. */
async function mark(
  ports: StockPorts,
  store: string,
  returnId: string,
  state: Return,
  inspected: readonly Inspected[],
): Promise<void> {
  const { orderId, arrivedAt, doneAt, at } = state;
  for (const { sku, quantity } of state.lines) {
    const restocked = inspected.find((one) => one.sku === sku)?.restocked ?? 0;
    const body = {
      returnId,
      // Of what was inspected, the pieces that are on a shelf; of what is not on one, all that came.
      quantity: restocked > 0 ? restocked : quantity,
      status: state.status !== 'done' ? state.status : restocked > 0 ? 'restocked' : 'written-off',
      expectedAt: at,
      ...(orderId === undefined ? {} : { orderId }),
      ...(arrivedAt === undefined ? {} : { arrivedAt }),
      ...(doneAt === undefined ? {} : { doneAt }),
    };
    await ports.heads.putPart(stockKey(store, sku), {
      name: `return#${returnId}`,
      body: JSON.stringify(body),
    });
  }
}
