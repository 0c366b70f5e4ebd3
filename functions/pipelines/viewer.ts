import type { Place, Viewer } from '../../shared/http/page.ts';
import type { Request } from '../../shared/http/request.ts';
import type { Locale } from '../../shared/i18n/dates.ts';
import type { Profile } from '../../shared/stores/profile.ts';
import { csrfToken } from '../../shared/access/session.ts';
import { sessionToken, stationToken } from './cookies.ts';

/** For whom a page is made: in which language, and with which menu. */
export function viewerOf(
  request: Request,
  profile: Pick<Profile, 'staff' | 'locale'>,
  here?: Place,
): { locale: Locale; viewer: Viewer } {
  const { headers, cookies, who } = request;
  const token =
    who.station === undefined ? sessionToken({ headers }, cookies)?.value : stationToken(headers, cookies);
  const lang = asked(request);
  return {
    locale: localeOf(request, profile),
    viewer: {
      who: request.who,
      csrf: token === undefined ? '' : csrfToken(token),
      ...(lang === undefined ? {} : { lang }),
      ...(here === undefined ? {} : { here }),
    },
  };
}

const asked = ({ query }: Request): Locale | undefined => (query as { lang?: Locale } | undefined)?.lang;

/** The language that was asked for, else the person's own, the browser's, the shop's. */
export function localeOf(request: Request, profile: Pick<Profile, 'staff' | 'locale'>): Locale {
  const own = profile.staff.find(({ id }) => id === request.who.actor)?.locale;
  const browser = /^\s*(ro|en)\b/i.exec(request.headers['accept-language'] ?? '')?.[1]?.toLowerCase();
  return asked(request) ?? own ?? (browser as Locale | undefined) ?? profile.locale;
}
