import { guessesOf } from '../../shared/access/guesses.ts';
import { csrfToken } from '../../shared/access/session.ts';
import { findSession } from '../../shared/access/sessions.ts';
import { credentialsOf } from '../../shared/access/verify.ts';
import { nextOf } from '../../shared/http/next.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { ok, type Request } from '../../shared/http/request.ts';
import { sessionPage } from '../../shared/http/session-page.ts';
import type { webApi } from '../../shared/http/web-api.ts';
import { noSession, sessionToken } from '../pipelines/cookies.ts';
import type { Handlers } from '../pipelines/http.ts';
import { setCodes } from './codes.ts';
import { backFromIssuer, goToIssuer } from './oidc.ts';
import { actAtStation, showStation } from './station.ts';
import {
  askForLink,
  localeOf,
  showLink,
  signInByForm,
  signInPage,
  type SignInPorts,
  signOut,
  type WebPorts,
} from './sign-in.ts';

export function webHandlers(web: WebPorts): Handlers<typeof webApi> {
  const ports: SignInPorts = { ...web, credentials: credentialsOf(web), guesses: guessesOf(web) };
  let contract: object | undefined;

  /** Whose session the browser brings, if any. */
  async function session({ headers, cookies }: Request) {
    const token = sessionToken({ headers }, cookies);
    if (token === undefined) return undefined;
    const { who } = await findSession(ports, token.value, token.plain);
    return { token: token.value, who };
  }

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
      const { link, next } = request.query;
      if (link !== undefined) return showLink(ports, request, link);
      const open = await session(request);
      if (!open?.who) return signInPage(ports, request, 200, { next: nextOf(next) });
      const locale = localeOf(request);
      return { status: 200, html: sessionPage({ locale, csrf: csrfToken(open.token), who: open.who }) };
    },

    'POST /v1/session': async (request) => {
      const { form, body } = request;
      if (body) {
        await askForLink(ports, request, { ...body, next: nextOf(body.next) });
        return {
          status: 202,
          json: { detail: 'If the address belongs to somebody of the staff, a link is on its way.' },
        };
      }
      const action = form['action'];
      const open = await session(request);
      if (open && (action === 'sign-out' || action === 'sign-out-everywhere')) {
        const cookies = await signOut(ports, request, open, action === 'sign-out-everywhere');
        return { status: 303, headers: { location: '/v1/session' }, cookies };
      }
      if (open?.who && action === 'set-codes') return setCodes(ports, request, open.token, open.who);
      return signInByForm(ports, request, goToIssuer);
    },

    'GET /v1/session/oidc': (request) => backFromIssuer(ports, request),

    'GET /v1/station': (request) => showStation(ports, request),

    'POST /v1/station': (request) => actAtStation(ports, request),

    'DELETE /v1/session': async (request) => {
      const open = await session(request);
      if (!open) return { status: 204, cookies: noSession(request.headers) };
      return { status: 204, cookies: await signOut(ports, request, open) };
    },
  };
}
