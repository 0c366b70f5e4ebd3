import type { Locale } from '../i18n/dates.ts';
import { withLink } from '../i18n/gsm.ts';
import { type Html, html } from '../i18n/html.ts';
import type { Profile } from '../stores/profile.ts';
import { layout } from './layout.ts';
import type { LetterTo } from './letter.ts';
import type { Message } from './written-message.ts';
import { askedBy, type Reach } from './reach.ts';
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
  readonly sms: SmsText;
  /** What the customer is asked, on a page of its own; `at` is its place among the blocks. The address is made once it is used. */
  readonly question?: { readonly label: string; readonly at: number; readonly url: () => Promise<string> };
  /** On which channels the customer truly is; absent: by e-mail. */
  readonly reach?: Reach | undefined;
}

/** What is said on the phone, without the shop's name: of any channel but this one nothing is said here. */
export interface SmsText {
  readonly text: string;
  /** For whoever has no e-mail in which it stands. */
  readonly detail?: string;
}

/**
 * A letter to a customer as one channel takes it: an e-mail with greeting, what there is to say, where to ask, and
 * signature; an SMS, which points to the e-mail only where there is one; or what somebody who phones has to say.
 */
export async function letter(model: LetterModel, { channel }: Pick<LetterTo, 'channel'>): Promise<Message> {
  const { question, blocks, subject, reach, profile } = model;
  const how = askedBy(reach, profile);
  if (channel === 'call') return { subject, html: '', text: blocks.map(plain).join('\n\n') };
  if (channel === 'sms')
    return {
      subject: '',
      html: '',
      text: smsOf(model, how === 'sms' && question ? await question.url() : undefined),
    };
  if (!question) return mailOf(model, blocks);
  const link = { link: await question.url(), label: question.label };
  return mailOf(model, [...blocks.slice(0, question.at), link, ...blocks.slice(question.at)]);
}

function smsOf({ locale, profile, sms, question, reach }: LetterModel, url: string | undefined): string {
  const w = words[locale].sms;
  const how = askedBy(reach, profile);
  if (url !== undefined) return withLink(`${profile.name}: ${sms.text} ${w.choose}`, url);
  const rest = how === 'email' ? (question ? w.asked : w.emailed) : question ? w.weCall : (sms.detail ?? '');
  return withLink(`${profile.name}: ${sms.text} ${rest}`.trim());
}

function mailOf(
  { locale, profile: { name, contact }, customerName, subject }: LetterModel,
  blocks: readonly Block[],
): Message {
  const w = words[locale];
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
    subject: `${subject} · ${name}`,
    html: layout({ locale, title: subject, heading: name, body }),
    text: [hello, ...blocks.map(plain), answer, signature].join('\n\n'),
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
