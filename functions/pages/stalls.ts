import { pageRequest } from '../../shared/http/paging.ts';
import type { Order } from '../../shared/orders/state.ts';
import { isOpen, parseStallId } from '../../shared/orders/state.ts';
import { gravityRange } from '../../shared/orders/aggregate.ts';
import { stallPage } from '../../shared/orders/stall-walk.ts';
import { type Calm, calm } from '../../shared/orders/decide/stall.ts';
import type { pagesApi } from '../../shared/pages/api.ts';
import { lineOf } from '../../shared/pages/order-line.ts';
import { stallsPage } from '../../shared/pages/stalls-page.ts';
import { duration, plus } from '../../shared/time/instant.ts';
import { ordersOf } from '../orders/of.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { viewerOf } from '../pipelines/viewer.ts';
import { field, pause, picked, seeOther } from './forms.ts';
import { mayOf } from './may.ts';

type Stalls = Pick<Handlers<typeof pagesApi>, 'GET /staff/stalls' | 'POST /staff/stalls'>;
const here = '/staff/stalls';

/** The work list, and several of it taken or put off at once. */
export function stallPages(ports: Ports): Stalls {
  return {
    'GET /staff/stalls': async (request) => {
      const orders = await ordersOf(ports, request);
      const { profile, rules } = orders;
      const { level, stage, acknowledged, limit, cursor } = request.query;
      const { locale, viewer } = viewerOf(request, profile, 'stalls');
      const range = level === undefined || level === '' ? {} : gravityRange(level);
      const found = await stallPage(ports, request.who.store, range, pageRequest({ limit, cursor }));
      const heads = await ports.heads.loadMany<Order>(found.items);
      const at = ports.clock();
      const shown = heads.filter(({ state }) => {
        if (!isOpen(state) || !state.stay.alarm) return false;
        if (stage !== undefined && stage !== '' && state.stay.stage !== stage) return false;
        if (acknowledged === undefined || acknowledged === '') return true;
        return (state.stay.alarm.quiet !== undefined) === (acknowledged === 'true');
      });
      const kept = Object.entries({ level, stage, acknowledged }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
      );
      const mine = mayOf(request.who);
      return {
        status: 200,
        html: stallsPage({
          locale,
          viewer,
          profile,
          lines: shown.map((head) => lineOf(head, profile, rules, at, locale)),
          filter: { level, stage, acknowledged },
          said: request.query,
          next:
            found.next === null
              ? undefined
              : `${here}?${new URLSearchParams([...kept, ['cursor', found.next]]).toString()}`,
          mayTake: mine.take,
          maySnooze: mine.snooze,
        }),
      };
    },

    'POST /staff/stalls': async (request) => {
      const orders = await ordersOf(ports, request);
      const { who, form } = request;
      const chosen = picked(request);
      if (chosen.length === 0) return seeOther(request, here, { said: 'nothing' });
      const kind = form['action'] === 'snooze' ? 'snoozed' : 'acknowledged';
      const mine = mayOf(who);
      if (kind === 'snoozed' ? !mine.snooze : !mine.take)
        return seeOther(request, here, { said: 'refused', why: 'forbidden' });
      const cause = field(request, 'cause', 100);
      const reason = field(request, 'reason', 200);
      const length = pause(request);
      if (kind === 'snoozed' && (reason === undefined || length === undefined))
        return seeOther(request, here, { said: 'refused', why: 'missing' });
      const until = plus(ports.clock(), length ?? duration(0));
      const done = await Promise.all(
        chosen.map(async ({ id, version }) => {
          const stall = parseStallId(id);
          if (!stall) return { id, why: 'stall-unknown' };
          const command: Calm =
            kind === 'snoozed'
              ? { kind, stay: stall.stay, until, reason: reason ?? '' }
              : { kind, stay: stall.stay, ...(cause === undefined ? {} : { cause }) };
          const outcome = await orders.amend(
            stall.orderId,
            { actor: who.actor, expected: version },
            (order, context) => calm(order, command, context),
          );
          return { id: stall.orderId, why: outcome.done ? undefined : outcome.refusal.is };
        }),
      );
      const failed = done.filter(({ why }) => why !== undefined);
      return seeOther(request, here, {
        said: failed.length === done.length ? 'refused' : kind,
        count: String(done.length - failed.length),
        failed: failed.map(({ id }) => id).join(','),
        why: failed[0]?.why,
      });
    },
  };
}
