import { problem, ProblemError } from '../../shared/http/problem.ts';
import { nextOf } from '../../shared/http/next.ts';
import { type Answer, ok, type Request } from '../../shared/http/request.ts';
import type { webApi } from '../../shared/http/web-api.ts';
import { credentialsOf } from '../../shared/stores/credentials.ts';
import {
  closeSession,
  csrfToken,
  openSession,
  sessionCookie,
  sessionLife,
  sessionPrincipal,
} from '../../shared/stores/sessions.ts';
import { same } from '../pipelines/authenticate.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { sessionPage, type SessionModel } from '../../shared/http/session-page.ts';

const csrfCookie = 'veghe_csrf';
/** Secure also on this machine: browsers take localhost for a safe place. */
const attributes = 'Path=/; HttpOnly; Secure; SameSite=Lax';

export function webHandlers(ports: Ports & { publicUrl: string }): Handlers<typeof webApi> {
  const credentials = credentialsOf(ports.heads, ports.clock);
  let contract: object | undefined;

  function page(
    request: Request,
    status: number,
    model: Omit<SessionModel, 'locale' | 'csrf'>,
    token: string | undefined,
  ): Answer {
    const asked = (request.query as { lang?: 'ro' | 'en' } | undefined)?.lang;
    const locale = asked ?? (/^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'ro');
    const csrf = token === undefined ? ports.random(190) : csrfToken(token);
    return {
      status,
      html: sessionPage({ ...model, locale, csrf }),
      ...(token === undefined ? { cookies: [`${csrfCookie}=${csrf}; ${attributes}; Max-Age=3600`] } : {}),
    };
  }

  async function signOut(request: Request, token: string): Promise<void> {
    if (!same(request.form['csrf'] ?? request.headers['x-csrf-token'], csrfToken(token)))
      throw new ProblemError(
        problem('forbidden', { detail: 'The form is out of date. Open the page again.' }),
      );
    await closeSession(ports.heads, token);
  }

  const gone = `${sessionCookie}=; ${attributes}; Max-Age=0`;

  return {
    $default: () => {
      throw new ProblemError(
        problem('not-found', { detail: 'There is no such call; /openapi.json lists all there are.' }),
      );
    },

    'GET /health': () => Promise.resolve(ok({ status: 'ok' })),

    'GET /openapi.json': async () => {
      contract ??= (await import('./contract.ts')).contract(ports.publicUrl);
      return ok(contract);
    },

    'GET /v1/session': async (request) => {
      const token = request.cookies[sessionCookie];
      const who = token === undefined ? undefined : await sessionPrincipal({ ...ports, credentials }, token);
      return page(request, 200, who ? { who } : { next: nextOf(request.query.next) }, who && token);
    },

    'POST /v1/session': async (request) => {
      const { form, cookies } = request;
      const next = nextOf(form['next']);
      const open = cookies[sessionCookie];
      if (form['action'] === 'sign-out' && open !== undefined) {
        await signOut(request, open);
        return { status: 303, headers: { location: '/v1/session' }, cookies: [gone] };
      }
      const expected = cookies[csrfCookie] ?? '';
      if (expected === '' || !same(form['csrf'], expected))
        return page(request, 403, { fault: 'out-of-date', next }, undefined);
      const who = await credentials.verify((form['credential'] ?? '').trim());
      if (!who) return page(request, 401, { fault: 'wrong', next }, undefined);
      const token = await openSession(ports, who, ports.random(256));
      return {
        status: 303,
        headers: { location: next ?? '/v1/session' },
        cookies: [`${sessionCookie}=${token}; ${attributes}; Max-Age=${String(sessionLife / 1_000)}`],
      };
    },

    'DELETE /v1/session': async (request) => {
      const token = request.cookies[sessionCookie];
      if (token !== undefined) await signOut(request, token);
      return { status: 204, cookies: [gone] };
    },
  };
}
