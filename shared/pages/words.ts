import type { Locale } from '../i18n/dates.ts';
import { en } from './words-en.ts';
import { ro } from './words-ro.ts';
import type { PageWords } from './wording.ts';

/** The words of the pages of staff. */
export const pageWords: Readonly<Record<Locale, PageWords>> = { ro, en };
