import { timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Call } from '../../shared/http/api.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import type { Credentials, Principal } from '../../shared/stores/credentials.ts';
import { csrfToken, sessionCookie, sessionPrincipal } from '../../shared/stores/sessions.ts';
import type { Ports } from './ports.ts';
import { isOf, textOf } from './body.ts';
import { badEncoding, decodes } from './encoding.ts';

/** Who is calling, with what the browser sent along. */
export interface Caller {
  readonly who: Principal;
  readonly cookies: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

export type Authenticate = (event: APIGatewayProxyEventV2, call: Call) => Promise<Caller>;

const nobody: Principal = { store: '', actor: 'anonymous', roles: [], credentialId: '' };
const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** A Bearer credential, or the session cookie wherever one is taken; then the roles of the call. */
export function authenticator(ports: Ports, credentials: Credentials): Authenticate {
  return async (event, call) => {
    const cookies = cookiesOf(event);
    const form = formOf(event);
    if (call.roles === 'public') return { who: nobody, cookies, form };
    const who = await principal(event, cookies, form);
    if (!who)
      throw new ProblemError(
        problem('unauthenticated', { detail: 'Send Authorization: Bearer with a living credential.' }),
        {
          'www-authenticate': 'Bearer realm="veghe"',
        },
      );
    const { roles } = call;
    if (!who.roles.includes('admin') && !who.roles.some((role) => roles.includes(role)))
      throw new ProblemError(
        problem('forbidden', { detail: `It takes one of these roles: ${roles.join(', ')}.` }),
      );
    return { who, cookies, form };
  };

  async function principal(
    event: APIGatewayProxyEventV2,
    cookies: Record<string, string>,
    form: Record<string, string>,
  ): Promise<Principal | undefined> {
    const bearer = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(event.headers['authorization'] ?? '')?.[1];
    if (bearer !== undefined) return credentials.verify(bearer);
    const token = cookies[sessionCookie];
    if (token === undefined) return undefined;
    const who = await sessionPrincipal({ ...ports, credentials }, token);
    // A browser sends the cookie whoever made the form; the token only our own page knows.
    if (
      who &&
      writes.has(event.requestContext.http.method) &&
      !same(event.headers['x-csrf-token'] ?? form['csrf'], csrfToken(token))
    )
      throw new ProblemError(
        problem('forbidden', { detail: 'The form is out of date. Open the page again.' }),
      );
    return who;
  }
}

/** Compared in constant time, as bytes: a letter that takes two of them is no fault of ours. */
export function same(given: string | undefined, wanted: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

export function cookiesOf(event: APIGatewayProxyEventV2): Record<string, string> {
  return Object.fromEntries(
    (event.cookies ?? []).flatMap((cookie) => {
      const at = cookie.indexOf('=');
      return at < 1 ? [] : [[cookie.slice(0, at).trim(), cookie.slice(at + 1).trim()]];
    }),
  );
}

/** Marks that no field takes: controls other than line breaks and tabs, and those that turn text round. */
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The fields of a form. What a browser pastes along unseen is left out; bytes that are no UTF-8 are refused. */
function formOf(event: APIGatewayProxyEventV2): Record<string, string> {
  if (!isOf(event.headers['content-type'], 'application/x-www-form-urlencoded')) return {};
  const text = textOf(event);
  if (!decodes(text)) throw badEncoding('body');
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([name, value]) => [name, value.replace(unseen, '')]),
  );
}
