import type { Request } from '../../shared/http/request.ts';
import { withAftermath } from '../../shared/orders/decide/aftermath.ts';
import { checklistAwaited, tick } from '../../shared/orders/decide/checklist.ts';
import { correct } from '../../shared/orders/decide/correct.ts';
import { type Revise, revise } from '../../shared/orders/decide/date.ts';
import { hold, release } from '../../shared/orders/decide/hold.ts';
import { calm } from '../../shared/orders/decide/stall.ts';
import type { Decide, Orders } from '../../shared/orders/orders.ts';
import { reportStatus } from '../../shared/orders/report-status.ts';
import type { Said, SaidKind } from '../../shared/pages/said.ts';
import type { Profile } from '../../shared/stores/profile.ts';
import { dateNumber } from '../../shared/time/business.ts';
import { onClock } from '../../shared/time/dates.ts';
import { hours, minutes, plus } from '../../shared/time/instant.ts';
import { noteOf } from '../orders/receipt.ts';
import type { Ports } from '../pipelines/ports.ts';
import { field, pause } from './forms.ts';
import { mayOf } from './may.ts';

type OrderRequest = Request<{ orderId: string }>;
interface Act {
  readonly said: SaidKind;
  readonly allowed: boolean;
  readonly decide: Decide;
  readonly parts?: Parameters<Orders['amend']>[3];
}

/** One form of an order's page, by the same decisions as the calls; what it did, in a word. */
export async function act(ports: Ports, orders: Orders, request: OrderRequest): Promise<Said> {
  const { orderId } = request.params;
  const found = actOf(ports, orders, request);
  if (!found) return { said: 'refused', why: 'missing' };
  if (!found.allowed) return { said: 'refused', why: 'forbidden' };
  const version = Number(request.form['version']);
  const call = {
    actor: request.who.actor,
    ...(Number.isInteger(version) && version > 0 ? { expected: version } : {}),
  };
  const done = await orders.amend(orderId, call, found.decide, found.parts);
  if (done.done) return { said: found.said };
  if (done.refusal.is === 'checklist-open')
    await orders.amend(orderId, { actor: request.who.actor }, checklistAwaited);
  return { said: 'refused', why: done.refusal.is };
}

function actOf(ports: Ports, orders: Orders, request: OrderRequest): Act | undefined {
  const { form, who } = request;
  const mine = mayOf(who);
  if (form['tick'] !== undefined || form['untick'] !== undefined) {
    const done = form['tick'] !== undefined;
    const itemId = form['tick'] ?? form['untick'] ?? '';
    return {
      said: done ? 'ticked' : 'unticked',
      allowed: mine.tick,
      decide: (order, context) => tick(order, { itemId, done }, context),
    };
  }
  const holdId = form['release'];
  if (holdId !== undefined)
    return {
      said: 'resumed',
      allowed: mine.hold,
      decide: (order, context) => release(order, holdId, context),
    };
  switch (form['action']) {
    case 'acknowledge': {
      const cause = field(request, 'cause', 100);
      return {
        said: 'acknowledged',
        allowed: mine.take,
        decide: (order, context) =>
          calm(
            order,
            { kind: 'acknowledged', stay: order.stay.n, ...(cause === undefined ? {} : { cause }) },
            context,
          ),
      };
    }
    case 'snooze': {
      const [length, reason] = [pause(request), field(request, 'snooze-reason', 200)];
      if (length === undefined || reason === undefined) return undefined;
      const until = plus(ports.clock(), length);
      return {
        said: 'snoozed',
        allowed: mine.snooze,
        decide: (order, context) =>
          calm(order, { kind: 'snoozed', stay: order.stay.n, until, reason }, context),
      };
    }
    case 'move': {
      const stage = form['stage'] ?? '';
      const text = noteOf(ports.heads, field(request, 'note', 1_000));
      return {
        said: 'moved',
        allowed: mine.move,
        parts: text.parts,
        decide: reportStatus(orders, { stage, fact: false, ...text.named }),
      };
    }
    case 'correct': {
      const [stage, reason] = [form['correct-stage'] ?? '', field(request, 'correct-reason', 200)];
      if (reason === undefined) return undefined;
      return {
        said: 'corrected',
        allowed: mine.correct,
        decide: (order, context) => withAftermath(order, correct(order, { stage, reason }, context)),
      };
    }
    case 'hold': {
      const reason = field(request, 'hold-reason', 200);
      if (reason === undefined) return undefined;
      const command = { holdId: ports.random(64), reason, scope: 'order' } as const;
      return {
        said: 'held',
        allowed: mine.hold,
        decide: (order, context) => hold(order, command, context),
      };
    }
    case 'promise': {
      const command = promiseOf(request, orders.profile);
      if (!command) return undefined;
      return {
        said: 'promised',
        allowed: mine.promise,
        decide: (order, context) => revise(order, command, context),
      };
    }
    default:
      return undefined;
  }
}

/** A day is promised to its end on the shop's wall clock. */
export function promiseOf(
  request: OrderRequest,
  { timeZone }: Pick<Profile, 'timeZone'>,
): Revise | undefined {
  const [text, reason] = [request.form['date'] ?? '', field(request, 'promise-reason', 200)];
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? dateNumber(text) : Number.NaN;
  if (Number.isNaN(date) || reason === undefined) return undefined;
  return {
    promisedAt: onClock(date, hours(23) + minutes(59), timeZone),
    reason,
    notifyCustomer: request.form['notify'] === 'true',
  };
}
