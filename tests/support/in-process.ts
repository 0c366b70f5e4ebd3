import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { parse } from 'zod/v4/core';
import { backorderHandlers } from '../../functions/backorders/handlers.ts';
import { amendmentHandlers } from '../../functions/amendments/handlers.ts';
import { learningHandlers } from '../../functions/learning/handlers.ts';
import { linkHandlers } from '../../functions/links/handlers.ts';
import { noticeHandlers } from '../../functions/notices/handlers.ts';
import { orderHandlers } from '../../functions/orders/handlers.ts';
import { httpFunction } from '../../functions/pipelines/http.ts';
import { pageHandlers } from '../../functions/pages/handlers.ts';
import { random, type HttpPorts } from '../../functions/pipelines/ports.ts';
import { reportHandlers } from '../../functions/reports/handlers.ts';
import { refundHandlers } from '../../functions/refunds/handlers.ts';
import { stockHandlers } from '../../functions/stock/handlers.ts';
import { webhookHandlers } from '../../functions/webhooks/handlers.ts';
import { storeHandlers } from '../../functions/stores/handlers.ts';
import { amendmentsApi } from '../../shared/amendments/api.ts';
import { webHandlers } from '../../functions/web/handlers.ts';
import { backordersApi } from '../../shared/backorders/api.ts';
import { routes } from '../../shared/http/routes.ts';
import { webApi } from '../../shared/http/web-api.ts';
import { learningApi } from '../../shared/proposals/api.ts';
import { linksApi } from '../../shared/links/api.ts';
import { noticesApi } from '../../shared/notices/api.ts';
import { ordersApi } from '../../shared/orders/api.ts';
import { reportsApi } from '../../shared/reports/api.ts';
import { refundsApi } from '../../shared/refunds/api.ts';
import { stockApi } from '../../shared/stock/api.ts';
import { storesApi } from '../../shared/stores/api.ts';
import { pagesApi } from '../../shared/pages/api.ts';
import { webhooksApi } from '../../shared/webhooks/api.ts';
import { type ProfileInput, profileSchema, type Role } from '../../shared/stores/profile.ts';
import { profilesOf } from '../../shared/stores/profiles.ts';
import { issueForRoles } from '../../shared/access/issue-for-roles.ts';
import type { IssuerCalls } from '../../shared/access/oidc-exchange.ts';
import { openStore } from '../../shared/access/put-profile.ts';
import type { Mail } from '../../shared/notices/channels.ts';
import { instant } from '../../shared/time/instant.ts';
import type { Tallies } from '../../shared/kernel/tally/tally.ts';
import { MemoryHeadStore } from './memory-store.ts';
import { MemoryTallies } from './memory-tallies.ts';
import { MemoryTimeline } from './memory-timeline.ts';
import { electrosmart } from './shops.ts';

interface Setting {
  readonly shop?: ProfileInput;
  /** Hears every line that is logged. */
  readonly logged?: (line: readonly unknown[]) => void;
  readonly random?: (bits: number) => string;
  /** The way to issuers of OpenID Connect; without one nobody answers. */
  readonly issuers?: IssuerCalls;
}

const nobody: IssuerCalls = {
  get: () => Promise.reject(new Error('nobody answers')),
  post: () => Promise.reject(new Error('nobody answers')),
};

