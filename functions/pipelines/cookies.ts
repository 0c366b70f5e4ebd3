import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** Bound to the host and to https by its name: no other host of the domain can set it. */
const hostCookie = '__Host-veghe_session';
/** On this machine, over plain http, browsers take no such name; and what 0.1.0 gave out was called so. */
const plainCookie = 'veghe_session';
const hostCsrf = '__Host-veghe_csrf';
const plainCsrf = 'veghe_csrf';

/** Secure also on this machine: browsers take localhost for a safe place. */
const attributes = 'Path=/; HttpOnly; Secure; SameSite=Lax';

export function cookiesOf(event: APIGatewayProxyEventV2): Record<string, string> {
  return Object.fromEntries(
    (event.cookies ?? []).flatMap((cookie) => {
      const at = cookie.indexOf('=');
      return at < 1 ? [] : [[cookie.slice(0, at).trim(), cookie.slice(at + 1).trim()]];
    }),
  );
}

/** Does the request come over plain http, which only this machine serves? API Gateway takes nothing but https. */
export const isPlain = (headers: Headers): boolean => headers['x-forwarded-proto'] === 'http';

export type Headers = Readonly<Record<string, string | undefined>>;

export interface SessionToken {
  readonly value: string;
  /** It came under the plain name: on https that is a session of 0.1.0, or somebody else's doing. */
  readonly plain: boolean;
}

/** The session's cookie, by the name that is good for how the request came. */
export function sessionToken(
  { headers }: { readonly headers: Headers },
  cookies: Readonly<Record<string, string>>,
): SessionToken | undefined {
  const [host, plain] = [cookies[hostCookie], cookies[plainCookie]];
  if (host !== undefined) return { value: host, plain: false };
  return plain === undefined ? undefined : { value: plain, plain: !isPlain(headers) };
}

export const sessionCookie = (headers: Headers, value: string, seconds: number): string =>
  `${isPlain(headers) ? plainCookie : hostCookie}=${value}; ${attributes}; Max-Age=${String(seconds)}`;

/** Takes every name of it away. */
export const noSession = (headers: Headers): string[] =>
  [...(isPlain(headers) ? [] : [hostCookie]), plainCookie].map(
    (name) => `${name}=; ${attributes}; Max-Age=0`,
  );

export const csrfCookie = (headers: Headers, value: string): string =>
  `${isPlain(headers) ? plainCsrf : hostCsrf}=${value}; ${attributes}; Max-Age=3600`;

export const csrfIn = (headers: Headers, cookies: Readonly<Record<string, string>>): string =>
  cookies[isPlain(headers) ? plainCsrf : hostCsrf] ?? '';

const hostStation = '__Host-veghe_station';
const plainStation = 'veghe_station';

/** The cookie of a device that is a warehouse station. */
export const stationToken = (
  headers: Headers,
  cookies: Readonly<Record<string, string>>,
): string | undefined => cookies[isPlain(headers) ? plainStation : hostStation];

export const stationCookie = (headers: Headers, value: string, seconds: number): string =>
  `${isPlain(headers) ? plainStation : hostStation}=${value}; ${attributes}; Max-Age=${String(seconds)}`;

const hostOidc = '__Host-veghe_oidc';
const plainOidc = 'veghe_oidc';

/** What a browser that was sent to an issuer must bring back. Lax: it comes back from another site. */
export const oidcCookie = (headers: Headers, state: string): string =>
  `${isPlain(headers) ? plainOidc : hostOidc}=${state}; ${attributes}; Max-Age=600`;

export const oidcIn = (headers: Headers, cookies: Readonly<Record<string, string>>): string =>
  cookies[isPlain(headers) ? plainOidc : hostOidc] ?? '';
