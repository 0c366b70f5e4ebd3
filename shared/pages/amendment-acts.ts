import { approvalWords } from '../amendments/approval-words.ts';
import { isEnded, waiting } from '../amendments/state.ts';
import { inLanguage } from '../http/page.ts';
import { type Html, html } from '../i18n/html.ts';
import type { AmendmentModel } from './amendment-model.ts';
import { amendmentsWords } from './amendments-words.ts';

/** The forms of an amendment's page: only what the viewer may do, and only now. */
export function acts(model: AmendmentModel): Html {
  const { amendment, may } = model;
  const open = !isEnded(amendment) && amendment.agreed === undefined;
  const asks = open && waiting(amendment).some(({ party }) => party !== 'customer');
  return html`${asks && may.decide && decision(model)}
  ${may.quote && amendment.status === 'awaiting-quote' && quote(model)}
  ${amendment.tasks
    .filter(
      ({ department, state }) =>
        may.tasks.includes(department) && state !== 'done' && (open || state === 'acknowledged'),
    )
    .map(({ department, state }) => task(model, department, state))}
  ${open && may.withdraw && withdrawal(model)}`;
}

function form({ viewer, amendment, version }: AmendmentModel, legend: string, body: Html): Html {
  return html`<form method="post" action="${inLanguage(`/staff/amendments/${amendment.id}`, viewer)}">
    <fieldset>
      <legend>${legend}</legend>
      <input type="hidden" name="csrf" value="${viewer.csrf}" />
      <input type="hidden" name="version" value="${version}" />
      <div class="actions">${body}</div>
    </fieldset>
  </form>`;
}

const input = (id: string, label: string, more: Html = html``): Html =>
  html`<span><label for="${id}">${label}</label><br /><input id="${id}" name="${id}" ${more} /></span>`;

const button = (value: string, label: string, plain = true): Html =>
  html`<button ${plain && html`class="plain"`} name="action" value="${value}">${label}</button>`;

function decision(model: AmendmentModel): Html {
  const w = amendmentsWords[model.locale];
  return form(
    model,
    w.decide,
    html`${input('comment', w.comment, html`maxlength="500"`)} ${button('approve', w.approve, false)}
    ${button('decline', w.decline)}`,
  );
}

function task(
  model: AmendmentModel,
  department: keyof (typeof approvalWords)['ro']['departments'],
  state: string,
): Html {
  const w = amendmentsWords[model.locale];
  const open = state === 'open';
  return form(
    model,
    `${w.tasks}: ${approvalWords[model.locale].departments[department]}`,
    html`<input type="hidden" name="department" value="${department}" />
      ${input(`note-${department}`, w.note, html`maxlength="500"`)}
      ${open && button('acknowledged', w.take, false)} ${button('done', w.done)}
      ${open && button('refused', w.refuse)}`,
  );
}

function quote(model: AmendmentModel): Html {
  const w = amendmentsWords[model.locale];
  const items = (model.assessment?.touched ?? []).filter(({ unlisted }) => unlisted);
  return form(
    model,
    w.quote,
    html`<span
        ><label for="lineId">${w.item}</label><br /><select id="lineId" name="lineId">
          ${items.map(({ line }) => html`<option value="${line.lineId}">${line.name}</option>`)}
        </select></span
      >
      ${input('cost', w.cost, html`inputmode="decimal" required`)}
      ${input('price', w.price, html`inputmode="decimal"`)}
      ${input('supplier', w.supplier, html`maxlength="80"`)}
      ${input('readyOn', w.readyOn, html`type="date" required`)}
      ${input('validOn', w.validOn, html`type="date" required`)} ${button('quote', w.sendQuote, false)}`,
  );
}

const withdrawal = (model: AmendmentModel): Html => {
  const w = amendmentsWords[model.locale];
  return form(model, w.withdraw, button('withdraw', w.withdraw));
};
