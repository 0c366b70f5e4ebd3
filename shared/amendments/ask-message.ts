import { day, dayAndTime, type Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { layout } from '../notices/layout.ts';
import type { Message } from '../notices/message.ts';
import type { Profile } from '../stores/profile.ts';
import type { Instant } from '../time/instant.ts';
import { type ApprovalModel, facts } from './approval-page.ts';
import { approvalWords } from './approval-words.ts';
import { changesIn, costLines } from './showing.ts';
import { type Department, departments } from './department.ts';

export interface AskModel extends ApprovalModel {
  readonly about: string;
  readonly again: boolean;
  readonly url: string;
  readonly until: Instant;
}

/** What one of the staff is written: what changes, what it costs, the date and its risk, and where to answer, until when. */
export function askMessage(model: AskModel): Message {
  const { locale, profile, amendment, assessment, changes, about, url, until } = model;
  const w = approvalWords[locale];
  const subject = subjectOf(model);
  const department = isDepartment(about) ? about : undefined;
  const work = department ? w.mail.work[department] : about === 'quote' ? w.mail.quoteWork : undefined;
  // The cost concerns those who decide and those who bill.
  const cost =
    department === undefined || department === 'billing' ? costLines(assessment.cost, profile, locale) : [];
  const paragraphs = [
    ...(work === undefined ? [] : [work]),
    ...changesIn(assessment.touched, changes, profile, locale),
    ...cost,
    ...(department === undefined ? facts(model) : datesOf(model)),
    w.until(dayAndTime(until, locale, profile.timeZone)),
  ];
  const link = work === undefined ? w.mail.link : w.mail.see;
  const body: Html = html`${paragraphs.map((text) => html`<p>${text}</p>`)}
    <p><a href="${url}">${link}</a></p>
    <p>${profile.name}, ${amendment.orderId}</p>`;
  return {
    subject: `${subject} · ${profile.name}`,
    html: layout({ locale, title: subject, heading: profile.name, body }),
    text: [subject, ...paragraphs, `${link}:\n${url}`].join('\n\n'),
  };
}

const isDepartment = (about: string): about is Department => departments.some((one) => one === about);

function subjectOf({ locale, amendment: { orderId }, about, again }: AskModel): string {
  const w = approvalWords[locale];
  if (isDepartment(about)) return w.mail.task(orderId, w.departments[about]);
  if (about === 'quote') return w.mail.quote(orderId);
  return again ? w.mail.remind(orderId) : w.mail.approve(orderId);
}

function datesOf({
  locale,
  profile,
  assessment,
}: { locale: Locale; profile: Profile } & Pick<ApprovalModel, 'assessment'>) {
  const w = approvalWords[locale];
  const { promisedAt } = assessment;
  return promisedAt === undefined ? [] : [w.date(day(promisedAt, locale, profile.timeZone))];
}
