import { own } from '../kernel/own.ts';
import { day, type Locale } from '../i18n/dates.ts';
import { withLink } from '../i18n/gsm.ts';
import { type Html, html } from '../i18n/html.ts';
import type { Forecast } from '../orders/forecast.ts';
import type { Profile } from '../stores/profile.ts';
import type { OwnText, TextKind } from '../stores/texts.ts';
import type { Instant } from '../time/instant.ts';
import { layout } from './layout.ts';
import { type Block, markup, plain } from './letter-frame.ts';
import type { NoticeKind } from './notice.ts';
import type { Part } from './part.ts';
import type { Template } from './wording.ts';
import type { Message } from './written-message.ts';
import { stageLabel, words } from './words.ts';

/** Everything a customer's message says; no more is looked up while it is written. */
export interface MessageModel {
  readonly kind: Exclude<NoticeKind, 'letter'>;
  readonly orderId: string;
  readonly customerName: string;
  readonly locale: Locale;
  readonly profile: Pick<
    Profile,
    'name' | 'timeZone' | 'contact' | 'stages' | 'smsLinks' | 'texts' | 'delays'
  >;
  /** The stage that the message is about; for a correction the wrong one. */
  readonly stage: string;
  /** Where the order truly is. */
  readonly current: string;
  readonly since: Instant;
  /** When it arrives: likely, and at the latest. Absent where nobody can say, or nothing is on its way. */
  readonly expected: Pick<Forecast, 'p50' | 'p90'> | undefined;
  readonly promise: { readonly at: Instant; readonly original?: Instant } | undefined;
  readonly parcels: readonly { readonly carrier: string; readonly awb?: string; readonly link?: string }[];
  /** What is to be paid, or comes back; said whatever the shop's own text is. */
  readonly owed?: string;
  /** What the parcel holds that the message is about, where the order is more than that. */
  readonly part?: Part;
  /** Of a word of delay: was one said before, and which day was named then? */
  readonly again?: { readonly before?: Instant };
  readonly paid: boolean;
  /** Where the customer keeps or cancels the order, and until when. */
  readonly choice?: { readonly url: string; readonly until: Instant };
}

export type { Message } from './written-message.ts';

/** Which of the texts it is: a delay is told differently the second time, and where no date can be named. */
function textOf(model: MessageModel): { kind: TextKind; template: Template; own: OwnText | undefined } {
  const { kind, locale, profile, stage, part } = model;
  const w = words[locale];
  const texts = profile.texts?.[locale];
  if (kind === 'stage') {
    // A shop's own words are about an order, and would say of a part that it is the whole.
    if (part) return { kind, template: own(w.parts.stages, stage) ?? w.parts.other, own: undefined };
    const labelled = profile.stages.find(({ name }) => name === stage)?.label !== undefined;
    const template = labelled ? w.otherStage : (own(w.stages, stage) ?? w.otherStage);
    return { kind, template, own: own(texts?.stages, stage) };
  }
  const which =
    kind === 'delay' ? (model.expected ? (model.again ? 'delayAgain' : 'delay') : 'delayOpen') : kind;
  return { kind: which, template: w[which], own: texts?.[which] };
}

/** What the placeholders stand for, dates as the medium writes them. Undefined where there is nothing to say. */
function valuesOf(model: MessageModel, date: (at: Instant) => string): Record<string, string | undefined> {
  const { kind, locale, profile, promise, expected, again } = model;
  const w = words[locale];
  const label = (name: string) => stageLabel(name, locale, profile.stages);
  return {
    order: model.orderId,
    pieces: model.part && w.parts.pieces(model.part.pieces, model.part.of),
    customer: model.customerName,
    shop: profile.name,
    stage: label(kind === 'stage' ? model.stage : model.current),
    wrong: label(model.stage),
    since: date(model.since),
    range: expected && w.range(date(expected.p50), date(expected.p90)),
    promised: promise && !again ? date(promise.at) : undefined,
    before: again?.before === undefined ? undefined : date(again.before),
    date: date(promise?.at ?? model.since),
    original: promise?.original === undefined ? undefined : date(promise.original),
  };
}

/** Fills the placeholders in; undefined where one of them has no value. */
function fill(text: string, values: Record<string, string | undefined>): string | undefined {
  let whole = true;
  const filled = text.replace(/\{([a-z]+)\}/g, (_, name: string) => {
    const value = own(values, name);
    if (value === undefined) whole = false;
    return value ?? '';
  });
  return whole ? filled : undefined;
}

