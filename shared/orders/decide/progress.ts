import { own } from '../../kernel/own.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { Content } from '../content.ts';
import type { OrderEvent } from '../events.ts';
import type { OrderRefusal } from '../refusals.ts';
import type { Order } from '../state.ts';
import type { Context } from './context.ts';

/** Units done, by stage and line. */
export type Progress = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Progressed {
  readonly stage: string;
  readonly lines: readonly { readonly lineId: string; readonly unitsDone: number }[];
}

/** What is done so far with what is reported now; the last word on a line counts, also where it is less. */
export const withProgress = (before: Progress, { stage, lines }: Progressed): Progress => ({
  ...before,
  [stage]: {
    ...own(before, stage),
    ...Object.fromEntries(lines.map(({ lineId, unitsDone }) => [lineId, unitsDone])),
  },
});

/**
 * How many units of each line have passed a stage. No clock hears of it. Refuses lines that the order does not have and
 * more units than were ordered. `text` is the name under which all progress is kept.
 */
export function progress(
  order: Order,
  content: Content | undefined,
  command: Progressed,
  text: string,
  { rules }: Context,
): Decision<OrderEvent, OrderRefusal> {
  const { stage, lines } = command;
  if (order.status === 'closed') return refuse({ is: 'order-closed', stage: order.stay.stage });
  if (!rules.flow.stage(stage)) return refuse({ is: 'stage-unknown', stage, known: rules.flow.names });
  const ordered = new Map((content?.lines ?? []).map(({ lineId, quantity }) => [lineId, quantity]));
  for (const [at, { lineId, unitsDone }] of lines.entries()) {
    const path = `lines.${String(at)}`;
    const quantity = ordered.get(lineId);
    if (quantity === undefined)
      return refuse({ is: 'rule', path: `${path}.lineId`, message: `the order has no line ${lineId}` });
    if (unitsDone > quantity)
      return refuse({
        is: 'rule',
        path: `${path}.unitsDone`,
        message: `of line ${lineId} ${String(quantity)} units are ordered`,
      });
  }
  if (order.progress === text) return accept([], 'repeated');
  const units = lines.reduce((sum, { unitsDone }) => sum + unitsDone, 0);
  return accept([{ type: 'order.progressed', data: { stage, progress: text, units } }], 'accepted');
}
