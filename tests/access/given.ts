import type { Credential } from '../../shared/access/credential.ts';
import { inProcess } from '../support/in-process.ts';
import { electrosmart } from '../support/shops.ts';

/** A shop with three people: two admins, and one of finance. */
export const people = [
  { id: 'ana', name: 'Ana', email: 'ana@shop.example', phone: '+40700000001', roles: ['admin', 'operator'] },
  { id: 'bogdan', name: 'Bogdan', email: 'bogdan@shop.example', locale: 'en', roles: ['admin'] },
  {
    id: 'corina',
    name: 'Corina',
    email: 'corina@shop.example',
    phone: '+40700000003',
    roles: ['finance', 'supervisor'],
  },
];

export const shop = { ...electrosmart, storeId: 'teashop', staff: people } as never;

export type World = Awaited<ReturnType<typeof inProcess>>;
export const world = (at?: string): Promise<World> => inProcess(at, { shop });

/** The profile with other staff, as an admin would put it. */
export async function putStaff(given: World, staff: readonly unknown[]): Promise<void> {
  const { version: _, rearming: __, ...profile } = (await given.call('GET /v1/store', {})).body;
  const put = await given.call('PUT /v1/store', { body: { ...profile, staff } });
  if (put.status !== 200) throw new Error(JSON.stringify(put.body));
}

const formType = { 'content-type': 'application/x-www-form-urlencoded', authorization: '' };
const nameAndValue = (cookie: string): string => cookie.split(';')[0] ?? '';

/** Posts a form of the sign-in page, with the token of a page opened before. */
export async function signInForm(given: World, fields: Record<string, string>, sourceIp?: string) {
  const from = sourceIp === undefined ? {} : { sourceIp };
  const page = await given.call('GET /v1/session', { headers: { authorization: '' }, ...from });
  const cookie = nameAndValue(page.cookies[0] ?? '');
  const csrf = cookie.slice(cookie.indexOf('=') + 1);
  return given.call('POST /v1/session', {
    text: new URLSearchParams({ ...fields, csrf }).toString(),
    headers: formType,
    cookies: [cookie],
    ...from,
  });
}

/** The token of the last sign-in link that was sent. */
export const sentLink = ({ mails }: World): string =>
  new URL(/https:\S+/.exec(mails.at(-1)?.text ?? '')?.[0] ?? 'https://none.example').searchParams.get(
    'link',
  ) ?? '';

/** Signs somebody in by a link to his own address; the session's cookie. */
export async function signIn(given: World, email: string): Promise<string> {
  await given.call('POST /v1/session', { body: { email }, headers: { authorization: '' } });
  const entered = await signInForm(given, { link: sentLink(given) });
  if (entered.status !== 303) throw new Error(`not signed in: ${String(entered.status)}`);
  return nameAndValue(entered.cookies[0] ?? '');
}

/** A call with a session's cookie and the token of our own page's forms. */
export async function withSession(
  given: World,
  cookie: string,
  route: string,
  more: Parameters<World['call']>[1] = {},
) {
  const page = await given.call('GET /v1/session', { headers: { authorization: '' }, cookies: [cookie] });
  const csrf = /name="csrf" value="([^"]+)"/.exec(String(page.body))?.[1] ?? '';
  return given.call(route, {
    ...more,
    headers: { authorization: '', 'x-csrf-token': csrf, ...more.headers },
    cookies: [cookie],
  });
}

export const minutes = 60_000;
export const hours = 60 * minutes;
export const days = 24 * hours;

/** What the release 0.1.0 wrote for a credential, into the state table. */
export async function issued010(
  given: World,
  {
    id,
    secretHash,
    actor,
    roles,
  }: { id: string; secretHash: string; actor: string; roles: Credential['roles'] },
): Promise<void> {
  await given.heads.commit({
    key: { store: 'teashop' as never, kind: 'credential', id },
    expected: 0,
    state: { actor, roles, secretHash },
    events: [{ type: 'credential.issued', data: { actor, roles } }],
    at: given.ports.clock(),
    actor: 'admin-function',
    indexes: { list: { partition: 'teashop#credential', sort: actor } },
    receipts: [],
  });
}
