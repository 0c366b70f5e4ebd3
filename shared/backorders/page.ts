import { page } from '../http/page.ts';
import { day, dayAndTime, type Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { formatMoney } from '../i18n/money.ts';
import { delayWords } from '../links/words.ts';
import type { Profile } from '../stores/profile.ts';
import type { Instant } from '../time/instant.ts';
import { refundFor, type LineOffer, type Offer } from './offer.ts';
import { type BackorderWords, backorderWords } from './words.ts';

/** What the page on which a customer chooses knows. No name, no address: a link can be passed on. */
export interface ChoiceModel {
  readonly locale: Locale;
  readonly profile: Profile;
  readonly orderId: string;
  readonly offer: Offer;
  readonly deadline: Instant;
  /** What was paid for the whole order, in minor units; undefined where nothing was. */
  readonly paid: number | undefined;
  readonly fault?: boolean;
}

const money = ({ profile, locale }: Pick<ChoiceModel, 'profile' | 'locale'>, amount: number): string =>
  formatMoney(amount, profile.currency, locale);

/** The question. Shows and changes nothing: mail scanners open links. */
export function choicePage(model: ChoiceModel): string {
  const { locale, orderId, offer, profile, deadline } = model;
  const w = backorderWords[locale];
  return frame(
    model,
    w.page.title(orderId),
    html`<p>${w.intro(orderId)}</p>
      ${model.fault && html`<p class="fault" role="alert">${w.page.choose}</p>`}
      <form method="post">
        ${offer.lines.map((line) => lineFields(model, w, line))} ${restFields(model, w)}
        <button>${w.page.send}</button>
      </form>
      <p class="hint">${silenceOf(model, w)}</p>
      <p class="hint">${w.page.until(dayAndTime(deadline, locale, profile.timeZone))}</p>`,
  );
}

const silenceOf = ({ profile, offer }: ChoiceModel, w: BackorderWords): string =>
  profile.backorders.silence === 'wait' ? w.silence.wait : w.silence.cancel(offer.paid);

/** The name of a line's field: line ids may be anything, names of fields may not. */
export const lineField = (at: number): string => `line-${String(at)}`;

function lineFields(model: ChoiceModel, w: BackorderWords, line: LineOffer): Html {
  const { locale, profile, offer } = model;
  const name = lineField(offer.lines.indexOf(line));
  const date = (at: Instant) => day(at, locale, profile.timeZone);
  const { wait } = line;
  return html`<fieldset>
    <legend>${w.lacks(line.lacking, line.name)}</legend>
    ${wait && option(name, 'wait', w.page.wait, w.page.waitHint(date(wait.from), date(wait.to), wait.basis))}
    ${option(
      name,
      'cancel',
      w.page.cancel,
      w.page.cancelHint(
        money(model, refundFor(offer, line.credit) || line.credit),
        refundFor(offer, line.credit) > 0,
      ),
    )}
    ${line.substitutes.map(({ sku, name: label, difference }) =>
      option(
        name,
        `substitute:${sku}`,
        w.page.substitute(label),
        w.page.substituteHint(
          difference === 0 ? undefined : money(model, Math.abs(difference)),
          difference > 0,
        ),
      ),
    )}
  </fieldset>`;
}

function restFields(model: ChoiceModel, w: BackorderWords): Html {
  const { offer, paid } = model;
  const all = w.page.cancelAllHint(paid === undefined ? undefined : money(model, paid));
  return html`<fieldset>
    <legend>${w.page.restQuestion}</legend>
    ${offer.rest && option('rest', 'ship-now', w.page.shipNow, w.page.shipNowHint)}
    ${option('rest', 'ship-together', w.page.shipTogether, w.page.shipTogetherHint)}
    ${option('rest', 'cancel', w.page.cancelAll, all)}
  </fieldset>`;
}

function option(name: string, value: string, label: string, hint: string): Html {
  const id = `${name}-${value}`.replaceAll(/[^A-Za-z0-9-]/g, '-');
  return html`<p>
    <input type="radio" name="${name}" id="${id}" value="${value}" aria-describedby="${id}-hint" />
    <label for="${id}">${label}</label><br /><span class="hint" id="${id}-hint">${hint}</span>
  </p>`;
}

/** What was decided, by him or by whoever was faster. */
export const decidedPage = (
  model: Pick<ChoiceModel, 'locale' | 'profile' | 'orderId'>,
  lines: readonly string[],
  his: boolean,
): string => {
  const w = backorderWords[model.locale];
  return frame(
    model,
    w.page.title(model.orderId),
    html`<p>${his ? w.page.done : w.page.chosen}</p>
      <ul>
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>`,
  );
};

export const overPage = (model: Pick<ChoiceModel, 'locale' | 'profile' | 'orderId'>): string => {
  const { over } = backorderWords[model.locale].page;
  return frame(model, over.title, html`<p>${over.text}</p>`);
};

function frame(
  { locale, profile }: Pick<ChoiceModel, 'locale' | 'profile'>,
  title: string,
  body: Html,
): string {
  const answer = delayWords[locale].contact(profile.contact.email, profile.contact.phone);
  return page({
    locale,
    title,
    narrow: true,
    body: html`${body}
      <p class="hint">${profile.name}. ${answer}</p>`,
  });
}
