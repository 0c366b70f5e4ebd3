import { inLanguage, page, type Viewer } from '../http/page.ts';
import type { Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { lengthText } from '../i18n/length.ts';
import { stageLabel } from '../notices/words.ts';
import type { ProposalView } from '../proposals/view.ts';
import type { Profile } from '../stores/profile.ts';
import { clockOf } from '../stores/stage-clock.ts';
import { Workflow } from '../stores/workflow.ts';
import { duration, parseDuration } from '../time/instant.ts';
import { messageOf } from './message.ts';
import { proposalWords } from './proposals-words.ts';
import type { Said } from './said.ts';
import { actorName } from './timeline.ts';

export interface ProposalsModel {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly profile: Profile;
  readonly items: readonly ProposalView[];
  readonly includeExceptions: boolean;
  readonly said: Said;
  readonly mayPropose: boolean;
  readonly mayDecide: boolean;
}

const here = '/staff/proposals';

/** What is proposed of the shop's profile, with its effect on past orders; an admin decides with one click. */
export function proposalsPage(model: ProposalsModel): string {
  const { locale, viewer, items, includeExceptions } = model;
  const w = proposalWords[locale];
  return page({
    locale,
    viewer,
    title: w.title,
    message: messageOf(model.said, locale),
    body: html`<p>${w.intro} ${!model.mayDecide && w.adminOnly}</p>
      <form method="get" class="actions">
        ${viewer.lang !== undefined && html`<input type="hidden" name="lang" value="${viewer.lang}" />`}
        <span
          ><input
            type="checkbox"
            id="includeExceptions"
            name="includeExceptions"
            value="true"
            ${includeExceptions && html`checked`}
          /><label for="includeExceptions">${w.exceptions}</label></span
        ><button class="plain">OK</button>
      </form>
      ${items.length === 0 ? html`<p>${w.none}</p>` : items.map((item) => one(item, model))}
      ${model.mayPropose && proposing(model)}`,
  });
}

function one(item: ProposalView, { locale, viewer, profile, mayDecide }: ProposalsModel): Html {
  const w = proposalWords[locale];
  const stage = stageLabel(item.stage, locale, profile.stages);
  return html`<section>
    <h2>${w.kinds[item.kind]}: ${stage}</h2>
    <dl>
      <dt>${w.now}</dt>
      <dd>${said(item.present, item.stage, profile, locale)} ${effect(item, 'present', locale)}</dd>
      <dt>${w.proposed}</dt>
      <dd>${said(item.proposed, item.stage, profile, locale)} ${effect(item, 'proposed', locale)}</dd>
    </dl>
    <p class="hint">${w.by(actorName(item.by, profile, locale))}, ${w.stays(item.effect.stays)}</p>
    ${
      mayDecide &&
      html`<form method="post" action="${inLanguage(here, viewer)}" class="actions">
        <input type="hidden" name="csrf" value="${viewer.csrf}" />
        <input type="hidden" name="id" value="${item.id}" />
        <span
          ><label for="comment-${item.id}">${w.comment}</label><br /><input
            id="comment-${item.id}"
            name="comment"
            maxlength="500"
        /></span>
        <button name="action" value="accept">${w.accept}<span class="skip"> ${stage}</span></button>
        <button class="plain" name="action" value="decline">
          ${w.decline}<span class="skip"> ${stage}</span>
        </button>
      </form>`
    }
  </section>`;
}

/** A value of the profile in words: a limit, channels, an item. */
function said(value: object | null, stage: string, profile: Profile, locale: Locale): string {
  const w = proposalWords[locale];
  const { limit, tell, item } = (value ?? {}) as {
    limit?: string;
    tell?: readonly string[];
    item?: { label: Record<Locale, string> } | null;
  };
  if (limit !== undefined) {
    const of = profile.stages.find(({ name }) => name === stage);
    const kind = of && clockOf(profile, of, new Workflow(profile)) === 'business' ? 'business' : 'elapsed';
    return w.limit(lengthText(parseDuration(limit) ?? duration(0), kind, locale));
  }
  if (tell !== undefined) return tell.length === 0 ? w.nothing : w.tells(tell.join(', '));
  return item ? item.label[locale] : w.nothing;
}

function effect(item: ProposalView, side: 'present' | 'proposed', locale: Locale): Html {
  const w = proposalWords[locale];
  const figures = (item.effect as Record<string, unknown>)[side] as
    | {
        alertsPer100Orders?: number;
        caught?: number;
        criedWolf?: number;
        messages?: number;
        ordersToTick?: number;
      }
    | undefined;
  if (!figures) return html``;
  const { alertsPer100Orders: alerts, caught = 0, criedWolf = 0, messages, ordersToTick } = figures;
  const number = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ro-RO');
  const text =
    alerts !== undefined
      ? w.figures(number.format(alerts), caught, criedWolf)
      : messages !== undefined
        ? w.messages(messages)
        : w.ticks(ordersToTick ?? 0);
  return html`<br /><span class="soft">${text}</span>`;
}

function proposing({ locale, viewer, profile }: ProposalsModel): Html {
  const w = proposalWords[locale];
  const stages = profile.stages.filter(({ next }) => next.length > 0);
  const form = (kind: 'limit' | 'notice' | 'checklist-item', of: Profile['stages'], body: Html): Html =>
    html`<form method="post" action="${inLanguage(here, viewer)}">
      <fieldset>
        <legend>${w.kinds[kind]}</legend>
        <input type="hidden" name="csrf" value="${viewer.csrf}" />
        <p class="actions">
          <span
            ><label for="${kind}-stage">${w.stage}</label><br /><select id="${kind}-stage" name="stage">
              ${of.map(
                ({ name }) =>
                  html`<option value="${name}">${stageLabel(name, locale, profile.stages)}</option>`,
              )}
            </select></span
          >
          ${body}
          <button class="plain" name="action" value="${kind}">${w.send}</button>
        </p>
      </fieldset>
    </form>`;
  const check = (value: string, label: string): Html =>
    html`<span
      ><input type="checkbox" id="tell-${value}" name="tell-${value}" value="true" /><label
        for="tell-${value}"
        >${label}</label
      ></span
    >`;
  const input = (name: string, label: string, more: Html): Html =>
    html`<span
      ><label for="${name}">${label}</label><br /><input id="${name}" name="${name}" ${more}
    /></span>`;
  return html`<details>
    <summary>${w.propose}</summary>
    ${form('limit', stages, input('hours', w.hours, html`type="number" min="1" max="2000" required`))}
    ${form(
      'notice',
      profile.stages,
      html`<span>${w.channels}:</span> ${check('email', 'e-mail')} ${check('sms', 'SMS')}`,
    )}
    ${form(
      'checklist-item',
      stages,
      html`${input('labelRo', w.labelRo, html`maxlength="60" required`)}
      ${input('labelEn', w.labelEn, html`maxlength="60" required`)}`,
    )}
  </details>`;
}
