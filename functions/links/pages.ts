import type { Answer, Request } from '../../shared/http/request.ts';
import type { Locale } from '../../shared/i18n/dates.ts';
import type { Head } from '../../shared/kernel/head.ts';
import type { Link, Purpose } from '../../shared/links/link.ts';

export type LinkRequest = Request<{ token: string }, { lang?: Locale | undefined }>;

/** What a link of one purpose shows, and how its form decides. Undefined where what it was about is gone. */
export interface LinkPages<P extends Purpose> {
  show(request: LinkRequest, link: Head<Link>, purpose: P): Promise<Answer | undefined>;
  decide(request: LinkRequest, link: Head<Link>, purpose: P): Promise<Answer | undefined>;
}

/** The language of a page that knows nobody: as asked for, as the browser says, else Romanian. */
export const localeOf = ({ query, headers }: LinkRequest): Locale =>
  query.lang ?? (/^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'ro');
