import { own } from '../kernel/own.ts';
import { inLanguage } from '../http/page.ts';
import { dayAndTime, isoDay } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { stageLabel } from '../notices/words.ts';
import { isOpen } from '../orders/state.ts';
import type { OrderModel } from './order-model.ts';
import { actorName } from './timeline.ts';
import { pageWords } from './words.ts';

/** The forms of an order's page. Each carries the version it was made of: what has changed since is looked at first. */
export function actions(model: OrderModel): Html {
  const { may, line } = model;
  return html`${line.level && (may.take || may.snooze) && stall(model)} ${checklist(model)}
  ${may.move && move(model)} ${may.promise && notifyNow(model)} ${may.promise && promise(model)}
  ${may.hold && hold(model)} ${may.correct && correct(model)}`;
}

const form = ({ viewer, version, order }: OrderModel, body: Html): Html =>
  html`<form method="post" action="${inLanguage(`/staff/orders/${order.id}`, viewer)}">
    <input type="hidden" name="csrf" value="${viewer.csrf}" />
    <input type="hidden" name="version" value="${version}" />
    ${body}
  </form>`;

const input = (id: string, label: string, more: Html = html``): Html =>
  html`<span><label for="${id}">${label}</label><br /><input id="${id}" name="${id}" ${more} /></span>`;

function stall(model: OrderModel): Html {
  const w = pageWords[model.locale];
  const { act } = w;
  return form(
    model,
    html`<fieldset>
      <legend>${act.one}</legend>
      ${
        model.may.take &&
        html`<p class="actions">
          ${input('cause', act.cause, html`maxlength="100"`)}
          <button name="action" value="acknowledge">${act.take}</button>
        </p>`
      }
      ${
        model.may.snooze &&
        html`<p class="actions">
          <span
            ><label for="until">${act.until}</label><br /><select id="until" name="until">
              ${w.pauses.map(({ length, label }) => html`<option value="${length}">${label}</option>`)}
            </select></span
          >
          ${input('snooze-reason', act.reason, html`maxlength="200"`)}
          <button class="plain" name="action" value="snooze">${act.snooze}</button>
        </p>`
      }
    </fieldset>`,
  );
}

function checklist(model: OrderModel): Html {
  const { locale, profile, order, may } = model;
  const w = pageWords[locale];
  const items = profile.stages.find(({ name }) => name === order.stay.stage)?.checklist ?? [];
  if (items.length === 0) return html``;
  return form(
    model,
    html`<fieldset>
      <legend>${w.order.checklist}</legend>
      <ul>
        ${items.map(({ id, label, mandatory }) => {
          const tick = own(order.ticks, id);
          const state = tick
            ? w.order.tickedBy(
                actorName(tick.by, profile, locale),
                dayAndTime(tick.at, locale, profile.timeZone),
              )
            : mandatory && w.order.mandatory;
          return html`<li>
            ${label[locale]} ${state && html`<span class="soft">(${state})</span>`}
            ${
              may.tick &&
              html`<button class="plain" name="${tick ? 'untick' : 'tick'}" value="${id}">
                ${tick ? w.act.untick : w.act.tick}<span class="skip"> ${label[locale]}</span>
              </button>`
            }
          </li>`;
        })}
      </ul>
    </fieldset>`,
  );
}

function stageSelect({ locale, profile }: OrderModel, id: string, names: readonly string[]): Html {
  return html`<span
    ><label for="${id}">${pageWords[locale].act.moveTo}</label><br /><select id="${id}" name="${id}">
      ${names.map((name) => html`<option value="${name}">${stageLabel(name, locale, profile.stages)}</option>`)}
    </select></span
  >`;
}

function move(model: OrderModel): Html {
  const { profile, order, locale } = model;
  const { act } = pageWords[locale];
  const stages = new Map(profile.stages.map((stage) => [stage.name, stage]));
  const names = (stages.get(order.stay.stage)?.next ?? []).filter((name) => !stages.get(name)?.retired);
  return form(
    model,
    html`<p class="actions">
      ${stageSelect(model, 'stage', names)} ${input('note', act.note, html`maxlength="1000"`)}
      <button name="action" value="move">${act.move}</button>
    </p>`,
  );
}

/** Of an order that was late when it was imported: the date that is expected is promised, and its customer told so. */
function notifyNow(model: OrderModel): Html | undefined {
  const { order, locale, profile } = model;
  const { told } = order.late ?? {};
  if (!isOpen(order) || told?.n !== 0 || told.day === undefined) return undefined;
  const { act } = pageWords[locale];
  return form(
    model,
    html`<input type="hidden" name="date" value="${isoDay(told.day, profile.timeZone)}" />
      <input type="hidden" name="promise-reason" value="${act.imported}" />
      <input type="hidden" name="notify" value="true" />
      <p class="actions"><button name="action" value="promise">${act.notifyNow}</button></p>`,
  );
}

function promise(model: OrderModel): Html {
  const { preview, locale } = model;
  const { act } = pageWords[locale];
  return form(
    model,
    html`<fieldset>
      <legend>${act.newDate}</legend>
      <p class="actions">
        ${input('date', act.newDate, html`type="date" required value="${preview?.date ?? ''}"`)}
        ${input('promise-reason', act.reason, html`maxlength="200" required value="${preview?.reason ?? ''}"`)}
        <span
          ><input type="checkbox" id="notify" name="notify" value="true" checked /><label for="notify"
            >${act.notify}</label
          ></span
        >
        <button class="plain" name="action" value="preview">${act.preview}</button>
        <button name="action" value="promise">${act.save}</button>
      </p>
    </fieldset>`,
  );
}

function hold(model: OrderModel): Html {
  const { order, locale, profile } = model;
  const w = pageWords[locale];
  const holds = isOpen(order) ? (order.holds ?? []) : [];
  return form(
    model,
    html`<fieldset>
      <legend>${w.order.holds}</legend>
      ${
        holds.length > 0 &&
        html`<ul>
          ${holds.map(
            ({ id, reason, reviewAt }) =>
              html`<li>
                ${reason}
                <span class="soft">(${w.order.review(dayAndTime(reviewAt, locale, profile.timeZone))})</span>
                <button class="plain" name="release" value="${id}">${w.act.release}</button>
              </li>`,
          )}
        </ul>`
      }
      <p class="actions">
        ${input('hold-reason', w.act.reason, html`maxlength="200"`)}
        <button class="plain" name="action" value="hold">${w.act.hold}</button>
      </p>
      <p class="hint">${w.act.holdHint}</p>
    </fieldset>`,
  );
}

function correct(model: OrderModel): Html {
  const { profile, order, locale } = model;
  const { act } = pageWords[locale];
  const names = profile.stages
    .filter(({ name, retired }) => name !== order.stay.stage && !retired)
    .map(({ name }) => name);
  return html`<details>
    <summary>${act.correct}</summary>
    ${form(
      model,
      html`<p class="actions">
          ${stageSelect(model, 'correct-stage', names)}
          ${input('correct-reason', act.reason, html`maxlength="200"`)}
          <button class="plain" name="action" value="correct">${act.correct}</button>
        </p>
        <p class="hint">${act.correctHint}</p>`,
    )}
  </details>`;
}
