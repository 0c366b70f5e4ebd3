import { own } from '../kernel/own.ts';
import {
  documentName,
  documentPrint,
  documentRange,
  type DocumentKind,
  type DocumentText,
  voidName,
  type VoidText,
} from '../amendments/documents/document.ts';
import type { Envelope } from '../events/envelope.ts';
import type { Finding } from '../events/verify.ts';
import type { AggregateKey, HeadStore, Part } from '../kernel/head.ts';
import { canonical, digest } from '../kernel/receipts.ts';
import { isNamedSo } from '../kernel/texts.ts';
import { orderKey } from '../orders/aggregate.ts';
import { entryName, ledgerRange } from '../stock/level/ledger.ts';

/** What lies beside an aggregate and is bound to its events: compared with what these say of it. */
type Fault = Pick<Finding, 'is' | 'entry'>;

const textName = /^([a-z]+)#[\w-]{16,32}\.\d{1,3}$/;

/** The names of texts in an event, however deep. */
export function textsIn(data: unknown): string[] {
  if (typeof data === 'string') return textName.test(data) ? [data] : [];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsIn) : [];
}

/**
 * Texts against their names, which their events hold. One that is not there is a fault only where nothing was erased;
 * contents that an amendment only thought of were never written.
 */
export async function textFaults(
  heads: HeadStore,
  key: AggregateKey,
  names: ReadonlySet<string>,
  erased: boolean,
): Promise<Fault[]> {
  const found: Fault[] = [];
  for (const name of names) {
    if (key.kind === 'amendment' && name.startsWith('content#')) continue;
    const json = await wholeText(heads, key, name);
    if (json === undefined) {
      if (!erased) found.push({ is: 'missing', entry: name });
    } else if (!isNamedSo(name, json)) found.push({ is: 'altered', entry: name });
  }
  return found;
}

async function wholeText(heads: HeadStore, key: AggregateKey, name: string): Promise<string | undefined> {
  const pieces = Number(name.slice(name.lastIndexOf('.') + 1));
  const names = Array.from({ length: pieces }, (_, at) => ({
    key,
    name: at === 0 ? name : `${name}.${String(at)}`,
  }));
  const found = await heads.partsOf(names);
  return found.includes(undefined) ? undefined : found.join('');
}

/** Every part between two names, whatever there is of them. */
async function allBetween(heads: HeadStore, key: AggregateKey, range: { from: string; to: string }) {
  const parts: Part[] = [];
  let cursor: string | undefined;
  do {
    const page = await heads.partsBetween(key, range.from, range.to, { limit: 500, cursor });
    parts.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return new Map(parts.map(({ name, body }) => [name, body]));
}

/** The ledger of an article against the events that booked its entries. */
export async function ledgerFaults(
  heads: HeadStore,
  key: AggregateKey,
  moved: readonly Envelope[],
): Promise<Fault[]> {
  const entries = await allBetween(heads, key, ledgerRange);
  const found = moved.flatMap(({ data }): Fault[] => {
    const name = entryName(Number(data['entry']));
    const body = entries.get(name);
    entries.delete(name);
    if (body === undefined) return [{ is: 'missing', entry: name }];
    // Of entries of before there is no print.
    return data['print'] === undefined || printOf(body) === data['print']
      ? []
      : [{ is: 'altered', entry: name }];
  });
  return [...found, ...[...entries.keys()].map((entry): Fault => ({ is: 'added', entry }))];
}

function printOf(body: string): string | undefined {
  try {
    return digest(canonical(JSON.parse(body)), 22);
  } catch {
    return undefined;
  }
}

/** Papers against the events that numbered and voided them, and against what an erasure said that they show from then on. */
export async function paperFaults(
  heads: HeadStore,
  store: string,
  issued: readonly Envelope[],
  order?: { readonly id: string; readonly papers: Readonly<Record<string, string>> | undefined },
): Promise<Fault[]> {
  const found: Fault[] = [];
  const known = new Set<string>();
  for (const { type, data } of issued) {
    const { orderId, documentId } = data as { orderId: string; documentId: string };
    const key = orderKey(store, orderId);
    const name = nameOf(documentId);
    const entry = `${orderId} ${documentId}`;
    if (type === 'document.voided') {
      const body = await heads.part(key, voidName(documentId));
      const gone: VoidText = {
        documentId,
        at: data['at'] as VoidText['at'],
        replacedBy: String(data['replacedBy']),
      };
      if (body === undefined) found.push({ is: 'missing', entry: `${entry} void` });
      else if (printOf(body) !== digest(canonical(gone), 22))
        found.push({ is: 'altered', entry: `${entry} void` });
      continue;
    }
    known.add(name);
    const body = await heads.part(key, name);
    if (body === undefined) found.push({ is: 'missing', entry });
    else if (data['print'] !== undefined && paperPrint(body) !== data['print'])
      found.push({ is: 'altered', entry });
  }
  if (!order) return found;
  const key = orderKey(store, order.id);
  for (const [name, body] of await allBetween(heads, key, documentRange)) {
    const text = JSON.parse(body) as DocumentText;
    const entry = `${order.id} ${text.documentId}`;
    if (text.kind !== 'order' && !known.has(name)) found.push({ is: 'added', entry });
    if (text.was === undefined) continue;
    const shown = await wholeText(heads, key, text.content);
    if (
      own(order.papers, text.documentId) !== text.content ||
      shown === undefined ||
      !isNamedSo(text.content, shown)
    )
      found.push({ is: 'altered', entry });
  }
  return found;
}

function nameOf(documentId: string): string {
  const at = documentId.lastIndexOf('-');
  const kind = documentId.slice(0, at) as DocumentKind;
  return documentName({ kind, revision: Number(documentId.slice(at + 1)) });
}

function paperPrint(body: string): string | undefined {
  try {
    return documentPrint(JSON.parse(body) as DocumentText);
  } catch {
    return undefined;
  }
}
