import { day, type Locale } from '../i18n/dates.ts';
import { oneSegment } from '../i18n/gsm.ts';
import { type Html, html } from '../i18n/html.ts';
import { layout } from './layout.ts';
import type { Forecast } from '../orders/forecast.ts';
import type { Profile } from '../stores/profile.ts';
import type { Instant } from '../time/instant.ts';
import type { NoticeKind } from './notice.ts';
import { stageLabel, words } from './words.ts';

/** Everything a customer's message says; no more is looked up while it is written. */
export interface MessageModel {
  readonly kind: NoticeKind;
  readonly orderId: string;
  readonly customerName: string;
  readonly locale: Locale;
  readonly profile: Pick<Profile, 'name' | 'timeZone' | 'contact' | 'stages' | 'smsLinks'>;
  /** The stage that the message is about; for a correction the wrong one. */
  readonly stage: string;
  /** Where the order truly is. */
  readonly current: string;
  readonly since: Instant;
  readonly forecast: Pick<Forecast, 'p50' | 'p90'> | undefined;
  readonly promise: { readonly at: Instant; readonly original?: Instant } | undefined;
  readonly parcels: readonly { readonly carrier: string; readonly awb?: string; readonly link?: string }[];
}

export interface Message {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** The words of a message: its subject, its paragraphs, and what follows each parcel. */
function compose(model: MessageModel) {
  const { kind, orderId, locale, profile, promise, forecast } = model;
  const w = words[locale];
  const label = (name: string) => stageLabel(name, locale, profile.stages);
  const date = (at: Instant) => day(at, locale, profile.timeZone);
  const range = forecast ? w.range(date(forecast.p50), date(forecast.p90)) : undefined;
  const arrival = range === undefined ? [] : [`${w.expected} ${range}.`];
  switch (kind) {
    case 'delay':
      return {
        subject: w.delay.subject(orderId),
        paragraphs: [
          w.delay.body(orderId, label(model.current), date(model.since)),
          ...(promise ? [w.delay.promised(date(promise.at))] : []),
          ...arrival,
          w.delay.next,
        ],
      };
    case 'promise': {
      const at = promise?.at ?? model.since;
      return {
        subject: w.promise.subject(orderId),
        paragraphs: [
          w.promise.body(orderId, date(at)),
          ...(promise?.original === undefined ? [] : [w.promise.before(date(promise.original))]),
        ],
      };
    }
    case 'correction':
      return {
        subject: w.correction.subject(orderId),
        paragraphs: [w.correction.body(orderId, label(model.stage), label(model.current)), ...arrival],
      };
    case 'stage': {
      const own = profile.stages.find(({ name }) => name === model.stage)?.label?.[locale];
      const known = own === undefined ? w.stages[model.stage] : undefined;
      const { subject, body } = known ?? w.otherStage(orderId, label(model.stage));
      const fill = (text: string) => text.replaceAll('{order}', orderId);
      return { subject: fill(subject), paragraphs: [fill(body), ...arrival] };
    }
  }
}

/** An e-mail to a customer, in his language: the same words as markup and as plain text. */
export function email(model: MessageModel): Message {
  const w = words[model.locale];
  const { name, contact } = model.profile;
  const { subject, paragraphs } = compose(model);
  const parcels = model.parcels.filter(({ awb, link }) => awb !== undefined || link !== undefined);
  const answer = w.answer(contact.email, contact.phone);
  const parcelText = ({ carrier, awb }: (typeof parcels)[number]) =>
    awb === undefined ? carrier : w.parcel(carrier, awb);
  const body: Html = html`<p>${w.hello(model.customerName)}</p>
    ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
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
    ...paragraphs,
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
  const { kind, orderId, locale, profile, forecast, promise, parcels } = model;
  const w = words[locale];
  const short = (at: Instant) =>
    new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ro-RO', {
      weekday: 'long',
      day: 'numeric',
      month: 'numeric',
      timeZone: profile.timeZone,
    }).format(at);
  const said = (): string => {
    switch (kind) {
      case 'delay':
        return w.delay.sms(orderId, forecast ? w.range(short(forecast.p50), short(forecast.p90)) : '');
      case 'promise':
        return w.promise.sms(orderId, short(promise?.at ?? model.since));
      case 'correction':
        return w.correction.sms(orderId, stageLabel(model.current, locale, profile.stages));
      case 'stage': {
        const [parcel] = parcels;
        const link = profile.smsLinks && parcel?.link !== undefined ? ` ${parcel.link}` : '';
        return `${compose(model).subject}${parcel?.awb === undefined ? '.' : `. ${w.parcel(parcel.carrier, parcel.awb)}.`}${link}`;
      }
    }
  };
  return oneSegment(`${profile.name}: ${said()}`);
}
