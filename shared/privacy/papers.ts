import type { DocumentKind, DocumentText } from '../amendments/documents/document.ts';
import { documentName } from '../amendments/documents/document.ts';
import { documentsOf } from '../amendments/documents/issue.ts';
import type { HeadStore } from '../kernel/head.ts';
import { digest } from '../kernel/receipts.ts';
import { readParts, toOwnSalted } from '../kernel/texts.ts';
import { orderKey } from '../orders/aggregate.ts';
import type { Content } from '../orders/content.ts';

/** Papers from which money was asked or given back: the accounts rest on them. */
const billing: readonly DocumentKind[] = ['pro-forma', 'difference', 'addendum'];

/** The kind of text that a billing document shows once everything else of the order is gone. */
const kept = 'billed';

/** What billing documents show from now on, by id: bound to the event of the erasure. */
export async function papersSetApart(
  heads: HeadStore,
  store: string,
  orderId: string,
): Promise<Readonly<Record<string, string>>> {
  const all = await documentsOf(heads, store, orderId);
  return Object.fromEntries(
    all.filter(({ text }) => isKept(text)).map(({ text }) => [text.documentId, text.content]),
  );
}

/** Billing documents of an order that stay readable, by id. */
export async function papersKept(heads: HeadStore, store: string, orderId: string): Promise<string[]> {
  return Object.keys(await papersSetApart(heads, store, orderId));
}

const isKept = ({ content }: DocumentText): boolean => content.startsWith(`${kept}#`);

/**
 * Gives each billing document a text of its own, with what a document must name (goods, sums, the buyer and his address)
 * and no e-mail, phone or note; so that the contents of the order can go. The text comes first, then the document that
 * points to it: whoever dies between has lost nothing, and again it changes nothing.
 */
export async function setPapersApart(heads: HeadStore, store: string, orderId: string): Promise<void> {
  const key = orderKey(store, orderId);
  for (const { text } of await documentsOf(heads, store, orderId)) {
    if (!billing.includes(text.kind) || isKept(text)) continue;
    const content = await readParts<Content>(heads, key, text.content);
    if (!content) continue;
    const { name, parts } = toOwnSalted(kept, billed(content));
    for (const part of parts) await heads.putPart(key, part);
    await heads.putPart(key, {
      name: documentName(text),
      body: JSON.stringify({ ...text, content: name, was: text.content }),
    });
  }
}

function billed({
  customer,
  deliveryAddress,
  salt,
  note: _,
  tags: __,
  problems: ___,
  ...rest
}: Content): Content {
  // Of a salt of its own: with the order's, whoever reads this paper could try guesses against the names of what is gone.
  const own = salt === undefined ? {} : { salt: digest(`${kept} ${salt}`, 22) };
  const reduced = { ...rest, ...own, customer: customer.name === undefined ? {} : { name: customer.name } };
  if (!deliveryAddress) return reduced;
  const { note: ____, phone: _____, ...address } = deliveryAddress;
  return { ...reduced, deliveryAddress: address };
}
