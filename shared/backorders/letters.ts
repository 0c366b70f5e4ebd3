import { linkIn } from '../notices/link-in.ts';
import type { Facts } from '../notices/check.ts';
import { type Block, letter, type SmsText } from '../notices/letter-frame.ts';
import { lateLine } from '../notices/late-line.ts';
import type { Letter, LetterPorts } from '../notices/letter.ts';
import type { LetterMatter } from '../notices/notice.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { type Case, decisionOf } from './case.ts';
import { casesOf } from './cases.ts';
import type { Offer } from './offer.ts';
import { outcomeLines } from './outcome.ts';
import { backorderWords } from './words.ts';

/** What a customer is told of goods that lack; nothing where it is no longer so. */
export async function backorderLetter(
  ports: LetterPorts,
  store: string,
  { name, of }: LetterMatter,
  facts: Facts,
): Promise<Letter | undefined> {
  const cases = await casesOf(ports, store);
  const backorder = (await cases?.load(of))?.state;
  if (!cases || !backorder) return undefined;
  const offer = await cases.offer(of, backorder);
  const text = textOf(name, backorder, offer, facts);
  if (!text) return undefined;
  const { order, content, profile } = facts;
  return async (to) => {
    const { asks, locale, ...said } = text;
    const question =
      asks !== undefined && backorder.status === 'asked'
        ? {
            at: asks,
            label: backorderWords[locale].link,
            url: () =>
              linkIn(
                ports,
                store,
                { ...to, order: facts.order },
                { kind: 'backorder', orderId: order.id, caseId: of },
                backorder.deadline,
              ),
          }
        : undefined;
    const { reach } = facts;
    return letter(
      {
        ...said,
        locale,
        profile,
        customerName: content?.customer.name ?? '',
        ...(question ? { question } : {}),
        reach,
      },
      to,
    );
  };
}

interface Text {
  readonly locale: 'ro' | 'en';
  readonly subject: string;
  readonly blocks: readonly Block[];
  readonly sms: SmsText;
  /** Where the link stands among the blocks. */
  readonly asks?: number;
}

function textOf(
  name: LetterMatter['name'],
  backorder: Case,
  offer: Offer | undefined,
  { order, content, profile }: Facts,
): Text | undefined {
  const locale = content?.customer.locale ?? profile.locale;
  const w = backorderWords[locale];
  const { id } = order;
  const late = lateLine({ order, profile }, locale);
  const date = (at: Parameters<typeof dayAndTime>[0]) => dayAndTime(at, locale, profile.timeZone);
  switch (name) {
    case 'backorder':
    case 'backorder-reminder': {
      if (backorder.status !== 'asked' || !offer) return undefined;
      const deadline = date(backorder.deadline);
      const { silence } = profile.backorders;
      const silent = silence === 'wait' ? w.silence.wait : w.silence.cancel(offer.paid);
      const lines = offer.lines.map((line) => w.lacks(line.lacking, line.name));
      return name === 'backorder'
        ? {
            locale,
            subject: w.subject(id),
            blocks: [w.intro(id), { list: lines }, ...late, w.three(deadline), silent],
            sms: { text: w.sms.asked(id) },
            asks: 3 + late.length,
          }
        : {
            locale,
            subject: w.reminder(id),
            blocks: [w.remind(deadline), { list: lines }, ...late, silent],
            sms: { text: w.sms.asked(id) },
            asks: 2 + late.length,
          };
    }
    case 'backorder-settled': {
      const decided = decisionOf(backorder);
      if (!decided || !offer) return undefined;
      const list = outcomeLines(decided, offer, profile, locale);
      return {
        locale,
        subject: w.settled.subject(id),
        blocks: [{ list }, ...late],
        sms: { text: w.sms.settled(id), detail: list.join(' ') },
      };
    }
    case 'backorder-covered':
      if (backorder.status !== 'closed' || backorder.how !== 'covered') return undefined;
      return {
        locale,
        subject: w.covered.subject(id),
        blocks: [w.covered.body, ...late],
        sms: { text: w.sms.covered(id) },
      };
    default:
      return undefined;
  }
}
