import { closeAllSessions, closeSession, openSession } from '../../shared/access/sessions.ts';
import { csrfToken, wholeLife } from '../../shared/access/session.ts';
import { tell } from '../../shared/access/audit.ts';
import { type Guesses } from '../../shared/access/guesses.ts';
import type { Principal } from '../../shared/access/principal.ts';
import { askSignIn, followLink, lookAtLink, storeOfLink } from '../../shared/access/sign-in.ts';
import { signInMail } from '../../shared/access/sign-in-mail.ts';
import type { IssuerCalls } from '../../shared/access/oidc-exchange.ts';
import type { Credentials } from '../../shared/access/verify.ts';
import { nextOf } from '../../shared/http/next.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import type { Answer, Request } from '../../shared/http/request.ts';
import { sessionPage, type SessionModel } from '../../shared/http/session-page.ts';
import { isSuppressed } from '../../shared/notices/contacts.ts';
import type { Mailer } from '../../shared/notices/channels.ts';
import { readCredential } from '../../shared/access/credential.ts';
import { same } from '../pipelines/authenticate.ts';
import { csrfCookie, csrfIn, noSession, sessionCookie } from '../pipelines/cookies.ts';
import type { HttpPorts } from '../pipelines/ports.ts';
import { tooMany, tooManyFailures } from '../pipelines/too-many-failures.ts';

export type WebPorts = HttpPorts & {
  readonly publicUrl: string;
  readonly mailer: Mailer;
  /** Takes as long as sending a mail does at most, so that the answer's time tells nothing of the address. */
  readonly settle: () => Promise<void>;
  /** The way to the issuers of OpenID Connect. */
  readonly issuers: IssuerCalls;
};

export type SignInPorts = WebPorts & { readonly guesses: Guesses; readonly credentials: Credentials };

/** The sign-in page in the reader's language, with a fresh token for its forms. */
export function signInPage(
  ports: WebPorts,
  request: Request,
  status: number,
  model: Omit<SessionModel, 'locale' | 'csrf'>,
): Answer {
  const csrf = ports.random(190);
  return {
    status,
    html: sessionPage({ ...model, locale: localeOf(request), csrf }),
    cookies: [csrfCookie(request.headers, csrf)],
  };
}

export const localeOf = ({ query, headers }: Request): 'ro' | 'en' =>
  (query as { lang?: 'ro' | 'en' } | undefined)?.lang ??
  (/^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'ro');

/** The forms of the sign-in page: a link asked for, a link followed, a credential shown. */
export async function signInByForm(
  ports: SignInPorts,
  request: Request,
  goToIssuer: (
    ports: SignInPorts,
    request: Request,
    store: string,
    next: string | undefined,
  ) => Promise<Answer>,
): Promise<Answer> {
  const { form, cookies, headers } = request;
  const next = nextOf(form['next']);
  const expected = csrfIn(headers, cookies);
  if (expected === '' || !same(form['csrf'], expected))
    return signInPage(ports, request, 403, { fault: 'out-of-date', next });
  if (form['link'] !== undefined) return byLink(ports, request, form['link'], next);
  if (form['store'] !== undefined) return goToIssuer(ports, request, form['store'].trim(), next);
  if (form['email'] !== undefined) {
    await askForLink(ports, request, { email: form['email'], next });
    return signInPage(ports, request, 200, { sent: true, next });
  }
  const shown = (form['credential'] ?? '').trim();
  const who = await ports.credentials.verify(shown);
  if (who) return entered(ports, request, who, next);
  const { store, id } = readCredential(shown) ?? {};
  await tooManyFailures(ports.guesses, { ...request, store, subject: id && `credential ${id}` });
  return signInPage(ports, request, 401, { fault: 'wrong', next });
}

/** Requests for links from one address within an hour, known addresses or not: a shop's whole staff behind one. */
const mostAsked = 60;

/** Refuses with 429 who asks for more links, or more ways to an issuer, than a shop's staff needs. */
export async function askedTooOften({ guesses }: SignInPorts, address: string): Promise<void> {
  const wait = await guesses.asked(address, mostAsked);
  if (wait !== undefined) throw tooMany(wait);
}

/** Sends links to whoever of the staff has the address; nothing of the answer or its time tells whether anybody has. */
export async function askForLink(
  ports: SignInPorts,
  { address, correlationId }: Request,
  wanted: { readonly email: string; readonly store?: string | undefined; readonly next?: string | undefined },
): Promise<void> {
  await askedTooOften(ports, address);
  const { email, store, next } = wanted;
  const work = askSignIn(
    ports,
    {
      email: email.slice(0, 254),
      ...(store === undefined ? {} : { store }),
      ...(next === undefined ? {} : { next }),
    },
    async ({ store: shop, person, link }) => {
      const profile = (await ports.profiles.fresh(shop))?.profile;
      if (!profile || person.email === undefined) return;
      if (await isSuppressed(ports.heads, shop, person.email)) return;
      await ports.mailer.send(signInMail(profile, { ...person, email: person.email }, link.url));
    },
  ).catch((error: unknown) => {
    // The answer stays the same; whoever waits for the link asks again.
    ports.log.error('sign-in link not sent', { correlationId, error });
  });
  await Promise.all([work, ports.settle()]);
}

/** The page of a link: whom it signs in. Nothing is consumed: mail scanners open links. */
export async function showLink(ports: SignInPorts, request: Request, token: string): Promise<Answer> {
  const next = nextOf((request.query as { next?: string }).next);
  const found = await lookAtLink(ports, token);
  if (found.done) return signInPage(ports, request, 200, { link: { token, ...found }, next });
  return overPage(ports, request, token, found.refusal.is, next);
}

async function byLink(
  ports: SignInPorts,
  request: Request,
  token: string,
  next: string | undefined,
): Promise<Answer> {
  const done = await followLink(ports, token);
  if (!done.done) return overPage(ports, request, token, done.refusal.is, next);
  const { store, actor } = done;
  await tell(
    ports,
    { store, kind: 'access', id: actor },
    { type: 'access.signed-in', data: { person: actor, at: ports.clock() } },
    actor,
  );
  return entered(ports, request, { store, actor, credentialId: '' }, next);
}

async function overPage(
  ports: SignInPorts,
  request: Request,
  token: string,
  why: 'link-unknown' | 'link-over',
  next: string | undefined,
): Promise<Answer> {
  if (why === 'link-unknown')
    await tooManyFailures(ports.guesses, { address: request.address, store: storeOfLink(token) });
  return signInPage(ports, request, why === 'link-unknown' ? 404 : 410, { fault: 'link-over', next });
}

export async function entered(
  ports: SignInPorts,
  { headers }: Request,
  who: Pick<Principal, 'store' | 'actor' | 'credentialId' | 'issuer'>,
  next: string | undefined,
): Promise<Answer> {
  const token = await openSession(ports, who, ports.random(256));
  return {
    status: 303,
    headers: { location: next ?? '/v1/session' },
    cookies: [sessionCookie(headers, token, wholeLife / 1_000)],
  };
}

/** Ends the session of the cookie, or every one of its person. The form must come from our own page. */
export async function signOut(
  ports: WebPorts,
  { form, headers }: Request,
  { token, who }: { readonly token: string; readonly who: Principal | undefined },
  everywhere = false,
): Promise<readonly string[]> {
  if (!same(form['csrf'] ?? headers['x-csrf-token'], csrfToken(token)))
    throw new ProblemError(problem('forbidden', { detail: 'The form is out of date. Open the page again.' }));
  if (everywhere && who) await closeAllSessions(ports, who.store, who.actor);
  await closeSession(ports, token);
  return noSession(headers);
}
