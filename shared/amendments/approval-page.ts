import { own } from '../kernel/own.ts';
import { page } from '../http/page.ts';
import { day, dayAndTime, type Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { formatMoney } from '../i18n/money.ts';
import { actorName } from '../pages/timeline.ts';
import type { Profile } from '../stores/profile.ts';
import type { Instant } from '../time/instant.ts';
import { approvalWords } from './approval-words.ts';
import type { Change } from './bodies.ts';
import { changesIn, costTable } from './showing.ts';
import type { Amendment } from './state.ts';
import type { AssessmentText } from './terms.ts';
import { amendmentWords } from './words.ts';

/** What somebody who is asked must see: exact lines, cost and date, the risk, and what it earns. */
export interface ApprovalModel {
  readonly locale: Locale;
  readonly profile: Profile;
  readonly amendment: Amendment;
  readonly changes: readonly Change[];
  readonly assessment: AssessmentText;
}

/** The question to one of the staff, on the page behind his own link. Shows and changes nothing. */
export function approvalPage(
  model: ApprovalModel,
  asked: { readonly party: string; readonly until: Instant; readonly fault?: 'choose' | 'reason' },
): string {
  const { locale, amendment, profile } = model;
  const w = approvalWords[locale];
  return page({
    locale,
    title: w.title(amendment.orderId),
    narrow: true,
    body: html`${matterOf(model)}
      <form method="post">
        <fieldset>
          <legend>${w.question}</legend>
          <p>${w.as(own(w.roles, asked.party) ?? asked.party)}</p>
          ${asked.fault && html`<p class="fault" role="alert">${asked.fault === 'reason' ? w.reasonMissing : w.choose}</p>`}
          <p>
            <input type="radio" name="choice" id="approve" value="approve" />
            <label for="approve">${w.approve}</label>
          </p>
          <p>
            <input type="radio" name="choice" id="decline" value="decline" />
            <label for="decline">${w.decline}</label>
          </p>
          <p>
            <label for="comment">${w.reason}</label><br />
            <input id="comment" name="comment" maxlength="500" />
          </p>
        </fieldset>
        <button>${w.send}</button>
      </form>
      <p class="hint">${w.until(dayAndTime(asked.until, locale, profile.timeZone))}</p>`,
  });
}

/** What is decided on, for every page that shows it. */
export function matterOf(model: ApprovalModel): Html {
  const { locale, profile, amendment, assessment, changes } = model;
  const w = approvalWords[locale];
  return html`<p>${w.asked(actorName(amendment.onBehalfOf ?? amendment.requestedBy, profile, locale))}</p>
    <h2>${w.what}</h2>
    <ul>
      ${changesIn(assessment.touched, changes, profile, locale).map((text) => html`<li>${text}</li>`)}
    </ul>
    <h2>${amendmentWords[locale].cost.title}</h2>
    ${costTable(assessment.cost, profile, locale)} ${facts(model).map((text) => html`<p>${text}</p>`)}`;
}

/** Margin, stock, date and risk, in sentences. */
export function facts({ locale, profile, amendment, assessment }: ApprovalModel): string[] {
  const w = approvalWords[locale];
  const { cost, risk, supply, promisedAt, verdict } = assessment;
  const date = (at: Instant) => day(at, locale, profile.timeZone);
  const percent = (share: number) => `${String(Math.round(share * 100))} %`;
  const { margin } = cost;
  const refused = amendment.refusedBy ?? [];
  return [
    ...supply.map(({ name, free, toBuy, state }) =>
      state === 'unavailable' ? w.unavailable(name) : w.supply(name, free, toBuy),
    ),
    ...(promisedAt === undefined ? [] : [w.date(date(promisedAt))]),
    `${w.verdicts[verdict]} ${w.risk(percent(risk.now), percent(risk.with), date(risk.safeDay))}`,
    margin
      ? w.margin(
          formatMoney(margin.amount, profile.currency, locale),
          margin.basisPoints === null ? '' : ` (${String(margin.basisPoints / 100)} %)`,
        )
      : w.marginUnknown,
    ...(refused.length > 0 ? [w.refusedBy(refused.map((one) => w.departments[one]).join(', '))] : []),
  ];
}

/** What was decided, or why nothing could be. */
export function approvalOutcome(
  locale: Locale,
  outcome: 'approved' | 'declined' | 'over' | 'changed' | 'own' | 'address',
): string {
  const { title, text } = approvalWords[locale][outcome];
  return page({ locale, title, narrow: true, body: html`<p>${text}</p>` });
}
