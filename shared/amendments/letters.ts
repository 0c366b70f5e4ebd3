import { dayAndTime, type Locale } from '../i18n/dates.ts';
import { formatMoney } from '../i18n/money.ts';
import { linkIn } from '../notices/link-in.ts';
import type { Facts } from '../notices/check.ts';
import { type Block, letter } from '../notices/letter-frame.ts';
import { lateLine } from '../notices/late-line.ts';
import type { Letter, LetterPorts } from '../notices/letter.ts';
import { isOpen } from '../orders/state.ts';
import type { LetterMatter } from '../notices/notice.ts';
import type { Instant } from '../time/instant.ts';
import { acceptanceWords } from './acceptance-words.ts';
import { untilOf } from './agenda.ts';
import { amendmentKey } from './aggregate.ts';
import { textsOf } from './assessing.ts';
import type { Change } from './bodies.ts';
import { changesIn, costLines, riskIn } from './showing.ts';
import { type Amendment, isEnded, waiting } from './state.ts';
import type { AssessmentText } from './terms.ts';

interface Subject {
  readonly amendment: Amendment;
  readonly changes: readonly Change[];
  readonly assessment: AssessmentText;
  readonly locale: Locale;
  readonly facts: Facts;
}

/**
 * What a customer is told of a change of his order: that his word is needed, how it ended with the cost broken down, or
 * that it could not be made although he had agreed. Nothing where it is no longer so; so a change that was taken back
 * before he knew of it leaves no message.
 */
export async function amendmentLetter(
  ports: LetterPorts,
  store: string,
  { name, of }: LetterMatter,
  facts: Facts,
): Promise<Letter | undefined> {
  const amendment = (await ports.heads.load<Amendment>(amendmentKey(store, of)))?.state;
  if (!amendment) return undefined;
  const { changes, assessment } = await textsOf(ports.heads, store, amendment);
  if (!assessment) return undefined;
  const { content, profile } = facts;
  const locale = content?.customer.locale ?? profile.locale;
  const subject: Subject = { amendment, changes, assessment, locale, facts };
  const text = textFor(name, subject);
  if (!text) return undefined;
  return async (to) => {
    const { until, blocks, detail } = text;
    const w = acceptanceWords[locale].mail;
    const { terms } = amendment;
    const question =
      until !== undefined && terms
        ? {
            at: blocks.length,
            label: w.link,
            url: () =>
              linkIn(
                ports,
                store,
                { ...to, order: facts.order },
                { kind: 'acceptance', orderId: amendment.orderId, amendmentId: of, hash: terms.hash },
                until,
              ),
          }
        : undefined;
    return letter(
      {
        locale,
        profile,
        customerName: content?.customer.name ?? '',
        subject: text.subject,
        blocks:
          until === undefined ? blocks : [...blocks, w.until(dayAndTime(until, locale, profile.timeZone))],
        sms: { text: `${text.subject}.`, ...(detail === undefined ? {} : { detail }) },
        ...(question ? { question } : {}),
        reach: facts.reach,
      },
      to,
    );
  };
}

interface Text {
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** What matters of it, for whoever has no e-mail. */
  readonly detail?: string;
  /** Until when an answer is waited for. */
  readonly until?: Instant;
}

function textFor(name: LetterMatter['name'], subject: Subject): Text | undefined {
  const { amendment, locale } = subject;
  const w = acceptanceWords[locale].mail;
  const { orderId } = amendment;
  switch (name) {
    case 'amendment':
      return asking(subject, w.ask.subject(orderId), w.ask.intro(orderId));
    case 'amendment-reminder':
      return asking(subject, w.remind.subject(orderId), w.remind.intro(orderId));
    case 'amendment-applied':
      return amendment.status === 'applied' ? applied(subject) : undefined;
    case 'amendment-unchanged':
      // Of an order that has ended it would not be true that it stays as it was.
      return isOpen(subject.facts.order) &&
        isEnded(amendment) &&
        amendment.status !== 'applied' &&
        amendment.customer === 'accepted'
        ? { subject: w.unchanged.subject(orderId), blocks: [w.unchanged.text(orderId)] }
        : undefined;
    default:
      return undefined;
  }
}

function asking(subject: Subject, title: string, intro: string): Text | undefined {
  const { amendment, changes, assessment, locale, facts } = subject;
  const word = isEnded(amendment) ? undefined : waiting(amendment).find(({ party }) => party === 'customer');
  if (!word) return undefined;
  const { profile } = facts;
  return {
    subject: title,
    blocks: [
      intro,
      { list: changesIn(assessment.touched, changes, profile, locale) },
      { list: costLines(assessment.cost, profile, locale) },
      ...riskIn(assessment, profile, locale),
      ...lateLine(facts, locale),
    ],
    until: untilOf(word, amendment),
  };
}

function applied({ amendment, changes, assessment, locale, facts }: Subject): Text {
  const { profile } = facts;
  const w = acceptanceWords[locale].mail;
  const { gross } = assessment.cost.total;
  const sum = formatMoney(Math.abs(gross), profile.currency, locale);
  const money = gross === 0 ? [] : [gross > 0 ? w.paid(sum) : w.back(sum)];
  return {
    subject: w.applied.subject(amendment.orderId),
    blocks: [
      w.applied.intro(amendment.orderId),
      { list: changesIn(assessment.touched, changes, profile, locale) },
      { list: costLines(assessment.cost, profile, locale) },
      ...money,
    ],
    ...(gross === 0 ? {} : { detail: money.join(' ') }),
  };
}
