import { badgeForm, pinForm, setBadge, setPin } from '../../shared/access/badges.ts';
import type { Principal } from '../../shared/access/principal.ts';
import { csrfToken } from '../../shared/access/session.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import type { Answer, Request } from '../../shared/http/request.ts';
import { sessionPage } from '../../shared/http/session-page.ts';
import { same } from '../pipelines/authenticate.ts';
import { localeOf, type WebPorts } from './sign-in.ts';

/**
 * A person sets his own PIN and badge, from his own session: nobody sets another's, for who knows it acts as him. A machine
 * has none.
 */
export async function setCodes(
  ports: WebPorts,
  request: Request,
  token: string,
  who: Principal,
): Promise<Answer> {
  const { form } = request;
  if (!same(form['csrf'], csrfToken(token)))
    throw new ProblemError(problem('forbidden', { detail: 'The form is out of date. Open the page again.' }));
  const [pin = '', badge = ''] = [form['pin']?.trim(), form['badge']?.trim()];
  const page = { locale: localeOf(request), csrf: csrfToken(token), who };
  const fits =
    who.kind === 'person' &&
    (pin !== '' || badge !== '') &&
    (pin === '' || pinForm.test(pin)) &&
    (badge === '' || badgeForm.test(badge));
  if (!fits || (badge !== '' && !(await setBadge(ports.access, who.store, who.actor, badge))))
    return { status: 422, html: sessionPage({ ...page, fault: 'codes-wrong' }) };
  if (pin !== '') await setPin(ports.access, who.store, who.actor, { pin, salt: ports.random(128) });
  return { status: 200, html: sessionPage({ ...page, kept: true }) };
}
