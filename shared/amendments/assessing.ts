import type { HeadStore } from '../kernel/head.ts';
import { canonical } from '../kernel/receipts.ts';
import { type NamedParts, readParts, readSalted, toSalted, unsalted } from '../kernel/texts.ts';
import type { Content } from '../orders/content.ts';
import type { Orders } from '../orders/orders.ts';
import type { Order } from '../orders/state.ts';
import type { Instant } from '../time/instant.ts';
import { amendmentKey } from './aggregate.ts';
import { assess } from './assess.ts';
import type { Change, QuoteBody } from './bodies.ts';
import { nextId } from './lines.ts';
import { type Asking, inputsFor } from './reading.ts';
import type { ChangeRefusal } from './refusals.ts';
import type { Amendment } from './state.ts';
import { type AssessmentText, type MadeTerms, termsOf } from './terms.ts';

export type Made =
  { readonly refused: ChangeRefusal } | { readonly made: MadeTerms; readonly changes: readonly Change[] };

/** Assesses a change as the world is now: a preview and a commit go this one way. */
export async function assessNow(
  heads: HeadStore,
  store: string,
  orders: Orders,
  order: Order,
  asking: Asking,
  at: Instant,
  before?: AssessmentText,
): Promise<Made> {
  const content = await orders.content(order);
  if (!content) return { refused: { is: 'content-erased' } };
  const changes = numbered(content, asking.changes);
  const inputs = await inputsFor(heads, store, orders, order, { ...asking, changes }, at);
  if (!inputs) return { refused: { is: 'content-erased' } };
  const answer = assess(inputs);
  if ('refused' in answer) return answer;
  return { made: termsOf(inputs, answer.assessment, before?.reservations), changes };
}

/** New lines get their numbers once: quotes and reservations name them. */
function numbered(content: Content, changes: readonly Change[]): Change[] {
  const lines = content.lines.map(({ lineId }) => ({ lineId }));
  return changes.map((change) => {
    if (change.op !== 'add-line') return change;
    const lineId = change.lineId ?? nextId(lines);
    lines.push({ lineId });
    return { ...change, lineId };
  });
}

/** What was written to words and tasks, by the name of its text. */
export async function notesOf(
  heads: HeadStore,
  store: string,
  { id, approvals, tasks }: Amendment,
): Promise<ReadonlyMap<string, unknown>> {
  const key = amendmentKey(store, id);
  const names = [...approvals, ...tasks].flatMap(({ note }) => note ?? []);
  const bodies = await heads.partsOf(names.map((name) => ({ key, name })));
  return new Map(
    names.flatMap((name, at) => {
      const body = bodies[at];
      return body === undefined ? [] : [[name, unsalted(JSON.parse(body))] as const];
    }),
  );
}

/** The texts beside an amendment. */
export async function textsOf(heads: HeadStore, store: string, amendment: Amendment) {
  const key = amendmentKey(store, amendment.id);
  const { changes, quotes, terms } = amendment;
  const [asked, quoted, assessment] = await Promise.all([
    readSalted<readonly Change[]>(heads, key, changes),
    quotes === undefined ? undefined : readSalted<Quotes>(heads, key, quotes),
    terms && readParts<AssessmentText>(heads, key, terms.assessment),
  ]);
  return { changes: asked ?? [], quotes: quoted ?? {}, assessment };
}

/** Procurement's quotes; the same again are the same text. */
export const quotesText = (
  { newSalt }: HeadStore,
  before: { readonly name: string | undefined; readonly quotes: Quotes },
  quotes: Quotes,
): NamedParts =>
  before.name !== undefined && canonical(before.quotes) === canonical(quotes)
    ? { name: before.name, parts: [] }
    : toSalted('quotes', quotes, newSalt());
type Quotes = Readonly<Record<string, QuoteBody>>;

export const changesText = ({ newSalt }: HeadStore, changes: readonly Change[]): NamedParts =>
  toSalted('changes', changes, newSalt());
