import { timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readCredential } from '../../shared/access/credential.ts';
import { type Guesses, guessesOf } from '../../shared/access/guesses.ts';
import { floodOf } from '../../shared/access/flood.ts';
import { mayDecide } from '../../shared/access/people.ts';
import type { Principal } from '../../shared/access/principal.ts';
import { csrfToken, storeOf } from '../../shared/access/session.ts';
import { findSession } from '../../shared/access/sessions.ts';
import { findStation } from '../../shared/access/stations.ts';
import { type Credentials, credentialsOf } from '../../shared/access/verify.ts';
import type { Call } from '../../shared/http/api.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { isForm, textOf } from './body.ts';
import { cookiesOf, sessionToken, stationToken } from './cookies.ts';
import { badEncoding, decodes } from './encoding.ts';
import type { HttpPorts } from './ports.ts';
import { sourceAddress } from './source-address.ts';
import { tooMany, tooManyFailures } from './too-many-failures.ts';

/** Who is calling, from where, with what the browser sent along. */
export interface Caller {
  readonly who: Principal;
  readonly address: string;
  readonly cookies: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

export type Authenticate = (event: APIGatewayProxyEventV2, call: Call) => Promise<Caller>;

const nobody: Principal = {
  store: '',
  actor: 'anonymous',
  roles: [],
  credentialId: '',
  kind: 'machine',
};
const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** A Bearer credential, or the session cookie wherever one is taken; then the roles of the call. */
export function authenticator(ports: HttpPorts): Authenticate {
  const flood = floodOf(ports);
  /** Refuses who asks for too much without showing a valid credential. */
  const anonymous = async (address: string): Promise<void> => {
    const wait = await flood(address);
    if (wait !== undefined) throw tooMany(wait);
  };
  const checking = { ...ports, credentials: credentialsOf(ports), guesses: guessesOf(ports) };
  return async (event, call) => {
    const cookies = cookiesOf(event);
    const form = formOf(event);
    const address = await sourceAddress(ports.access, event);
    if (call.roles === 'public') {
      if (!showsSomething(event, cookies, form)) await anonymous(address);
      return { who: nobody, address, cookies, form };
    }
    const who = await principal(checking, event, { cookies, form, address });
    if (!who) {
      await anonymous(address);
      throw new ProblemError(
        problem('unauthenticated', { detail: 'Send Authorization: Bearer with a living credential.' }),
        { 'www-authenticate': 'Bearer realm="veghe"' },
      );
    }
    const { roles } = call;
    if (!who.roles.includes('admin') && !who.roles.some((role) => roles.includes(role)))
      throw new ProblemError(
        problem('forbidden', { detail: `It takes one of these roles: ${roles.join(', ')}.` }),
      );
    if (who.station !== undefined && call.station !== true)
      throw new ProblemError(
        problem('forbidden', { detail: 'Not at a warehouse station. Sign in by yourself for this.' }),
      );
    return { who: await barred(ports, call, who), address, cookies, form };
  };
}

/** Does a public call bring what may be valid: a link, a credential, a session? What is wrong of it is counted where it fails. */
const showsSomething = (
  { pathParameters, queryStringParameters, headers }: APIGatewayProxyEventV2,
  cookies: Caller['cookies'],
  form: Caller['form'],
): boolean =>
  pathParameters?.['token'] !== undefined ||
  queryStringParameters?.['link'] !== undefined ||
  form['link'] !== undefined ||
  form['credential'] !== undefined ||
  sessionToken({ headers }, cookies) !== undefined;

type Checking = HttpPorts & { readonly credentials: Credentials; readonly guesses: Guesses };

async function principal(
  ports: Checking,
  event: APIGatewayProxyEventV2,
  { cookies, form, address }: Omit<Caller, 'who'>,
): Promise<Principal | undefined> {
  const bearer = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(event.headers['authorization'] ?? '')?.[1];
  if (bearer !== undefined) {
    const who = await ports.credentials.verify(bearer);
    if (who) return who;
    const { store, id } = readCredential(bearer) ?? {};
    await tooManyFailures(ports.guesses, { address, store, subject: id && `credential ${id}` });
    return undefined;
  }
  const token = sessionToken(event, cookies);
  const found = token && (await findSession(ports, token.value, token.plain));
  if (token && found?.who) return ours(event, form, token.value, found.who);
  // Whoever comes back after his session has ended guesses nothing.
  if (token && !found?.known) await tooManyFailures(ports.guesses, { address, store: storeOf(token.value) });
  const device = stationToken(event.headers, cookies);
  const who = device === undefined ? undefined : (await findStation(ports, device))?.who;
  return device !== undefined && who ? ours(event, form, device, who) : undefined;
}

/** A browser sends the cookie whoever made the form; the token only our own page knows. */
function ours(
  event: APIGatewayProxyEventV2,
  form: Caller['form'],
  cookie: string,
  who: Principal,
): Principal {
  const isWrite = writes.has(event.requestContext.http.method);
  if (isWrite && !same(event.headers['x-csrf-token'] ?? form['csrf'], csrfToken(cookie)))
    throw new ProblemError(problem('forbidden', { detail: 'The form is out of date. Open the page again.' }));
  return who;
}

/** Where a call decides something: who may not is refused, or, on a page with several forms, marked. */
async function barred(ports: HttpPorts, { decides }: Call, who: Principal): Promise<Principal> {
  if (decides === undefined) return who;
  const may = await mayDecide(ports, who);
  if (may === 'yes' || (may === 'machine' && decides === 'access')) return who;
  if (decides === 'by-form') return { ...who, barred: may };
  throw new ProblemError(
    problem('forbidden', {
      detail:
        may === 'machine'
          ? 'A person decides this. Sign in by a link to your own address: POST /v1/session.'
          : may === 'station'
            ? 'A warehouse station decides nothing. Sign in by yourself for this.'
            : 'Your sign-in address was changed less than 24 hours ago. Wait, or ask another admin to confirm it: POST /v1/staff/{personId}/confirmation.',
    }),
  );
}

/** Compared in constant time, as bytes: a letter that takes two of them is no fault of ours. */
export function same(given: string | undefined, wanted: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Marks that no field takes: controls other than line breaks and tabs, and those that turn text round. */
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The fields of a form. What a browser pastes along unseen is left out; bytes that are no UTF-8 are refused. */
function formOf(event: APIGatewayProxyEventV2): Record<string, string> {
  if (!isForm(event)) return {};
  const text = textOf(event);
  if (!decodes(text)) throw badEncoding('body');
  const fields = [...new URLSearchParams(text)];
  const names = fields.map(([name]) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  // Two answers to one question are none.
  if (twice !== undefined)
    throw new ProblemError(
      problem('invalid', { errors: [{ path: twice, message: 'is given twice: send it once' }] }),
    );
  return Object.fromEntries(fields.map(([name, value]) => [name, value.replace(unseen, '')]));
}
