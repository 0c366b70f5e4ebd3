import { own } from '../kernel/own.ts';
import type { Locale } from '../i18n/dates.ts';
import { en } from './words-en.ts';
import { ro } from './words-ro.ts';
import type { Words } from './wording.ts';

export const words: Readonly<Record<Locale, Words>> = { ro, en };

/** The name of a stage in a reader's words: the shop's own, else the usual, else the bare name. */
export function stageLabel(
  name: string,
  locale: Locale,
  stages: readonly { readonly name: string; readonly label?: Readonly<Record<Locale, string>> | undefined }[],
): string {
  return (
    stages.find((found) => found.name === name)?.label?.[locale] ?? own(words[locale].labels, name) ?? name
  );
}
