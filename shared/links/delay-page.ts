import { day, dayAndTime, type Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { formatMoney } from '../i18n/money.ts';
import { page } from '../http/page.ts';
import type { MessageModel } from '../notices/message.ts';
import { stageLabel, words } from '../notices/words.ts';
import type { Profile } from '../stores/profile.ts';
import type { Instant } from '../time/instant.ts';
import { delayWords } from './words.ts';

/** What the page on which a customer keeps or cancels a late order knows. No name, no address: a link can be passed on. */
export interface DelayModel {
  readonly locale: Locale;
  readonly profile: Profile;
  readonly orderId: string;
  readonly stage: string;
  readonly since: Instant;
  readonly promisedAt?: Instant | undefined;
  readonly expected: MessageModel['expected'];
  readonly goods: readonly { readonly name: string; readonly quantity: number }[];
  /** What was paid and comes back on cancelling, in minor units; undefined where nothing was. */
  readonly refund: number | undefined;
  readonly until: Instant;
  readonly fault?: boolean;
}

/** The question. Shows and changes nothing: mail scanners open links. */
export function delayPage(model: DelayModel): string {
  const { locale, profile, orderId } = model;
  const w = delayWords[locale];
  const date = (at: Instant) => day(at, locale, profile.timeZone);
  const { expected, promisedAt, goods } = model;
  const until = dayAndTime(model.until, locale, profile.timeZone);
  return frame(model, w.title(orderId), [
    w.stage(stageLabel(model.stage, locale, profile.stages), date(model.since)),
    ...(promisedAt === undefined ? [] : [w.promised(date(promisedAt))]),
    expected ? w.range(words[locale].range(date(expected.p50), date(expected.p90))) : w.open,
    html`<h2>${w.goods}</h2>
      <ul>
        ${goods.map(({ name, quantity }) => html`<li>${quantity} × ${name}</li>`)}
      </ul>`,
    html`<form method="post">
      <fieldset>
        <legend>${w.question}</legend>
        ${model.fault && html`<p class="fault" role="alert">${w.choose}</p>`}
        ${option('keep', w.keep, w.keepHint)} ${option('cancel', w.cancel, w.cancelHint(amountOf(model)))}
      </fieldset>
      <button>${w.send}</button>
    </form>`,
    profile.delays.silence === 'cancel' ? w.ends(until) : w.stays,
    html`<p class="hint">${w.until(until)}</p>`,
  ]);
}

const option = (value: string, label: string, hint: string): Html =>
  html`<p>
    <input type="radio" name="choice" id="${value}" value="${value}" aria-describedby="${value}-hint" />
    <label for="${value}">${label}</label><br /><span class="hint" id="${value}-hint">${hint}</span>
  </p>`;

/** What was decided, or why nothing could be. */
export function outcomePage(
  model: Pick<DelayModel, 'locale' | 'profile' | 'orderId' | 'stage' | 'refund'>,
  outcome: 'kept' | 'cancelled' | 'over' | 'left',
): string {
  const { locale, profile, stage, orderId } = model;
  const w = delayWords[locale];
  switch (outcome) {
    case 'kept':
      return frame(model, w.kept.title, [w.kept.text]);
    case 'cancelled':
      return frame(model, w.cancelled.title, [w.cancelled.text(amountOf(model))]);
    case 'over':
      return frame(model, w.over.title, [w.over.text]);
    case 'left':
      return frame(model, w.left.title(orderId), [w.left.text(stageLabel(stage, locale, profile.stages))]);
  }
}

/** Of a link that nobody knows, nothing is said: not even whose it might be. */
export const unknownPage = (locale: Locale): string =>
  page({
    locale,
    title: delayWords[locale].unknown.title,
    narrow: true,
    body: html`<p>${delayWords[locale].unknown.text}</p>`,
  });

const amountOf = ({ refund, locale, profile }: Pick<DelayModel, 'refund' | 'locale' | 'profile'>) =>
  refund === undefined ? undefined : formatMoney(refund, profile.currency, locale);

function frame(
  { locale, profile }: { locale: Locale; profile: Profile },
  title: string,
  body: readonly (string | Html)[],
): string {
  const answer = delayWords[locale].contact(profile.contact.email, profile.contact.phone);
  return page({
    locale,
    title,
    narrow: true,
    body: html`${body.map((part) => (typeof part === 'string' ? html`<p>${part}</p>` : part))}
      <p class="hint">${profile.name}. ${answer}</p>`,
  });
}
