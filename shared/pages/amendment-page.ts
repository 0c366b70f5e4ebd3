import { own } from '../kernel/own.ts';
import { untilOf } from '../amendments/agenda.ts';
import { matterOf } from '../amendments/approval-page.ts';
import { approvalWords } from '../amendments/approval-words.ts';
import { numberOf } from '../amendments/documents/view.ts';
import { documentWords } from '../amendments/documents/words.ts';
import { riskIn } from '../amendments/showing.ts';
import { isEnded, waiting } from '../amendments/state.ts';
import type { AssessmentText } from '../amendments/terms.ts';
import { amendmentWords } from '../amendments/words.ts';
import { inLanguage, page } from '../http/page.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { formatMoney } from '../i18n/money.ts';
import type { Instant } from '../time/instant.ts';
import { acts } from './amendment-acts.ts';
import type { AmendmentModel } from './amendment-model.ts';
import { amendmentsWords } from './amendments-words.ts';
import { messageOf } from './message.ts';
import { actorName } from './timeline.ts';

/** An amendment: what changes line by line, what it means, who must agree, whose work it is, and what may be done now. */
export function amendmentPage(model: AmendmentModel): string {
  const { locale, viewer, amendment, assessment } = model;
  const w = amendmentsWords[locale];
  return page({
    locale,
    viewer,
    title: w.one(amendment.orderId),
    message: messageOf(model.said, locale),
    body: html`<p>
        <strong>${w.statuses[amendment.status]}</strong>${
          isEnded(amendment) &&
          amendment.why !== undefined &&
          html`: ${own(w.reasons, amendment.why) ?? amendment.why}`
        }
      </p>
      ${assessment && matterOf({ ...model, assessment })} ${assessment && alternatives(model, assessment)}
      ${approvals(model)} ${tasks(model)} ${acts(model)} ${documents(model)}
      <p>
        <a href="${inLanguage(`/staff/orders/${amendment.orderId}`, viewer)}"
          >${w.toOrder} ${amendment.orderId}</a
        >
      </p>`,
  });
}

function alternatives({ locale, profile }: AmendmentModel, { alternatives: all }: AssessmentText): Html {
  if (all.length === 0) return html``;
  return html`<h2>${amendmentsWords[locale].alternatives}</h2>
    <ul>
      ${all.map(
        (one) =>
          html`<li>
            ${amendmentWords[locale].alternatives[one.id]}:
            ${formatMoney(one.cost.total.gross, profile.currency, locale)}.
            ${riskIn(one, profile, locale).join(' ')}
          </li>`,
      )}
    </ul>`;
}

function approvals({ locale, profile, amendment }: AmendmentModel): Html {
  const w = amendmentsWords[locale];
  if (amendment.approvals.length === 0) return html``;
  const time = (at: Instant) => dayAndTime(at, locale, profile.timeZone);
  const asked = isEnded(amendment) ? [] : waiting(amendment);
  return html`<h2>${w.approvals}</h2>
    <ul>
      ${amendment.approvals.map((one) => {
        const who = w.approval(approvalWords[locale].roles[one.party] ?? one.party, one.rules.join(', '));
        const stand =
          one.at !== undefined
            ? [
                w.approved(actorName(one.by ?? '', profile, locale), time(one.at)),
                ...(one.standsFor === undefined
                  ? []
                  : [w.standsFor(actorName(one.standsFor, profile, locale))]),
              ].join(', ')
            : asked.includes(one)
              ? w.waiting(time(untilOf(one, amendment)))
              : isEnded(amendment)
                ? '–'
                : w.later;
        return html`<li>${who}: ${stand}</li>`;
      })}
    </ul>`;
}

function tasks({ locale, profile, amendment }: AmendmentModel): Html {
  const w = amendmentsWords[locale];
  if (amendment.tasks.length === 0) return html``;
  return html`<h2>${w.tasks}</h2>
    <ul>
      ${amendment.tasks.map(
        ({ department, state, by }) =>
          html`<li>
            ${approvalWords[locale].departments[department]}:
            ${w.taskStates[state]}${by !== undefined && html`, ${actorName(by, profile, locale)}`}.
            <span class="soft">${approvalWords[locale].mail.work[department]}</span>
          </li>`,
      )}
    </ul>`;
}

function documents({ locale, viewer, amendment, documents: all }: AmendmentModel): Html {
  if (all.length === 0) return html``;
  const names = documentWords[locale].titles;
  return html`<h2>${amendmentsWords[locale].documents}</h2>
    <ul>
      ${all.map(
        ({ text, voided }) =>
          html`<li>
            <a href="${inLanguage(`/v1/orders/${amendment.orderId}/documents/${text.documentId}`, viewer)}"
              >${names[text.kind]} ${numberOf(text) ?? ''}</a
            >${voided && html` <span class="soft">${documentWords[locale].void(voided.replacedBy)}</span>`}
          </li>`,
      )}
    </ul>`;
}
