import { day, type Locale } from '../i18n/dates.ts';
import { formatMoney } from '../i18n/money.ts';
import type { Profile } from '../stores/profile.ts';
import type { Decided } from './case.ts';
import { sumsOf } from './content.ts';
import { type Offer, refundFor } from './offer.ts';
import { backorderWords } from './words.ts';

/** What was decided, line by line, and what it means in money; the page, the letter and staff read the same. */
export function outcomeLines(
  { choice, by, waitUntil }: Pick<Decided, 'choice' | 'by' | 'waitUntil'>,
  offer: Offer,
  profile: Pick<Profile, 'currency' | 'timeZone'>,
  locale: Locale,
): string[] {
  const w = backorderWords[locale].settled;
  const money = (amount: number) => formatMoney(amount, profile.currency, locale);
  const silent = by === 'deadline' ? [w.silent] : [];
  if (choice.rest === 'cancel') return [...silent, w.whole];
  const said = choice.lines.flatMap(({ lineId, choice: what, substituteSku }) => {
    const line = offer.lines.find((one) => one.lineId === lineId);
    if (!line) return [];
    if (what === 'wait')
      return [
        w.wait(line.name, waitUntil === undefined ? undefined : day(waitUntil, locale, profile.timeZone)),
      ];
    if (what === 'cancel') return [w.cancel(line.name)];
    const instead = line.substitutes.find(({ sku }) => sku === substituteSku)?.name ?? substituteSku ?? '';
    return [w.substitute(line.name, instead)];
  });
  const { credit, charge } = sumsOf(choice, offer);
  const back = refundFor(offer, credit - charge);
  return [
    ...silent,
    ...said,
    ...(back > 0 ? [w.refund(money(back))] : credit > 0 ? [w.less(money(credit))] : []),
    ...(charge > 0 ? [w.more(money(charge))] : []),
    ...(offer.rest ? [w.rest[choice.rest]] : []),
  ];
}
