import type { HeadStore } from '../../kernel/head.ts';
import { readParts, readSalted } from '../../kernel/texts.ts';
import { orderKey } from '../../orders/aggregate.ts';
import type { Content } from '../../orders/content.ts';
import type { Order } from '../../orders/state.ts';
import type { Profile } from '../../stores/profile.ts';
import type { Running } from '../running.ts';
import type { Amendment } from '../state.ts';
import type { AssessmentText } from '../terms.ts';
import {
  documentId,
  documentRange,
  type DocumentText,
  type NumberedKind,
  type Seller,
  voidName,
  type VoidText,
} from './document.ts';
import { issueDocument } from './series.ts';

/** Papers of an order at the most; each revision makes a few. */
const most = 200;

export interface KeptDocument {
  readonly text: DocumentText;
  readonly voided: VoidText | undefined;
}

/** All papers of an order, by revision; voided ones among them. */
export async function documentsOf(heads: HeadStore, store: string, orderId: string): Promise<KeptDocument[]> {
  const key = orderKey(store, orderId);
  const { items } = await heads.partsBetween(key, documentRange.from, documentRange.to, { limit: most });
  const texts = items.map(({ body }) => JSON.parse(body) as DocumentText);
  const gone = await heads.partsOf(texts.map((text) => ({ key, name: voidName(text.documentId) })));
  return texts.map((text, at) => {
    const body = gone[at];
    return { text, voided: body === undefined ? undefined : (JSON.parse(body) as VoidText) };
  });
}

/**
 * The papers of a change that was applied: a confirmation of the new order, a billing document for the difference (a new
 * pro-forma takes the place of the old; of what is invoiced already, a note for finance), and an addendum for a company.
 */
export async function issueDocuments(running: Running, amendment: Amendment, order: Order): Promise<void> {
  const { ports, store, orders, head } = running;
  const { terms, orderId, id: amendmentId } = amendment;
  if (!terms || !('revision' in amendment) || amendment.revision === undefined) return;
  const { revision } = amendment;
  const [assessment, content] = await Promise.all([
    readParts<AssessmentText>(ports.heads, head.key, terms.assessment),
    readParts<Content>(ports.heads, orderKey(store, orderId), terms.content),
  ]);
  if (!assessment || !content) return;
  const { items, total } = assessment.cost;
  const accepted = await acceptanceOf(running, amendment);
  const present = await documentsOf(ports.heads, store, orderId);
  for (const kind of kindsOf(order, content, total.gross)) {
    const text = {
      documentId: documentId(kind, revision),
      revision,
      content: terms.content,
      amendmentId,
      items,
      difference: total,
      seller: sellerOf(orders.profile),
      ...(kind === 'addendum' ? { accepted } : {}),
    };
    const old = present.find(
      (one) => one.text.kind === kind && !one.voided && one.text.revision < revision && replaces(kind),
    );
    await issueDocument(ports, store, { orderId, kind, text, voids: old?.text.documentId });
  }
}

/** A note of a difference and an addendum stand beside the ones before. */
const replaces = (kind: NumberedKind): boolean => kind === 'confirmation' || kind === 'pro-forma';

function kindsOf(order: Order, { buyer }: Content, gross: number): NumberedKind[] {
  const invoiced = order.attributes?.['invoice'] !== undefined;
  return [
    'confirmation',
    ...(gross === 0 ? [] : [invoiced ? ('difference' as const) : ('pro-forma' as const)]),
    ...(buyer?.kind === 'company' ? ['addendum' as const] : []),
  ];
}

function sellerOf({ name, vat, amendments: { seller } }: Profile): Seller {
  return {
    name: seller?.name ?? name,
    ...(vat.id === undefined ? {} : { vatId: vat.id }),
    ...(seller?.address === undefined ? {} : { address: seller.address }),
    ...(seller?.registration === undefined ? {} : { registration: seller.registration }),
    ...(seller?.bank === undefined ? {} : { bank: seller.bank }),
  };
}

/** What the customer wrote when he accepted. */
export interface AcceptanceText {
  readonly orderNumber?: string;
}

async function acceptanceOf(
  { ports, head }: Running,
  { approvals }: Amendment,
): Promise<NonNullable<DocumentText['accepted']>> {
  const word = approvals.find(({ party }) => party === 'customer');
  const text =
    word?.note === undefined ? undefined : await readSalted<AcceptanceText>(ports.heads, head.key, word.note);
  return {
    ...(word?.at === undefined ? {} : { at: word.at }),
    ...(text?.orderNumber === undefined ? {} : { orderNumber: text.orderNumber }),
  };
}
