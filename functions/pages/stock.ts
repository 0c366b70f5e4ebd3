import type { Request } from '../../shared/http/request.ts';
import type { Tallies } from '../../shared/kernel/tally/tally.ts';
import type { pagesApi } from '../../shared/pages/api.ts';
import { type DriftDetail, driftPage } from '../../shared/pages/drift-page.ts';
import { receivingLines, receivingPage } from '../../shared/pages/receiving-page.ts';
import {
  type Audits,
  type Drifts,
  driftPath,
  type Returns,
  stockPage,
} from '../../shared/pages/stock-page.ts';
import { entryTime } from '../../shared/pages/timeline.ts';
import { stockApi } from '../../shared/stock/api.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { viewerOf } from '../pipelines/viewer.ts';
import { stockHandlers } from '../stock/handlers.ts';
import { shopOf } from '../stock/levels.ts';
import { type Asking, asked, read } from './asking.ts';
import { field, seeOther } from './forms.ts';
import { may } from './may.ts';

type StockPages = Pick<
  Handlers<typeof pagesApi>,
  | 'GET /staff/stock'
  | 'POST /staff/stock'
  | 'GET /staff/stock/drifts/{driftId}'
  | 'POST /staff/stock/drifts/{driftId}'
  | 'GET /staff/stock/receiving'
  | 'POST /staff/stock/receiving'
>;
const here = '/staff/stock';

/** What does not match, what came back, what is to be counted, what was delivered. */
export function stockPages(ports: Ports & { readonly tallies: Tallies }): StockPages {
  const handlers = stockHandlers(ports);
  const to = (route: keyof typeof stockApi, more: Omit<Asking, 'call' | 'handle'> = {}): Asking => ({
    call: stockApi[route],
    handle: handlers[route],
    ...more,
  });
  const mine = (request: Request, route: keyof typeof stockApi) => may(request.who, stockApi[route]);
  return {
    'GET /staff/stock': async (request) => {
      const { profile } = await shopOf(ports, request);
      const { locale, viewer } = viewerOf(request, profile, 'stock');
      const list = async <T>(route: keyof typeof stockApi, query = {}) =>
        mine(request, route) ? ((await read<{ items: T }>(request, to(route, { query })))?.items ?? []) : [];
      return {
        status: 200,
        html: stockPage({
          locale,
          viewer,
          drifts: (await list<Drifts>('GET /v1/stock/drifts')) as Drifts,
          returns: (await list<Returns>('GET /v1/stock/returns', { status: 'arrived' })) as Returns,
          audits: (await list<Audits>('GET /v1/stock/audits')) as Audits,
          said: request.query,
          time: (at) => entryTime(at, profile, locale),
          may: {
            count: mine(request, 'POST /v1/stock/audits/{auditId}/result'),
            restock: mine(request, 'POST /v1/stock/returns/{returnId}/restock'),
            receive: mine(request, 'POST /v1/stock/receipts'),
          },
        }),
      };
    },

    'POST /staff/stock': async (request) => {
      const done =
        request.form['action'] === 'restock'
          ? await asked(request, to('POST /v1/stock/returns/{returnId}/restock', inspectionIn(request)))
          : await asked(request, to('POST /v1/stock/audits/{auditId}/result', countIn(request)));
      return seeOther(request, here, done);
    },

    'GET /staff/stock/drifts/{driftId}': async (request) => {
      const { profile } = await shopOf(ports, request);
      const { locale, viewer } = viewerOf(request, profile);
      const drift = await read<DriftDetail>(
        request,
        to('GET /v1/stock/drifts/{driftId}', { params: request.params }),
      );
      if (!drift) return { status: 303, headers: { location: here } };
      const { roles } = request.who;
      return {
        status: 200,
        html: driftPage({
          locale,
          viewer,
          drift,
          said: request.query,
          time: (at) => entryTime(at, profile, locale),
          may: {
            look: mine(request, 'POST /v1/stock/drifts/{driftId}/second-look'),
            resolve: mine(request, 'POST /v1/stock/drifts/{driftId}/resolution'),
            approve: roles.includes('supervisor') || roles.includes('admin'),
          },
        }),
      };
    },

    'POST /staff/stock/drifts/{driftId}': async (request) => {
      const { params, form } = request;
      const path = driftPath(params.driftId);
      if (form['action'] === 'look') {
        const body = { found: whole(form['found']) };
        return seeOther(
          request,
          path,
          await asked(request, to('POST /v1/stock/drifts/{driftId}/second-look', { params, body })),
        );
      }
      const body = resolutionIn(request);
      return seeOther(
        request,
        path,
        await asked(request, to('POST /v1/stock/drifts/{driftId}/resolution', { params, body })),
      );
    },

    'GET /staff/stock/receiving': async (request) => {
      const { profile } = await shopOf(ports, request);
      const { locale, viewer } = viewerOf(request, profile);
      return { status: 200, html: receivingPage({ locale, viewer, said: request.query }) };
    },

    'POST /staff/stock/receiving': async (request) =>
      seeOther(
        request,
        `${here}/receiving`,
        await asked(request, to('POST /v1/stock/receipts', { body: deliveryIn(request) })),
      ),
  };
}

