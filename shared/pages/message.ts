import { own } from '../kernel/own.ts';
import type { Locale } from '../i18n/dates.ts';
import type { Said } from './said.ts';
import { pageWords } from './words.ts';

/** What was just done, or why it was not, for the top of a page. */
export function messageOf(said: Said, locale: Locale): { kind: 'done' | 'fault'; text: string } | undefined {
  const w = pageWords[locale];
  if (said.said === undefined) return undefined;
  const why = said.why === undefined ? undefined : (own(w.refusals, said.why) ?? w.refused);
  const left = said.failed ? ` ${w.notAll(said.failed.split(',').join(', '))}` : '';
  if (said.said === 'refused') return { kind: 'fault', text: `${why ?? w.refused}${left}` };
  const done = w.said[said.said](Number(said.count ?? 1));
  return {
    kind: said.said === 'nothing' || left !== '' ? 'fault' : 'done',
    text: [`${done}${left}`, ...(why === undefined ? [] : [why])].join(' '),
  };
}
