import type { amendmentsApi } from '../../shared/amendments/api.ts';
import { answer } from '../../shared/amendments/decide/answer.ts';
import { withdraw } from '../../shared/amendments/decide/course.ts';
import { answerTask } from '../../shared/amendments/decide/task.ts';
import type { Amendment } from '../../shared/amendments/state.ts';
import { amendmentSummary } from '../../shared/amendments/view.ts';
import { pageRequest } from '../../shared/http/paging.ts';
import { ok } from '../../shared/http/request.ts';
import { toSalted } from '../../shared/kernel/texts.ts';
import { ordersOf } from '../orders/of.ts';
import { noteOf } from '../orders/receipt.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { decideOn, shown } from './decide.ts';
import { documentHandlers } from './documents.ts';
import { quoteHandler } from './quote.ts';
import { requestHandler } from './request.ts';
import { known } from './known.ts';

/** The calls about amendments: each lets the domain decide, brings the world along, and answers what is true then. */
export function amendmentHandlers(ports: Ports): Handlers<typeof amendmentsApi> {
  return {
    ...documentHandlers(ports),
    ...requestHandler(ports),
    ...quoteHandler(ports),

    'GET /v1/amendments': async (request) => {
      const { who, query } = request;
      const { profile } = await ordersOf(ports, request);
      const range = { from: `${query.status}#`, to: `${query.status}#~` };
      const found = await ports.heads.find('list', `${who.store}#amendment`, range, pageRequest(query));
      const heads = await ports.heads.loadMany<Amendment>(found.items);
      const items = heads
        .filter(({ state }) => state.status === query.status)
        .sort((a, b) => a.state.since - b.state.since)
        .map((head) => amendmentSummary(head, profile.currency));
      return ok({ items, next: found.next });
    },

    'GET /v1/amendments/{amendmentId}': async (request) => {
      const head = await known(ports, request.who.store, request.params.amendmentId);
      return shown(ports, request, head.key.id);
    },

    'POST /v1/amendments/{amendmentId}/decisions': async (request) => {
      const { profile } = await ordersOf(ports, request);
      const { decision, comment } = request.body;
      const text = noteOf(ports.heads, comment);
      return decideOn(ports, request, text.parts, (amendment, at) =>
        answer(amendment, request.who, { decision, ...text.named }, profile, at),
      );
    },

    'POST /v1/amendments/{amendmentId}/withdrawal': (request) =>
      decideOn(ports, request, [], (amendment, at) =>
        withdraw(amendment, request.who, request.body?.reason, at),
      ),

    'POST /v1/amendments/{amendmentId}/tasks/{department}': async (request) => {
      const { profile } = await ordersOf(ports, request);
      const { state, note, invoice } = request.body;
      const said = { ...(note === undefined ? {} : { note }), ...(invoice ? { invoice } : {}) };
      const text = Object.keys(said).length > 0 ? toSalted('task', said, ports.heads.newSalt()) : undefined;
      const word = { department: request.params.department, state, ...(text ? { note: text.name } : {}) };
      return decideOn(ports, request, text?.parts ?? [], (amendment, at) =>
        answerTask(amendment, request.who, word, profile, at),
      );
    },
  };
}
