import { customerMoney } from '../i18n/money.ts';
import { readParts } from '../kernel/texts.ts';
import { accountOf } from '../orders/account.ts';
import { orderKey } from '../orders/aggregate.ts';
import type { Content } from '../orders/content.ts';
import type { Facts } from './check.ts';
import { letter } from './letter-frame.ts';
import type { Letter, LetterPorts } from './letter.ts';
import { backFor, booksIn } from './owed.ts';
import { words } from './words.ts';

/**
 * Part of an order was cancelled while the rest is on its way: which pieces, what goes on, and what comes back of it. `of` names
 * the revision. Nothing where the order was revised again since, for then something else is true.
 */
export async function cancelledLetter(
  ports: LetterPorts,
  store: string,
  of: string,
  facts: Facts,
): Promise<Letter | undefined> {
  const { order, content, profile, reach } = facts;
  const { lastRevision: last } = order;
  if (!last || !content || of !== cancelledPieces(order.id, last.ref)) return undefined;
  const before = await readParts<Content>(ports.heads, orderKey(store, order.id), last.content);
  const books = booksIn(facts);
  if (!before || !books) return undefined;
  const locale = content.customer.locale ?? profile.locale;
  const w = words[locale];
  const left = new Map(content.lines.map(({ lineId, quantity }) => [lineId, quantity]));
  const list = before.lines.flatMap(({ lineId, name, quantity }) => {
    const gone = quantity - (left.get(lineId) ?? 0);
    return gone > 0 ? [w.parts.item(name, gone, quantity)] : [];
  });
  const money = (amount: number) => customerMoney(amount, profile.currency, locale);
  const back = backFor(order, ({ ref }) => ref === last.ref);
  const { due } = accountOf(order, books);
  const owed = [
    ...(back > 0 ? [w.owed.back(money(back))] : []),
    ...(order.payment?.state === 'on-delivery' && due > 0 ? [w.owed.payCarrier(money(due))] : []),
  ];
  const { subject, intro, rest } = w.cancelledPart;
  return (to) =>
    letter(
      {
        locale,
        profile,
        customerName: content.customer.name ?? '',
        subject: subject(order.id),
        blocks: [intro(order.id), { list }, rest, ...owed],
        sms: { text: `${subject(order.id)}.`, detail: [...list, ...owed].join('. ') },
        reach,
      },
      to,
    );
}

/** The name of such a letter's matter: one for each revision. */
export const cancelledPieces = (orderId: string, ref: string): string =>
  `${orderId}~${ref.replaceAll('/', '.')}`;
