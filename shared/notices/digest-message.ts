import { own } from '../kernel/own.ts';
import { counted, dayAndTime, grouped, type Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { formatMoney } from '../i18n/money.ts';
import { oneSegment } from '../i18n/gsm.ts';
import { lengthText } from '../i18n/length.ts';
import { missing } from '../orders/decide/checklist.ts';
import type { Profile } from '../stores/profile.ts';
import { pageOf, pagesOf } from './alert-pages.ts';
import { staffWords } from './digest-words.ts';
import { type Gathered, type Kind, type Line, mostNamed, named, total } from './gathered.ts';
import { layout } from './layout.ts';
import { stageLabel } from './words.ts';

/** A digest in a reader's language: as text, and as an e-mail with links to the pages that it is about. */
export interface DigestMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** One thing that a digest says: the name that is linked, and what is said of it. */
interface Said {
  readonly name: string;
  readonly more: string;
  readonly page?: string;
}

/**
 * A digest for one reader: gravest first, each named order with its stage, its time there and its date; of a storm the
 * number, by stage.
 */
export function digestMessage(
  profile: Profile,
  locale: Locale,
  { gathered, more }: { readonly gathered: Gathered; readonly more: boolean },
  base: string,
): DigestMessage {
  const w = staffWords[locale];
  const groups = Object.keys(w.titles).flatMap((type) => {
    const kind = gathered.kinds.get(type);
    if (!kind) return [];
    const said = [
      ...kind.named.map((line) => describe(line, profile, locale)),
      ...others(kind, profile, locale).map((name) => ({ name, more: '' })),
    ];
    return [{ title: own(w.titles, type) ?? type, said }];
  });
  const lines = named(gathered);
  const [first] = Object.keys(w.titles).filter((type) => gathered.kinds.has(type));
  const gravest = first === undefined ? '' : `: ${lower(own(w.titles, first) ?? first)}`;
  const stalls = lines.some(({ alert }) => alert.stallId !== undefined);
  const subject = `${profile.name}: ${counted(total(gathered), w.alerts, locale)}${gravest}`;
  const after = [...(more ? [w.more] : []), ...(stalls ? [w.next] : [])];
  const pages = pagesOf(lines).map((path) => `${base}${path}`);
  const plain = ({ name, more: rest }: Said) => `- ${[name, rest].filter(Boolean).join(', ')}`;
  return {
    subject,
    text: [
      ...groups.map(({ title, said }) => `${title}:\n${said.map(plain).join('\n')}`),
      ...after,
      pages.join('\n'),
    ].join('\n\n'),
    html: layout({
      locale,
      title: subject,
      heading: profile.name,
      body: html`${groups.map(
        ({ title, said }) =>
          html`<h2 style="margin:24px 0 8px;font-size:16px">${title}</h2>
            <ul style="margin:0 0 16px;padding-left:20px">
              ${said.map((one) => item(one, base))}
            </ul>`,
      )}
      ${after.map((text) => html`<p>${text}</p>`)}
      ${pages.map((page) => html`<p><a href="${page}">${w.see}</a></p>`)}`,
    }),
  };
}

const item = ({ name, more, page }: Said, base: string): Html =>
  html`<li>
    ${page === undefined ? name : html`<a href="${base}${page}">${name}</a>`}${more !== '' && `, ${more}`}
  </li>`;

/** The first letter alone: what is written in capitals stays so. */
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What is not named: how many, and in which stages all of the kind stand, most first. */
function others({ count, stages }: Kind, profile: Profile, locale: Locale): string[] {
  if (count <= mostNamed) return [];
  const w = staffWords[locale];
  const counts = [...stages]
    .sort(([, a], [, b]) => b - a)
    .map(([stage, of]) => `${stageLabel(stage, locale, profile.stages)} ${grouped(of, locale)}`);
  return [
    w.others(grouped(count - mostNamed, locale)),
    ...(counts.length > 0 ? [w.stages(counts.join(', '))] : []),
  ];
}

/** One segment for the phone: how many, and the first. */
export function digestSms(profile: Profile, locale: Locale, orders: Gathered['urgent']): string {
  const w = staffWords[locale];
  const count = orders.size;
  const first = [...orders].slice(0, 2);
  const beyond = count > 2 ? ` +${grouped(count - 2, locale)}` : '';
  return oneSegment(
    `${profile.name}: ${w.escalation(counted(count, w.orders, locale), `${first.join(', ')}${beyond}`, count === 1)}`,
  );
}

/** On the phone of whoever can see to it that e-mails leave again. */
export const stoppedSms = (profile: Profile, locale: Locale): string =>
  oneSegment(`${profile.name}: ${staffWords[locale].stopped}`);

function describe(line: Line, profile: Profile, locale: Locale): Said {
  const { alert, order, waiting } = line;
  const w = staffWords[locale];
  const reason =
    alert.why === undefined
      ? undefined
      : (own(w.reasons, alert.why) ??
        (alert.stallId === undefined && stageLabel(alert.why, locale, profile.stages)));
  const clocks =
    alert.stallId !== undefined ||
    alert.type.startsWith('order.promise-') ||
    alert.type === 'order.delay-expected';
  const where =
    clocks &&
    order &&
    waiting &&
    w.stage(
      stageLabel(order.stay.stage, locale, profile.stages),
      lengthText(waiting.spent, waiting.kind, locale),
      lengthText(waiting.limit, waiting.kind, locale),
    );
  const promised =
    clocks && order?.promise && w.promised(dayAndTime(order.promise.at, locale, profile.timeZone));
  const open =
    alert.stallId !== undefined && order
      ? missing(order, profile.stages.find(({ name }) => name === order.stay.stage)?.checklist)
      : [];
  const unticked = open.length > 0 && w.unticked(open.map(({ label }) => label[locale]).join('; '));
  const sum = alert.sum && formatMoney(alert.sum.amount, alert.sum.currency, locale);
  // What is about no order or article says when it was.
  const since = /^(sending|access)\./.test(alert.type) && dayAndTime(alert.at, locale, profile.timeZone);
  const [name = '', ...more] = [
    alert.orderId,
    alert.about,
    since,
    sum,
    where,
    promised,
    unticked,
    reason,
  ].filter((part) => typeof part === 'string' && part !== '') as string[];
  const page = pageOf(alert);
  return { name, more: more.join(', '), ...(page === undefined ? {} : { page }) };
}
