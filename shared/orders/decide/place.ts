import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { hours, type Instant, plus } from '../../time/instant.ts';
import { overdue } from '../agenda.ts';
import type { OrderEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import type { OrderRefusal } from '../refusals.ts';
import { clockSkew } from '../rules.ts';
import type { Lateness, Order, Payment, Source } from '../state.ts';
import { type Context, promiseFault } from './context.ts';

export interface Place {
  readonly orderId: string;
  readonly placedAt: Instant;
  readonly content: string;
  /** What was sent, as a digest that names its algorithm. */
  readonly intake: string;
  /** The same as release 0.1.0 wrote it, so that a repeat of an order of then is known. */
  readonly legacyIntake?: string;
  readonly number?: string;
  readonly source?: Source;
  readonly onAccount?: true;
  readonly units: number;
  readonly customer?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly payment?: Payment;
  readonly promisedAt?: Instant;
  /** Bought by a company: no consumer's deadlines. */
  readonly company?: true;
  /** An open order taken over from before: its stage and since when; nothing is sent for the past. */
  readonly import?: { readonly stage: string; readonly since: Instant };
}

/** How far ahead of our clock a storefront may place an order: one that sends local time for UTC still gets its orders in. */
const placedAhead = hours(24);

/** The same order again is a repeat; the same id with other content is a conflict. */
export function place(
  order: Order | undefined,
  command: Place,
  context: Context,
): Decision<OrderEvent, OrderRefusal> {
  if (order)
    return order.intake === command.intake || order.intake === command.legacyIntake
      ? accept([], 'repeated')
      : refuse({ is: 'order-exists-differently' });
  const { rules, at, actor } = context;
  const { import: past, legacyIntake: _, ...rest } = command;
  if (command.placedAt > plus(at, placedAhead))
    return refuse(outOfBounds('placedAt', 'lies more than 24 hours ahead'));
  if (command.promisedAt !== undefined && command.promisedAt <= command.placedAt)
    return refuse({ is: 'rule', path: 'promisedAt', message: 'must lie after placedAt' });
  const promise = command.promisedAt === undefined ? undefined : promiseFault(command.promisedAt, at);
  if (promise !== undefined) return refuse({ is: 'rule', path: 'promisedAt', message: promise });
  const stage = past?.stage ?? rules.flow.initial;
  if (!rules.flow.stage(stage)) return refuse({ is: 'stage-unknown', stage, known: rules.flow.names });
  if (past && past.since < command.placedAt)
    return refuse(outOfBounds('since', 'lies before the order was placed'));
  if (past && past.since > plus(at, clockSkew)) return refuse(outOfBounds('since', 'lies in the future'));
  // Beyond what clocks differ by, it was placed by now all the same: its times count from when we heard of it.
  const placedAt = command.placedAt > plus(at, clockSkew) ? at : command.placedAt;
  const since = past?.since ?? placedAt;
  const placed: Extract<OrderEvent, { type: 'order.placed' }> = {
    type: 'order.placed',
    data: { ...rest, placedAt, stage, since, by: actor, ...(past ? { imported: true } : {}) },
  };
  const ended: OrderEvent[] = rules.flow.isEnd(stage) ? [{ type: 'order.closed', data: { stage } }] : [];
  return accept([past ? silenced(placed, context) : placed, ...ended], 'created', command.orderId);
}

/** What an imported order would have said before is not said any more; that its customer was not notified stays known. */
function silenced(placed: Extract<OrderEvent, { type: 'order.placed' }>, { rules, at }: Context): OrderEvent {
  const order = evolve(undefined, placed);
  const now = overdue(order, rules, at).reduce(evolve, order);
  const { late, stay } = now;
  return {
    ...placed,
    data: {
      ...placed.data,
      ...(stay.alarm ? { alarm: stay.alarm } : {}),
      ...(late ? { late: unsaid(late) } : {}),
    },
  };
}

/** No message has told the customer of the delay: none is counted. */
const unsaid = (late: Lateness): Lateness => (late.told ? { ...late, told: { ...late.told, n: 0 } } : late);

const outOfBounds = (path: string, message: string): OrderRefusal => ({
  is: 'time-out-of-bounds',
  path,
  message,
});
