import { inLanguage, page } from '../http/page.ts';
import { day, dayAndTime } from '../i18n/dates.ts';
import { html } from '../i18n/html.ts';
import { stageLabel } from '../notices/words.ts';
import { isOpen } from '../orders/state.ts';
import { amendmentsWords } from './amendments-words.ts';
import { messageOf } from './message.ts';
import { goods } from './order-goods.ts';
import { actions } from './order-actions.ts';
import type { OrderModel } from './order-model.ts';
import { orderProblems } from './order-problems.ts';
import { actorName, entryTime, timelineText, timesText } from './timeline.ts';
import { pageWords } from './words.ts';

/** An order, all that was ever said of it, and what may be done now. */
export function orderPage(model: OrderModel): string {
  const { locale, viewer, order } = model;
  const w = pageWords[locale];
  return page({
    locale,
    viewer,
    title: w.titles.order(order.number ?? order.id),
    message: messageOf(model.said, locale),
    // What is true first, then what may be done, then what was.
    body: html`${facts(model)} ${orderProblems(order, model.content, locale)} ${goods(model)}
    ${parcels(model)} ${model.preview && previewOf(model)}
    ${isOpen(order) && html`<p><a href="${inLanguage(`/staff/orders/${order.id}/amendment`, viewer)}">${amendmentsWords[locale].ask(order.id)}</a></p>`}
    ${isOpen(order) ? actions(model) : html`<p class="soft">${w.order.closed}</p>`} ${timeline(model)}`,
  });
}

function facts({ locale, profile, order, line, content, basis }: OrderModel) {
  const w = pageWords[locale];
  const { told, answer } = order.late ?? {};
  const date = (at: NonNullable<typeof told>['day']) =>
    at === undefined ? undefined : day(at, locale, profile.timeZone);
  const fact = (name: string, value: string | undefined) =>
    value !== undefined &&
    value !== '' &&
    html`<dt>${name}</dt>
      <dd>${value}</dd>`;
  const { customer, deliveryAddress: address, deliveryPoint: point, buyer } = content ?? {};
  return html`<h2>${w.order.facts}</h2>
    <dl>
      ${fact(
        w.columns.stage,
        `${line.stage}, ${w.since(line.since)} (${line.waited}${line.limit === undefined ? '' : `, ${w.limit(line.limit)}`})`,
      )}
      ${line.level && fact(w.columns.level, w.levels[line.level])}
      ${line.level && fact(w.columns.who, line.who)}
      ${fact(w.columns.promise, [line.promise, line.original].filter(Boolean).join(', '))}
      ${line.estimate !== undefined && fact(w.columns.estimate, `${line.estimate} (${w.basis(basis ?? 0)})`)}
      ${
        told &&
        fact(
          w.order.late,
          told.n === 0
            ? w.order.notTold(date(told.day))
            : [
                w.order.delay(timesText(told.n, locale), date(told.day)),
                ...(answer ? [w.order.keeps] : []),
              ].join('; '),
        )
      }
      ${fact(w.order.customer, content ? [customer?.name, buyer?.name].filter(Boolean).join(', ') : w.order.erased)}
      ${fact(w.order.contact, [customer?.email, customer?.phone].filter(Boolean).join(', '))}
      ${fact(w.order.address, address && [address.street, address.street2, address.city, address.postalCode].filter(Boolean).join(', '))}
      ${fact(w.order.point, point && [point.name, point.carrier, point.id].filter(Boolean).join(', '))}
      ${fact(w.order.note, content?.note)} ${fact(w.order.tags, content?.tags?.join(', '))}
      ${order.payment && fact(w.order.payment, [content?.paymentMethod, w.payments[order.payment.state]].filter(Boolean).join(', '))}
      ${fact(
        w.order.attributes,
        Object.entries(order.attributes ?? {})
          .map(([name, value]) => `${name} ${value}`)
          .join(', '),
      )}
    </dl>`;
}

function previewOf({ locale, preview }: OrderModel) {
  const w = pageWords[locale];
  return html`<h2>${w.preview.title}</h2>
    <p><strong>${preview?.subject}</strong></p>
    <pre>${preview?.text}</pre>
    <p class="hint">${w.preview.hint}</p>`;
}

function parcels({ locale, profile, order }: OrderModel) {
  const w = pageWords[locale];
  const all = order.parcels ?? [];
  if (all.length === 0) return html``;
  return html`<h2>${w.order.parcels}</h2>
    <ul>
      ${all.map(
        ({ id, carrier, awb, stage, since }) =>
          html`<li>
            ${id}:
            ${[
              carrier,
              awb,
              stageLabel(stage, locale, profile.stages),
              w.since(dayAndTime(since, locale, profile.timeZone)),
            ]
              .filter(Boolean)
              .join(', ')}
          </li>`,
      )}
    </ul>`;
}

function timeline({ locale, profile, timeline: entries, older, order }: OrderModel) {
  const w = pageWords[locale];
  return html`<h2>${w.order.timeline}</h2>
    <ol class="timeline">
      ${entries.map(
        (entry) =>
          html`<li>
            ${timelineText(entry, profile, locale)}<br /><span class="soft"
              >${entryTime(entry.occurredAt, profile, locale)},
              ${actorName(entry.actor, profile, locale)}</span
            >${entry.note !== undefined && html`<br />${entry.note}`}
          </li>`,
      )}
    </ol>
    ${older !== undefined && html`<p><a href="/staff/orders/${order.id}?cursor=${older}">${w.next}</a></p>`}`;
}
