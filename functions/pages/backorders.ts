import { backordersApi } from '../../shared/backorders/api.ts';
import type { Request } from '../../shared/http/request.ts';
import type { pagesApi } from '../../shared/pages/api.ts';
import { type Backorders, backordersPage } from '../../shared/pages/backorders-page.ts';
import { type Refunds, refundsPage } from '../../shared/pages/refunds-page.ts';
import { entryTime } from '../../shared/pages/timeline.ts';
import { refundsApi } from '../../shared/refunds/api.ts';
import { backorderHandlers } from '../backorders/handlers.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { viewerOf } from '../pipelines/viewer.ts';
import { refundHandlers } from '../refunds/handlers.ts';
import { shopOf } from '../stock/levels.ts';
import { asked, read } from './asking.ts';
import { field, seeOther } from './forms.ts';
import { may } from './may.ts';

type Pages = Pick<
  Handlers<typeof pagesApi>,
  'GET /staff/backorders' | 'POST /staff/backorders' | 'GET /staff/refunds' | 'POST /staff/refunds'
>;
const choice = backordersApi['POST /v1/backorders/{backorderId}/choice'];
const settlement = refundsApi['POST /v1/refunds/{refundId}/settlement'];

/** What orders lack, and what is to be paid back. */
export function backorderPages(ports: Ports): Pages {
  const backorders = backorderHandlers(ports);
  const refunds = refundHandlers(ports);
  return {
    'GET /staff/backorders': async (request) => {
      const { profile } = await shopOf(ports, request);
      const { locale, viewer } = viewerOf(request, profile, 'backorders');
      const call = backordersApi['GET /v1/backorders'];
      const found = may(request.who, call)
        ? await read<{ items: Backorders }>(request, {
            call,
            handle: backorders['GET /v1/backorders'],
            query: { status: 'open' },
          })
        : undefined;
      const items = found?.items ?? [];
      const time = (at: string) => entryTime(at, profile, locale);
      const mayChoose = may(request.who, choice);
      return {
        status: 200,
        html: backordersPage({ locale, viewer, items, said: request.query, time, mayChoose }),
      };
    },

    'POST /staff/backorders': async (request) =>
      seeOther(
        request,
        '/staff/backorders',
        await asked(request, {
          call: choice,
          handle: backorders['POST /v1/backorders/{backorderId}/choice'],
          params: { backorderId: request.form['backorderId'] ?? '' },
          body: choiceIn(request),
        }),
      ),

    'GET /staff/refunds': async (request) => {
      const { profile } = await shopOf(ports, request);
      const { locale, viewer } = viewerOf(request, profile, 'refunds');
      const call = refundsApi['GET /v1/refunds'];
      const found = may(request.who, call)
        ? await read<{ items: Refunds }>(request, {
            call,
            handle: refunds['GET /v1/refunds'],
            query: { status: 'open' },
          })
        : undefined;
      const items = found?.items ?? [];
      const time = (at: string) => entryTime(at, profile, locale);
      const maySettle = may(request.who, settlement);
      return {
        status: 200,
        html: refundsPage({ locale, viewer, items, said: request.query, time, maySettle }),
      };
    },

    'POST /staff/refunds': async (request) =>
      seeOther(
        request,
        '/staff/refunds',
        await asked(request, {
          call: settlement,
          handle: refunds['POST /v1/refunds/{refundId}/settlement'],
          params: { refundId: request.form['refundId'] ?? '' },
          body: { reference: field(request, `reference-${request.form['at'] ?? ''}`, 80) },
        }),
      ),
  };
}

function choiceIn({ form }: Request): unknown {
  const at = form['at'] ?? '';
  const lines = Object.entries(form).flatMap(([key, lineId]) => {
    const n = /^line-(\d{1,3})$/.exec(key)?.[1];
    if (n === undefined) return [];
    const said = form[`choice-${at}-${n}`] ?? '';
    const sku = /^substitute:(.{1,64})$/.exec(said)?.[1];
    return [
      sku === undefined ? { lineId, choice: said } : { lineId, choice: 'substitute', substituteSku: sku },
    ];
  });
  return { lines, rest: form[`rest-${at}`] };
}
