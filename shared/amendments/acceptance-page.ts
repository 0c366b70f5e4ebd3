import { page } from '../http/page.ts';
import { day, dayAndTime, type Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { formatMoney } from '../i18n/money.ts';
import type { Profile } from '../stores/profile.ts';
import type { Instant } from '../time/instant.ts';
import { acceptanceWords } from './acceptance-words.ts';
import type { Change } from './bodies.ts';
import { changesIn, costTable, riskIn } from './showing.ts';
import type { AssessmentText } from './terms.ts';
import { amendmentWords } from './words.ts';

/** What the page on which a customer agrees to a change knows. No name: a link can be passed on. */
export interface AcceptanceModel {
  readonly locale: Locale;
  readonly profile: Profile;
  readonly orderId: string;
  readonly changes: readonly Change[];
  readonly assessment: AssessmentText;
  readonly until: Instant;
  /** A company accepts an addendum, under a number of its own. */
  readonly company: boolean;
  readonly orderNumber: string | undefined;
  readonly fault?: boolean;
}

/** The question: exact items, the cost with VAT, the date and its risk in plain words. Shows and changes nothing. */
export function acceptancePage(model: AcceptanceModel): string {
  const { locale, profile, orderId, assessment, company } = model;
  const w = acceptanceWords[locale];
  const date = (at: Instant) => day(at, locale, profile.timeZone);
  const { promisedAt, cost } = assessment;
  return frame(model, company ? w.company(orderId) : w.title(orderId), [
    html`<p>${w.intro}</p>`,
    html`<h2>${w.what}</h2>
      <ul>
        ${changesIn(assessment.touched, model.changes, profile, locale).map((text) => html`<li>${text}</li>`)}
      </ul>`,
    html`<h2>${amendmentWords[locale].cost.title}</h2>
      ${costTable(cost, profile, locale)}`,
    html`<p>
      ${promisedAt !== undefined && w.date(date(promisedAt))} ${riskIn(assessment, profile, locale).join(' ')}
    </p>`,
    form(model),
    html`<p>${w.silence}</p>
      <p class="hint">${w.until(dayAndTime(model.until, locale, profile.timeZone))}</p>`,
  ]);
}

function form(model: AcceptanceModel): Html {
  const { locale, profile, assessment, company, orderNumber, fault } = model;
  const w = acceptanceWords[locale];
  const { gross } = assessment.cost.total;
  return html`<form method="post">
    <fieldset>
      <legend>${w.question}</legend>
      ${fault && html`<p class="fault" role="alert">${w.choose}</p>`}
      ${option('accept', gross > 0 ? w.accept(formatMoney(gross, profile.currency, locale)) : w.acceptFree)}
      ${assessment.alternatives.map((one) => {
        const sum = formatMoney(one.cost.total.gross, profile.currency, locale);
        const label = w.alternative(amendmentWords[locale].alternatives[one.id], sum);
        const hint = [
          ...(one.promisedAt === undefined ? [] : [w.date(day(one.promisedAt, locale, profile.timeZone))]),
          ...riskIn(one, profile, locale),
        ].join(' ');
        return option(`alternative:${one.id}`, label, hint);
      })}
      ${option('decline', w.decline, w.declineHint)}
    </fieldset>
    ${
      company &&
      html`<p>
        <label for="orderNumber">${w.orderNumber}</label><br />
        <input id="orderNumber" name="orderNumber" maxlength="60" value="${orderNumber ?? ''}" />
      </p>`
    }
    <button>${w.send}</button>
  </form>`;
}

function option(value: string, label: string, hint?: string): Html {
  const id = value.replace(':', '-');
  return html`<p>
    <input
      type="radio"
      name="choice"
      id="${id}"
      value="${value}"
      ${hint !== undefined && html`aria-describedby="${id}-hint"`}
    />
    <label for="${id}">${label}</label>${
      hint !== undefined && html`<br /><span class="hint" id="${id}-hint">${hint}</span>`
    }
  </p>`;
}

/** What was decided, or why nothing could be. */
export function acceptanceOutcome(
  model: { readonly locale: Locale; readonly profile: Profile },
  outcome: 'accepted' | 'declined' | 'chosen' | 'over',
): string {
  const { title, text } = acceptanceWords[model.locale][outcome];
  return frame(model, title, [html`<p>${text}</p>`]);
}

const frame = (
  { locale, profile }: { readonly locale: Locale; readonly profile: Profile },
  title: string,
  body: readonly Html[],
): string =>
  page({
    locale,
    title,
    narrow: true,
    body: html`${body}
      <p class="hint">
        ${[profile.name, profile.contact.email, profile.contact.phone].filter(Boolean).join(' · ')}
      </p>`,
  });
