/** `/`: what Veghe is, three stories to click through, the clock, and what was sent last. */
import { createHash } from 'node:crypto';
import { brand, icon, type IconName } from '../../../shared/design/icons.ts';
import { designStyle } from '../../../shared/design/style.ts';
import { type Locale } from '../../../shared/i18n/dates.ts';
import { Html, html } from '../../../shared/i18n/html.ts';
import { own } from '../../../shared/kernel/own.ts';
import { type ProfileInput } from '../../../shared/stores/profile.ts';
import { type HttpAnswer } from '../http/api-gateway.ts';
import { electrosmart, fashionpoint, giftexpress } from '../samples/shops.ts';
import { type Facts } from './facts.ts';
import { type Latest } from './latest.ts';
import { type Click, progress, type Step, stories, type Story, type StoryId } from './stories.ts';
import { type FirstRunWords, firstRunWords } from './words.ts';

export interface FirstRun {
  readonly locale: Locale;
  readonly facts: Facts;
  /** The shops that there are. */
  readonly shops: ReadonlySet<string>;
  readonly latest: readonly Latest[];
  readonly messages: number;
}

const profiles: Readonly<Record<StoryId, ProfileInput>> = { electrosmart, fashionpoint, giftexpress };

/** Made here, since its digest stands in the policy: to the letter. */
const style = designStyle.text;
const sheet = new Html(`<style>${style}</style>`);
/** No script, nothing from elsewhere; of styles this one alone. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

export function firstRunPage(model: FirstRun): HttpAnswer {
  const { locale, facts, shops } = model;
  const w = firstRunWords[locale];
  const told = stories.filter(({ id }) => shops.has(id));
  const body = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${w.title} · Veghe</title>
        ${sheet}
      </head>
      <body>
        <a class="skip" href="#main">${w.skip}</a>
        <div class="plain-page">
          ${head(model, w)}
          <main id="main" class="stack big">
            <div class="stack s">
              <h1>${w.title}</h1>
              <p class="lead">${w.lead}</p>
            </div>
            ${clock(facts.now, locale, w)}
            ${
              told.length === 0
                ? html`<section class="card" aria-labelledby="none">
                    <div class="body stack s">
                      <h2 id="none">${w.empty}</h2>
                      <p class="soft">${w.emptyHint}</p>
                    </div>
                  </section>`
                : html`<div class="cols three even">${told.map((story) => storyCard(story, model, w))}</div>`
            }
            ${latestCard(model, w)}
          </main>
        </div>
      </body>
    </html>`;
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    },
    body: Buffer.from(body.text),
  };
}

function head({ locale, messages }: FirstRun, w: FirstRunWords): Html {
  const other =
    locale === 'ro' ? ({ lang: 'en', name: 'English' } as const) : ({ lang: 'ro', name: 'Română' } as const);
  return html`<header class="row between">
    ${brand(`/?lang=${locale}`)}
    <nav class="row" aria-label="${w.links}">
      <a class="btn ghost" href="/_local/inbox?lang=${locale}"
        >${icon('mail')}${w.inbox} <span class="tally here">${messages}</span></a
      >
      <a class="btn ghost" href="/docs">${icon('doc')}${w.api}</a>
      <a class="btn ghost" href="/?lang=${other.lang}" lang="${other.lang}" hreflang="${other.lang}"
        >${icon('globe')}${other.name}</a
      >
    </nav>
  </header>`;
}

function clock(now: number, locale: Locale, w: FirstRunWords): Html {
  const text = new Intl.DateTimeFormat(locale === 'ro' ? 'ro-RO' : 'en-GB', {
    timeZone: 'Europe/Bucharest',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(now)
    .replace(' la ', ', ')
    .replace(' at ', ', ');
  return html`<section class="card" aria-labelledby="clock">
    <div class="body row between clockbar">
      <div>
        <h2 id="clock" class="soft small">${w.clock}</h2>
        <p class="clock"><time datetime="${new Date(now).toISOString()}">${text}</time></p>
        <p class="small soft">${w.clockHint}</p>
      </div>
      <form class="actions" method="post" action="/_local/clock?lang=${locale}&amp;back=/">
        <button class="btn" name="advance" value="PT1H">${icon('clock')}${w.hour}</button>
        <button class="btn" name="advance" value="P1D">${w.day}</button>
        <button class="btn primary" name="next" value="event">${w.nextEvent}${icon('right')}</button>
      </form>
    </div>
  </section>`;
}

function storyCard(story: Story, model: FirstRun, w: FirstRunWords): Html {
  const { locale, facts } = model;
  const { title, about, steps } = w.stories[story.id];
  const state = progress(story, facts);
  return html`<section class="card story" id="${story.id}" aria-labelledby="${story.id}-title">
    <header class="tower">
      <span class="soft">${profiles[story.id].name}</span>
      <h2 id="${story.id}-title">${title}</h2>
    </header>
    <div class="body stack m">
      <p>${about}</p>
      <ol class="todo">
        ${story.steps.map((step, at) => {
          const is = state[at] ?? 'later';
          return html`<li class="${is}" ${is === 'next' && html`aria-current="step"`}>
            <span
              >${is !== 'later' && html`<span class="vh">${is === 'done' ? w.done : w.next} </span>`}${stepText(
                { step, text: steps[at] ?? '', story: story.id, is },
                facts,
                locale,
              )}</span
            >
          </li>`;
        })}
      </ol>
    </div>
    <footer class="people">
      <p class="small soft">${w.signIn}</p>
      ${story.people.map(({ actor, next }) => person(story.id, actor, next, locale, w))}
    </footer>
  </section>`;
}

interface StepText {
  readonly step: Step;
  readonly text: string;
  readonly story: StoryId;
  readonly is: 'done' | 'next' | 'later';
}

/** The words of a step, with what stands between brackets as buttons and links. */
function stepText({ step, text, story, is }: StepText, facts: Facts, locale: Locale): Html {
  const clicks = step.clicks(facts);
  const parts = text.split(/\[(.+?)\]/);
  return html`${parts.map((part, at) =>
    at % 2 === 0 ? part : clickable(part, clicks[(at - 1) / 2], { story, locale, is }),
  )}`;
}

