/** The inbox page: what was sent, as it would look to those who get it. */
import { type IncomingMessage } from 'node:http';
import { type HttpAnswer } from '../http/api-gateway.ts';
import { type Alert, type Mail, type Sent, type Sms } from '../sent.ts';
import { type Credential } from './credentials.ts';
import { html, type Html } from './html.ts';
import { linked, linkedFrame } from './linked.ts';
import { mailFrame, moment, page } from './page.ts';
import { measureSms } from './sms-segments.ts';
import { type Words, wordsFor } from './words.ts';

/** As many of a kind are shown; all are in the lists. */
const shown = 100;
/** As many e-mails are open from the start. */
const open = 2;

export function inboxPage(
  { url = '', headers }: IncomingMessage,
  sent: Sent,
  now: number,
  address: string,
): HttpAnswer {
  const words = wordsFor(url, headers['accept-language']);
  // A message that a link is about is shown open, however old it is.
  const wanted = Number(new URLSearchParams(url.split('?')[1] ?? '').get('open') ?? 0);
  const shows = { words, address };
  const mails = sent
    .newest('mail', wanted === 0 ? shown : -1)
    // What goes to staff as a digest stands among the alerts.
    .filter(({ tags }) => tags?.['role'] === undefined)
    .filter(({ id }, index) => index < shown || id === wanted);
  const section = (name: 'mail' | 'sms' | 'alerts', list: readonly Html[]): Html =>
    html`<section class="${name}" aria-labelledby="${name}">
      <h2 id="${name}">${words[name]} <small>${list.length}</small></h2>
      ${list.length === 0 ? html`<p class="soft">${words.none}</p>` : list}
    </section>`;
  return page(
    words,
    words.title,
    header(words, now),
    html`<div class="columns">
      ${section(
        'mail',
        mails.map((mail, index) => mailCard(mail, wanted === 0 ? index < open : mail.id === wanted, shows)),
      )}
      ${section(
        'sms',
        sent.newest('sms', shown).map((sms) => smsBubble(sms, shows)),
      )}
      ${section(
        'alerts',
        sent.newest('alert', shown).map((alert) => alertCard(alert, shows)),
      )}
    </div>`,
  );
}

export function credentialsPage(
  { url = '', headers }: IncomingMessage,
  list: readonly Credential[],
): HttpAnswer {
  const words = wordsFor(url, headers['accept-language']);
  const rows = list.map(
    ({ store, actor, roles, credential }) =>
      html`<tr>
        <td>${store}</td>
        <td>${actor}</td>
        <td>${roles.join(', ')}</td>
        <td><code>${credential}</code></td>
      </tr>`,
  );
  const table = html`<div class="table" tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">${words.store}</th>
          <th scope="col">${words.actor}</th>
          <th scope="col">${words.roles}</th>
          <th scope="col">${words.credential}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
  return page(
    words,
    words.credentials,
    html`<div>
        <h1>${words.credentials}</h1>
        <p class="soft">${words.credentialsLead}</p>
      </div>
      <nav><a href="/_local/inbox?lang=${words.lang}">${words.title}</a></nav>`,
    list.length === 0 ? html`<p class="soft">${words.none}</p>` : table,
  );
}

function header(words: Words, now: number): Html {
  const other =
    words.lang === 'ro'
      ? html`<a href="?lang=en" lang="en">English</a>`
      : html`<a href="?lang=ro" lang="ro">Română</a>`;
  const button = (advance: string, text: string) =>
    html`<form method="post" action="/_local/clock?lang=${words.lang}">
      <button name="advance" value="${advance}">${text}</button>
    </form>`;
  return html`<div>
      <h1>Veghe · ${words.title}</h1>
      <p class="soft">${words.lead}</p>
      <nav>
        <a href="/?lang=${words.lang}">${words.stories}</a><a href="?lang=${words.lang}">${words.refresh}</a
        ><a href="/_local/credentials?lang=${words.lang}">${words.credentials}</a>${other}
      </nav>
    </div>
    <div>
      <div class="clock" role="group" aria-label="${words.clock}">
        ${moment(now, words)} ${button('PT1H', words.hour)} ${button('P1D', words.day)}
      </div>
      <p class="soft">${words.moves}</p>
    </div>`;
}

interface Shows {
  readonly words: Words;
  /** The address of this runtime: links to it are followed in this window. */
  readonly address: string;
}

type Kept<T> = T & { readonly id: number };

function mailCard(mail: Kept<Mail>, isOpen: boolean, { words, address }: Shows): Html {
  const { id, at, to, from, subject, text, html: content } = mail;
  const plain = html`<pre>${linked(text, to, address)}</pre>`;
  const body =
    content === ''
      ? plain
      : html`${mailFrame(subject, linkedFrame(content, to, address))}
          <details>
            <summary class="soft">${words.plain}</summary>
            ${plain}
          </details>`;
  return html`<details class="card" id="m${id}" ${isOpen ? html` open` : undefined}>
    <summary>
      ${moment(at, words)} <strong>${subject}</strong>
      <span class="soft">${words.from} ${from} ${words.to} ${to}</span>
    </summary>
    ${body}
  </details>`;
}

function smsBubble({ id, at, to, text }: Kept<Sms>, { words, address }: Shows): Html {
  const { alphabet, segments } = measureSms(text);
  return html`<div class="phone" id="m${id}">
    <div>
      <div class="bubble">${linked(text, to, address)}</div>
      <p class="soft">${moment(at, words)} · ${words.to} ${to} · ${words.segments(segments)}, ${alphabet}</p>
    </div>
  </div>`;
}

function alertCard(
  { id, at, to, role, subject, text, channel }: Kept<Alert>,
  { words, address }: Shows,
): Html {
  return html`<div class="card alert" id="m${id}">
    <span class="role">${role}</span> ${moment(at, words)}
    <span class="soft">${channel === 'sms' ? words.bySms : words.byEmail} ${words.to} ${to}</span
    >${subject === '' ? undefined : html`<strong>${subject}</strong>`}
    <p class="text">${linked(text, to, address)}</p>
  </div>`;
}
