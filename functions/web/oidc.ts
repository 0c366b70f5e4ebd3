import { tell } from '../../shared/access/audit.ts';
import { beginOidc, finishOidc, type OidcPorts } from '../../shared/access/oidc.ts';
import { nextOf } from '../../shared/http/next.ts';
import type { Answer, Request } from '../../shared/http/request.ts';
import { same } from '../pipelines/authenticate.ts';
import { oidcCookie, oidcIn } from '../pipelines/cookies.ts';
import { tooManyFailures } from '../pipelines/too-many-failures.ts';
import { askedTooOften, entered, signInPage, type SignInPorts } from './sign-in.ts';

/** Sends the browser to the issuer that the shop's profile names. The state goes along in a cookie of its own. */
export async function goToIssuer(
  ports: SignInPorts,
  request: Request,
  store: string,
  next: string | undefined,
): Promise<Answer> {
  await askedTooOften(ports, request.address);
  const begun = await beginOidc(oidc(ports), store, next).catch((error: unknown) => {
    ports.log.warn('issuer not reached', { store, error });
    return undefined;
  });
  if (!begun?.done) return signInPage(ports, request, 422, { fault: 'no-issuer', next });
  // A link, not a redirect: pages let their forms lead nowhere but to ourselves.
  const shown = signInPage(ports, request, 200, { issuer: begun.location });
  return { ...shown, cookies: [oidcCookie(request.headers, begun.state)] };
}

/** Back from the issuer: only in the browser that was sent there, only once. */
export async function backFromIssuer(ports: SignInPorts, request: Request): Promise<Answer> {
  const { state = '', code = '' } = request.query as { state?: string; code?: string };
  const refused = (status: number) => signInPage(ports, request, status, { fault: 'not-identified' });
  if (state === '' || !same(oidcIn(request.headers, request.cookies), state)) return refused(403);
  const done = await finishOidc(oidc(ports), { state, code }).catch((error: unknown) => {
    ports.log.warn('issuer not reached', { error });
    return undefined;
  });
  if (!done) return refused(502);
  if (!done.done) {
    if (done.refusal.is === 'state-unknown')
      await tooManyFailures(ports.guesses, { address: request.address });
    return refused(done.refusal.is === 'state-over' ? 410 : 401);
  }
  const { store, actor, issuer } = done;
  await tell(
    ports,
    { store, kind: 'access', id: actor },
    { type: 'access.signed-in', data: { person: actor, at: ports.clock() } },
    actor,
  );
  return entered(ports, request, { store, actor, credentialId: '', issuer }, nextOf(done.next));
}

const oidc = ({ heads, access, profiles, clock, random, publicUrl, issuers }: SignInPorts): OidcPorts => ({
  ...{ heads, access, profiles, clock, random, publicUrl, issuers },
});