function clickable(
  words: string,
  click: Click | undefined,
  { story, locale, is }: { story: StoryId; locale: Locale; is: StepText['is'] },
): Html | string {
  if (click === undefined) return words;
  if ('as' in click) return html`<a href="${signInPath(story, click.as, click.next, locale)}">${words}</a>`;
  if ('page' in click)
    return click.page === undefined ? words : html`<a href="${withLang(click.page, locale)}">${words}</a>`;
  const [action, name, value] =
    'deed' in click
      ? [`/_local/stories/${click.deed}`, 'do', click.deed]
      : 'moveTo' in click
        ? ['/_local/clock', 'set', click.moveTo.toISOString()]
        : ['/_local/clock', 'advance', click.advance];
  // The clock goes forwards only, and what happened does not happen again: done, it is no button any more.
  if (is === 'done') return words;
  return html`<form method="post" action="${action}?lang=${locale}&amp;back=/">
    <button class="btn s" name="${name}" value="${value}">${words}</button>
  </form>`;
}

/** The language goes with the page, ahead of the place in it. */
function withLang(path: string, locale: Locale): string {
  const [page = '', place] = path.split('#');
  const whole = `${page}${page.includes('?') ? '&' : '?'}lang=${locale}`;
  return place === undefined ? whole : `${whole}#${place}`;
}

const signInPath = (store: string, actor: string, next: string, locale: Locale): string =>
  `/_local/signin/${store}/${actor}?next=${encodeURIComponent(withLang(next, locale))}`;

function person(
  store: StoryId,
  actor: string,
  next: string,
  locale: Locale,
  w: FirstRunWords,
): Html | undefined {
  const found = profiles[store].staff?.find(({ id }) => id === actor);
  if (found === undefined) return undefined;
  const initials = found.name
    .split(' ')
    .map((part) => part.charAt(0))
    .join('');
  return html`<a class="btn" href="${signInPath(store, actor, next, locale)}"
    ><span class="avatar" aria-hidden="true">${initials}</span><span class="grow">${found.name}</span
    ><span class="soft small">${found.roles.map((role) => own(w.roles, role) ?? role).join(', ')}</span></a
  >`;
}

const kindIcons: Readonly<Record<Latest['kind'], IconName>> = { mail: 'mail', alert: 'alert', sms: 'sms' };

function latestCard({ latest, locale }: FirstRun, w: FirstRunWords): Html {
  return html`<section class="card" aria-labelledby="latest">
    <header>
      <h2 id="latest">${w.latest}</h2>
      <a class="small" href="/_local/inbox?lang=${locale}">${w.all}</a>
    </header>
    <div class="body flush">
      <ul class="work">
        ${
          latest.length === 0
            ? html`<li>
                ${icon('mail')}
                <p class="why">${w.none}</p>
              </li>`
            : latest.map(
                ({ id, kind, at, to, shop, what }) =>
                  html`<li>
                    ${icon(kindIcons[kind])}
                    <div>
                      <p class="what">
                        <a href="${withLang(`/_local/inbox?open=${String(id)}#m${String(id)}`, locale)}"
                          >${what}</a
                        >
                      </p>
                      <p class="why">
                        ${kind === 'sms' ? w.smsTo(to) : kind === 'mail' ? w.mailTo(to, shop) : w.alertTo(to, shop)}
                      </p>
                    </div>
                    <div class="end"><span class="due">${when(at, locale)}</span></div>
                  </li>`,
              )
        }
      </ul>
    </div>
  </section>`;
}

const when = (at: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'ro' ? 'ro-RO' : 'en-GB', {
    timeZone: 'Europe/Bucharest',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