/** The HTTP functions in this process, on a store in memory: for tests that want thousands of calls. */
export async function inProcess(at = '2026-11-16T08:00:00Z', setting: Setting = {}) {
  const { shop = electrosmart as ProfileInput } = setting;
  const timeline = new MemoryTimeline();
  const publicUrl = 'https://veghe.example';
  const heads = new MemoryHeadStore();
  let now = instant(Date.parse(at));
  const faults: unknown[] = [];
  const clock = () => now;
  const hear = (...line: unknown[]) => setting.logged?.(line);
  const log = {
    info: hear,
    warn: hear,
    error: (message: string, more?: unknown) => {
      hear(message, more);
      faults.push(more);
    },
  };
  const tallies = new MemoryTallies();
  const access = new MemoryHeadStore();
  const mails: Mail[] = [];
  const ports: HttpPorts & { tallies: Tallies } = {
    heads,
    access,
    clock,
    profiles: profilesOf(heads, clock),
    random: setting.random ?? random,
    log,
    tallies,
  };
  const profile = parse(profileSchema, shop);
  await openStore(ports, profile, { actor: 'test' });
  const keys = new Map(
    (await issueForRoles(ports, profile)).map(({ roles: [role], credential }) => [role, credential]),
  );
  const served = [
    [routes.orders, httpFunction(ports, ordersApi, orderHandlers({ ...ports, timeline }))],
    [routes.stores, httpFunction(ports, storesApi, storeHandlers(ports))],
    [routes.pages, httpFunction(ports, pagesApi, pageHandlers({ ...ports, timeline, tallies }))],
    [
      routes.web,
      httpFunction(
        ports,
        webApi,
        webHandlers({
          ...ports,
          publicUrl,
          mailer: { send: (mail) => Promise.resolve(void mails.push(mail)) },
          settle: () => Promise.resolve(),
          issuers: setting.issuers ?? nobody,
        }),
      ),
    ],
    [routes.links, httpFunction(ports, linksApi, linkHandlers(ports))],
    [routes.refunds, httpFunction(ports, refundsApi, refundHandlers(ports))],
    [routes.backorders, httpFunction(ports, backordersApi, backorderHandlers(ports))],
    [routes.webhooks, httpFunction(ports, webhooksApi, webhookHandlers(ports))],
    [routes.amendments, httpFunction(ports, amendmentsApi, amendmentHandlers(ports))],
    [routes.stock, httpFunction(ports, stockApi, stockHandlers(ports))],
    [routes.learning, httpFunction(ports, learningApi, learningHandlers(ports))],
    [routes.notices, httpFunction(ports, noticesApi, noticeHandlers({ ...ports, publicUrl }))],
    [routes.reports, httpFunction(ports, reportsApi, reportHandlers(ports))],
  ] as const;

  async function call(
    route: string,
    {
      path,
      query = {},
      body,
      text,
      role = 'admin',
      headers = {},
      cookies,
      sourceIp = '192.0.2.1',
      event: more = {},
    }: {
      path?: Record<string, string>;
      query?: Record<string, string>;
      body?: unknown;
      /** The body as it is sent, instead of JSON of `body`. */
      text?: string;
      role?: Role;
      headers?: Record<string, string>;
      cookies?: readonly string[];
      /** What the gateway sees. */
      sourceIp?: string;
      /** What of the gateway's event is otherwise. */
      event?: Partial<APIGatewayProxyEventV2>;
    },
  ) {
    const handler = served.find(([names]) => (names as readonly string[]).includes(route))![1];
    const [method = '', template = ''] = route.split(' ');
    const rawPath = template.replace(/\{(\w+)\}/g, (_, name: string) => path?.[name] ?? '');
    const event = {
      version: '2.0',
      routeKey: route,
      rawPath,
      rawQueryString: new URLSearchParams(query).toString(),
      queryStringParameters: query,
      headers: {
        authorization: `Bearer ${keys.get(role) ?? ''}`,
        // The sign-in takes a page's form, or JSON from a program.
        'content-type':
          route === 'POST /v1/session' && body !== undefined ? 'application/json' : bodyType(route),
        ...headers,
      },
      pathParameters: Object.fromEntries(
        [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, path?.[name] ?? '']),
      ),
      requestContext: { requestId: 'test', http: { method, path: rawPath, sourceIp } },
      ...(cookies === undefined ? {} : { cookies }),
      body: text ?? JSON.stringify(body),
      isBase64Encoded: false,
      ...more,
    } as unknown as APIGatewayProxyEventV2;
    const result = (await handler(event, {} as Context)) as APIGatewayProxyStructuredResultV2;
    return {
      status: result.statusCode ?? 0,
      type: String(result.headers?.['content-type'] ?? ''),
      headers: result.headers ?? {},
      cookies: result.cookies ?? [],
      body: bodyOf(result),
    };
  }

  const advance = (ms: number) => (now = instant(now + ms));
  return { call, heads, access, mails, timeline, tallies, faults, ports, profile, advance, keys };
}

/** The type of what a call takes, as a caller who keeps to the contract says it. */
const bodyType = (route: string): string =>
  /^POST \/(?:staff|l|v1\/session|v1\/station)\b/.test(route)
    ? 'application/x-www-form-urlencoded'
    : route === 'POST /v1/history'
      ? 'application/x-ndjson'
      : 'application/json';

/** What was answered: JSON read, a page or a sheet as it is. */
function bodyOf({ body, headers }: APIGatewayProxyStructuredResultV2): any {
  if (body === undefined || body === '') return undefined;
  return /json/.test(String(headers?.['content-type'])) ? JSON.parse(body) : body;
}
