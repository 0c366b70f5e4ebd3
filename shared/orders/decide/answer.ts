import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { OrderEvent } from '../events.ts';
import type { OrderRefusal } from '../refusals.ts';
import type { OrderRules } from '../rules.ts';
import { isOpen, type Order } from '../state.ts';
import { withAftermath } from './aftermath.ts';
import type { Context } from './context.ts';
import { report } from './report.ts';

/** A customer's word on a delay, or that there was none by the day he was asked for it. */
export interface Answer {
  /** The word of delay that is answered. */
  readonly n: number;
  readonly choice: 'keep' | 'cancel' | 'silence';
  /** What the shop's terms make of silence. */
  readonly silenceCancels: boolean;
}

/** May the order still be given up: it, and each of its parcels? */
export const canCancel = (order: Order, { flow }: OrderRules): boolean =>
  isOpen(order) &&
  [order.stay.stage, ...(order.parcels ?? []).map(({ stage }) => stage)].every(
    (stage) => stage === 'cancelled' || flow.allowed(stage).includes('cancelled'),
  );

/**
 * The customer keeps the late order, or cancels it. Silence is no consent: nothing is agreed by it, the order stays
 * open and every right with it; only where the shop's terms say so is it cancelled, with all the money back. An answer
 * to an older word than the last is refused: he had not read the last.
 */
export function answer(order: Order, command: Answer, context: Context): Decision<OrderEvent, OrderRefusal> {
  const { choice, n } = command;
  const { told, answer: given, silent } = order.late ?? {};
  if (!isOpen(order)) return refuse({ is: 'order-closed', stage: order.stay.stage });
  if (told?.n !== n) return refuse({ is: 'answer-late' });
  if (given?.n === n) return choice === 'keep' ? accept([], 'repeated') : refuse({ is: 'answer-late' });
  if (choice === 'silence' && silent === n) return accept([], 'repeated');
  const cancels = choice === 'cancel' || (choice === 'silence' && command.silenceCancels);
  const stage = order.stay.stage;
  if (choice === 'cancel' && !canCancel(order, context.rules))
    return refuse({ is: 'not-cancellable', stage });
  const said: OrderEvent =
    choice === 'silence'
      ? { type: 'order.delay-unanswered', data: { n } }
      : { type: 'order.delay-answered', data: { n, choice, at: context.at } };
  if (!cancels || !canCancel(order, context.rules)) return accept([said], choice);
  const reason = choice === 'silence' ? 'no answer to a delay' : 'customer, because of a delay';
  const gone = withAftermath(order, report(order, { stage: 'cancelled', fact: false, reason }, context));
  return 'refused' in gone ? gone : accept([said, ...gone.accepted], 'cancel');
}