/** What is in the parcel, after the paragraph that leads to it, and what follows of the order. */
function withPart({ part, locale, kind }: MessageModel, paragraphs: readonly string[]): Block[] {
  if (!part) return [...paragraphs];
  const w = words[locale].parts;
  const list = part.items.map(({ name, quantity, of }) => w.item(name, quantity, of));
  const [first, ...rest] = paragraphs;
  const follows = part.behind > 0 ? w.follows(part.behind) : part.completes ? w.completes : w.apart;
  return [...(first === undefined ? [] : [first]), { list }, ...(kind === 'stage' ? [follows] : []), ...rest];
}

function compose(model: MessageModel) {
  const { template, own } = textOf(model);
  const values = valuesOf(model, (at) => day(at, model.locale, model.profile.timeZone));
  const paragraphs = own?.body === undefined ? template.body : own.body.split(/\n\s*\n/);
  return {
    subject:
      (own?.subject === undefined ? undefined : fill(own.subject, values)) ??
      fill(template.subject, values) ??
      model.orderId,
    blocks: [
      ...withPart(
        model,
        paragraphs.flatMap((paragraph) => fill(paragraph.trim(), values) ?? []),
      ),
      ...(model.owed === undefined ? [] : [model.owed]),
    ],
  };
}

/** What the customer may do about a delay, said whatever the shop's own text is. */
function choiceOf(model: MessageModel): { before: string[]; after: string[]; link?: string } {
  if (model.kind !== 'delay') return { before: [], after: [] };
  const { choice, locale, paid, profile } = model;
  const w = words[locale];
  const ends = profile.delays.silence === 'cancel';
  if (!choice) return { before: [w.next], after: [] };
  return {
    before: [...(ends ? [] : [w.next]), w.choice.offer(paid)],
    after: [ends ? w.choice.ends(day(choice.until, locale, profile.timeZone), paid) : w.choice.stays],
    link: choice.url,
  };
}

/** An e-mail to a customer, in his language: the same words as markup and as plain text. */
export function email(model: MessageModel): Message {
  const w = words[model.locale];
  const { name, contact } = model.profile;
  const { subject, blocks } = compose(model);
  const choice = choiceOf(model);
  const parcels = model.parcels.filter(({ awb, link }) => awb !== undefined || link !== undefined);
  const answer = w.answer(contact.email, contact.phone);
  const parcelText = ({ carrier, awb }: (typeof parcels)[number]) =>
    awb === undefined ? carrier : w.parcel(carrier, awb);
  const body: Html = html`<p>${w.hello(model.customerName)}</p>
    ${[...blocks, ...choice.before].map(markup)}
    ${choice.link !== undefined && html`<p><a href="${choice.link}">${w.choice.link}</a></p>`}
    ${choice.after.map(markup)}
    ${parcels.map(
      (parcel) =>
        html`<p>
          <strong>${parcelText(parcel)}</strong>${
            parcel.link !== undefined && html`<br /><a href="${parcel.link}">${w.track}</a>`
          }
        </p>`,
    )}
    <p>${answer}</p>
    <p>${w.signature(name)}</p>`;
  const text = [
    w.hello(model.customerName),
    ...blocks.map(plain),
    ...choice.before,
    ...(choice.link === undefined ? [] : [`${w.choice.link}:\n${choice.link}`]),
    ...choice.after,
    ...parcels.map(
      (parcel) => `${parcelText(parcel)}${parcel.link === undefined ? '' : `\n${w.track}: ${parcel.link}`}`,
    ),
    answer,
    w.signature(name),
  ].join('\n\n');
  return {
    subject: `${subject} · ${name}`,
    html: layout({ locale: model.locale, title: subject, heading: name, body }),
    text,
  };
}

/** One segment: the shop, the order, what happened. No request for money; a link only where it is registered. */
export function sms(model: MessageModel): string {
  const { locale, profile, parcels } = model;
  const short = (at: Instant) =>
    new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ro-RO', {
      weekday: 'long',
      day: 'numeric',
      month: 'numeric',
      timeZone: profile.timeZone,
    }).format(at);
  const { template, own } = textOf(model);
  const values = valuesOf(model, short);
  const said = [own?.sms, template.sms].flatMap((text) =>
    text === undefined ? [] : (fill(text, values) ?? []),
  );
  const [parcel] = parcels;
  const choose = model.kind === 'delay' ? model.choice?.url : undefined;
  const [awb, link] = [parcel?.awb, parcel?.link];
  return withLink(
    [
      `${profile.name}: ${said[0] ?? `${compose(model).subject}.`}`,
      ...(parcel && awb !== undefined ? [`${words[locale].parcel(parcel.carrier, awb)}.`] : []),
      ...(model.owed === undefined ? [] : [model.owed]),
      ...(choose === undefined ? [] : [words[locale].choice.sms]),
    ].join(' '),
    choose ?? (profile.smsLinks ? link : undefined),
  );
}
