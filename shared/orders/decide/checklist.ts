import { own } from '../../kernel/own.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { ChecklistItem, Role } from '../../stores/profile.ts';
import type { OrderEvent } from '../events.ts';
import { usualPath } from '../ways.ts';
import type { OrderRefusal } from '../refusals.ts';
import type { OrderRules } from '../rules.ts';
import { isOpen, type Order, stallId } from '../state.ts';
import type { Context } from './context.ts';

export interface Tick {
  readonly itemId: string;
  readonly done: boolean;
  /** The name of the text that holds the note. */
  readonly note?: string;
}

/**
 * Ticks an item off, or takes the tick back. Any item of the workflow, not of the present stage alone: what a fact
 * overtook is seen to afterwards. A tick is no transition, so no clock hears of it.
 */
export function tick(order: Order, command: Tick, context: Context): Decision<OrderEvent, OrderRefusal> {
  const { rules, at, actor: by } = context;
  const { itemId, done, note } = command;
  const found = rules.checklist(itemId);
  if (!found) return refuse({ is: 'checklist-item-unknown', known: rules.checklistIds });
  if (!isOpen(order)) return refuse({ is: 'order-closed', stage: order.stay.stage });
  if ((own(order.ticks, itemId) !== undefined) === done) return accept([], 'repeated', itemId);
  const data = { itemId, stage: found.stage, by, at, ...(note === undefined ? {} : { note }) };
  return accept(
    [{ type: done ? 'order.checklist-item-ticked' : 'order.checklist-item-unticked', data }],
    done ? 'ticked' : 'unticked',
    itemId,
  );
}

/** The mandatory items of a checklist that nobody has ticked. */
export const missing = (
  order: Pick<Order, 'ticks'>,
  checklist: readonly ChecklistItem[] = [],
): readonly ChecklistItem[] =>
  checklist.filter(({ id, mandatory }) => mandatory && own(order.ticks, id) === undefined);

export const openItems = (order: Order, stage: string, rules: OrderRules): readonly ChecklistItem[] =>
  missing(order, rules.flow.stage(stage)?.checklist);

/**
 * Does the checklist of `from` stand in the way of a person who moves the order to `to`? Only on the usual way on:
 * an order that is given up (cancelled) need not be packed well first.
 */
export const gates = (from: string, to: string, rules: OrderRules): boolean =>
  !rules.flow.isEnd(to) || usualPath(rules, from).includes(to);

/**
 * Somebody wanted to move the order on and only its checklist kept him: whoever has to tick hears of it, once in
 * the stay. The refused command itself changes nothing.
 */
export function checklistAwaited(order: Order, { rules }: Context): Decision<OrderEvent, OrderRefusal> {
  const { stage, awaited } = order.stay;
  const items = openItems(order, stage, rules);
  if (!isOpen(order) || awaited || items.length === 0) return accept([], 'repeated');
  const roles = [...new Set(items.map(({ role }) => role))];
  return accept(
    roles.map((role: Role) => ({
      type: 'order.checklist-awaited' as const,
      data: {
        stallId: stallId(order),
        stage,
        role,
        items: items.filter((item) => item.role === role).map(({ id }) => id),
      },
    })),
    'awaited',
  );
}
