import type { Locale } from '../i18n/dates.ts';
import { oneSegment } from '../i18n/gsm.ts';
import { type Html, html } from '../i18n/html.ts';
import type { Profile } from '../stores/profile.ts';
import { layout } from './layout.ts';
import type { Written } from './letter.ts';
import { words } from './words.ts';

/** One thing that a letter says: a paragraph, a list, or a link that stands alone. */
export type Block =
  string | { readonly list: readonly string[] } | { readonly link: string; readonly label: string };

export interface LetterModel {
  readonly locale: Locale;
  readonly profile: Pick<Profile, 'name' | 'contact' | 'smsLinks'>;
  readonly customerName: string;
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** One segment, without the shop's name. */
  readonly sms: string;
}

/** A letter to a customer: greeting, what there is to say, where to ask, signature; the same words as markup and as text. */
export function letter({ locale, profile, customerName, subject, blocks, sms }: LetterModel): Written {
  const w = words[locale];
  const { name, contact } = profile;
  const [hello, answer, signature] = [
    w.hello(customerName),
    w.answer(contact.email, contact.phone),
    w.signature(name),
  ];
  const body: Html = html`<p>${hello}</p>
    ${blocks.map(markup)}
    <p>${answer}</p>
    <p>${signature}</p>`;
  return {
    email: {
      subject: `${subject} · ${name}`,
      html: layout({ locale, title: subject, heading: name, body }),
      text: [hello, ...blocks.map(plain), answer, signature].join('\n\n'),
    },
    sms: oneSegment(`${name}: ${sms}`),
  };
}

/** A block as markup, and as plain text. */
export function markup(block: Block): Html {
  if (typeof block === 'string') return html`<p>${block}</p>`;
  if ('list' in block)
    return html`<ul>
      ${block.list.map((item) => html`<li>${item}</li>`)}
    </ul>`;
  return html`<p><a href="${block.link}">${block.label}</a></p>`;
}

export function plain(block: Block): string {
  if (typeof block === 'string') return block;
  if ('list' in block) return block.list.map((item) => `- ${item}`).join('\n');
  return `${block.label}:\n${block.link}`;
}