/** A whole number as it was typed; anything else is left for the call's schema to refuse. */
const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^[-+−]?\d{1,7}$/.test(text.trim())
    ? Number(text.trim().replace('−', '-'))
    : undefined;

function inspectionIn(request: Request): Omit<Asking, 'call' | 'handle'> {
  const { form } = request;
  const at = form['at'] ?? '';
  const reason = field(request, `reason-${at}`, 200);
  const lines = numbered(form, 'sku').map(([sku, n]) => {
    const writtenOff = whole(form[`writtenOff-${at}-${n}`]) ?? 0;
    const came = whole(form[`came-${n}`]) ?? 0;
    return {
      sku,
      restocked: came - writtenOff,
      writtenOff,
      ...(reason === undefined ? {} : { reason }),
    };
  });
  return {
    params: { returnId: form['returnId'] ?? '' },
    body: { location: field(request, `location-${at}`, 40), lines },
  };
}

function countIn({ form }: Request): Omit<Asking, 'call' | 'handle'> {
  const at = form['at'] ?? '';
  const items = numbered(form, 'location').map(([location, n]) => ({
    location,
    counted: whole(form[`counted-${at}-${n}`]),
  }));
  return { params: { auditId: form['auditId'] ?? '' }, body: { items } };
}

function resolutionIn(request: Request): unknown {
  const { form } = request;
  const action = form['action'];
  const note = field(request, 'note', 1_000);
  const adjustment = whole(form['adjustment']);
  const typed = (form['adjustment'] ?? '').trim() !== '';
  return {
    cause: form['cause'],
    ...(action === 'approve' || action === 'decline' ? { decision: action } : {}),
    // What was typed and is no number is refused, not passed over.
    ...(typed ? { adjustment: adjustment ?? form['adjustment'] } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

function deliveryIn(request: Request): unknown {
  const { form } = request;
  const lines = Array.from({ length: receivingLines }, (_, n) => String(n)).flatMap((n) => {
    const sku = field(request, `sku-${n}`, 64);
    if (sku === undefined) return [];
    const reason = field(request, `reason-${n}`, 200);
    return [
      {
        sku,
        received: whole(form[`received-${n}`]),
        rejected: whole(form[`rejected-${n}`]) ?? 0,
        ...(reason === undefined ? {} : { reason }),
      },
    ];
  });
  return {
    receiptId: field(request, 'receiptId', 64),
    purchaseOrder: field(request, 'purchaseOrder', 64),
    location: field(request, 'location', 40),
    lines,
  };
}

/** The fields of a form that are numbered: their values, and the numbers. */
const numbered = (form: Readonly<Record<string, string>>, name: string): (readonly [string, string])[] =>
  Object.entries(form).flatMap(([key, value]) => {
    const n = new RegExp(`^${name}-(\\d{1,3})$`).exec(key)?.[1];
    return n === undefined ? [] : [[value, n] as const];
  });
