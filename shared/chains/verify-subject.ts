import { amendmentKind } from '../amendments/aggregate.ts';
import { seriesKind } from '../amendments/documents/document.ts';
import type { Amendment } from '../amendments/state.ts';
import type { Envelope } from '../events/envelope.ts';
import { type Link, readLink } from '../events/links.ts';
import type { Timeline } from '../events/timeline.ts';
import { type Finding, verify } from '../events/verify.ts';
import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, Head, HeadStore } from '../kernel/head.ts';
import { orderKey, orderKind } from '../orders/aggregate.ts';
import type { Order } from '../orders/state.ts';
import { stockKind } from '../stock/level/aggregate.ts';
import { ledgerFaults, paperFaults, textFaults, textsIn } from './bound.ts';

interface VerifyPorts {
  readonly heads: HeadStore;
  readonly timeline: Pick<Timeline, 'entries'>;
}

/** Whose chains are verified: orders, their changes, the numbers of documents, and articles with their ledger. */
export const verifiedKinds: readonly string[] = [orderKind, amendmentKind, seriesKind, stockKind];

/** What a verification found. */
export interface Verdict {
  readonly subject: string;
  readonly version: number;
  /** Own events in the timeline. */
  readonly entries: number;
  /** Nothing is altered, missing, added, moved or unproven. */
  readonly verified: boolean;
  readonly faults: readonly Finding[];
  /** Entries whose typed words an erasure took, and entries of before there were chains. */
  readonly erased: number;
  readonly unsealed: number;
}

/** A head moves on while a long timeline is read; then it is read again. */
const attempts = 3;

/**
 * Verifies one aggregate: its timeline against its chain, and what lies beside it against its events. Undefined where
 * nothing is known of it.
 */
export async function verifySubject(
  ports: VerifyPorts,
  store: string,
  kind: string,
  id: string,
  page = 500,
): Promise<Verdict | undefined> {
  const key: AggregateKey = { store: storeId(store), kind, id };
  for (let attempt = 1; ; attempt++) {
    const head = await ports.heads.load<unknown>(key);
    const read = await readTimeline(ports, key, page);
    const after = await ports.heads.load<unknown>(key);
    if (after?.version !== head?.version && attempt < attempts) continue;
    if (!head && read.links.length === 0) return undefined;
    return judge(ports, key, head, read);
  }
}

interface Read {
  readonly links: readonly Link[];
  readonly texts: ReadonlySet<string>;
  /** Events that say something of what lies beside: own ones, and of an order those of its documents. */
  readonly events: readonly Envelope[];
  readonly papers: Readonly<Record<string, string>> | undefined;
}

async function readTimeline(
  { timeline }: VerifyPorts,
  { store, kind, id }: AggregateKey,
  limit: number,
): Promise<Read> {
  const links: Link[] = [];
  const texts = new Set<string>();
  const events: Envelope[] = [];
  let papers: Read['papers'];
  let cursor: string | undefined;
  do {
    const page = await timeline.entries(store, `${kind}/${id}`, { limit, cursor });
    for (const entry of page.items) {
      const link = readLink(entry, `${store}.${kind}.${id}`);
      const { envelope } = entry;
      if (link) {
        links.push(link);
        for (const name of textsIn(envelope.data)) texts.add(name);
        if (envelope.type === 'order.customer-erased') papers = envelope.data['papers'] as Read['papers'];
      }
      if (envelope.type === 'stock.moved' || envelope.type.startsWith('document.')) events.push(envelope);
    }
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return { links, texts, events, papers };
}

async function judge(
  { heads }: VerifyPorts,
  key: AggregateKey,
  head: Head<unknown> | undefined,
  { links, texts, events, papers }: Read,
): Promise<Verdict> {
  const { store, kind, id } = key;
  const erased = await isErased(heads, key, head);
  const anchor = {
    name: `${store}.${kind}.${id}`,
    version: head?.version ?? 0,
    link: head?.link,
    erased,
  };
  const found = verify(links, anchor);
  const beside =
    kind === stockKind
      ? [...(await ledgerFaults(heads, key, events)), ...(await textFaults(heads, key, texts, false))]
      : kind === seriesKind
        ? await paperFaults(heads, store, events)
        : [
            ...(await textFaults(heads, key, texts, erased)),
            ...(kind === orderKind ? await paperFaults(heads, store, events, { id, papers }) : []),
          ];
  const faults = [...found.filter(({ is }) => is !== 'erased' && is !== 'unsealed'), ...beside];
  return {
    subject: `${kind}/${id}`,
    version: anchor.version,
    entries: links.length,
    verified: faults.length === 0,
    faults,
    erased: found.filter(({ is }) => is === 'erased').length,
    unsealed: found.filter(({ is }) => is === 'unsealed').length,
  };
}

/** Texts may be gone where the order's person was erased. */
async function isErased(
  heads: HeadStore,
  { store, kind }: AggregateKey,
  head: Head<unknown> | undefined,
): Promise<boolean> {
  if (kind === orderKind) return (head as Head<Order> | undefined)?.state.erased !== undefined;
  if (kind !== amendmentKind || !head) return false;
  const { orderId } = (head as Head<Amendment>).state;
  return (await heads.load<Order>(orderKey(store, orderId)))?.state.erased !== undefined;
}
