import { own } from '../../shared/kernel/own.ts';
import { inLanguage } from '../../shared/http/page.ts';
import type { Answer, Request } from '../../shared/http/request.ts';
import { cut, isVisible } from '../../shared/i18n/graphemes.ts';
import type { Locale } from '../../shared/i18n/dates.ts';
import { type Said, withSaid } from '../../shared/pages/said.ts';
import { duration, type Duration, parseDuration } from '../../shared/time/instant.ts';

/** After a form the browser is sent on, so that a reload repeats nothing. */
export const seeOther = ({ query }: Request, path: string, said: Said): Answer => {
  const { lang } = (query ?? {}) as { lang?: Locale };
  return { status: 303, headers: { location: inLanguage(withSaid(path, said), lang ? { lang } : {}) } };
};

/** What was ticked in a list: the name after `pick.`, and the version that was shown. */
export const picked = ({ form }: Request): { id: string; version: number }[] =>
  Object.entries(form)
    .filter(([name]) => name.startsWith('pick.'))
    .map(([name, value]) => ({ id: name.slice('pick.'.length), version: Number(value) }))
    .filter(({ id, version }) => /^[A-Za-z0-9._~:-]{1,220}$/.test(id) && Number.isInteger(version))
    .slice(0, 200);

/** A text field, one line of it, within its bound; undefined where nothing was written that can be seen. */
export function field({ form }: Request, name: string, most: number): string | undefined {
  const text = cut((own(form, name) ?? '').replace(/\s+/g, ' ').trim(), most);
  return isVisible(text) ? text : undefined;
}

/** For how long something is put off: one of the lengths that the form offers, a month at the most. */
export function pause({ form }: Request): Duration | undefined {
  const length = parseDuration(form['until'] ?? '');
  return length === undefined || length <= 0 || length > duration(31 * 86_400_000) ? undefined : length;
}
