import { Contended } from '../kernel/contended.ts';
import { accept, refuse } from '../kernel/decision.ts';
import { readParts } from '../kernel/texts.ts';
import { contentParts } from '../orders/content.ts';
import { reviseContent } from '../orders/decide/revise-content.ts';
import type { Decide } from '../orders/orders.ts';
import type { Order } from '../orders/state.ts';
import { between, type Instant } from '../time/instant.ts';
import { textsOf } from './assessing.ts';
import type { Change } from './bodies.ts';
import { changedMeanwhile, giveUp } from './decide/course.ts';
import { documentId, documentName } from './documents/document.ts';
import type { AmendmentEvent } from './events.ts';
import { isPast } from './gate.ts';
import { ownerOf } from './reading.ts';
import { commit, type Running } from './running.ts';
import { isEnded, type OpenAmendment, type Terms } from './state.ts';
import type { AssessmentText } from './terms.ts';

export const isApplied = (order: Order, amendmentId: string): boolean =>
  order.revisedBy?.includes(ownerOf(amendmentId)) ?? false;

/**
 * Makes the new revision by one conditional put of the order, which looks once more whether its content is the one that
 * was agreed upon and whether it can still be changed. What was made once is not made again, whoever died in between.
 */
export async function apply(running: Running, amendment: OpenAmendment, order: Order): Promise<boolean> {
  const { ports, store, orders, head } = running;
  const { terms, id, orderId } = amendment;
  const text = terms && (await readParts<AssessmentText>(ports.heads, head.key, terms.assessment));
  if (!terms || !text) return commit(running, (now, at) => giveUp(now, 'content-erased', at));
  const { changes } = await textsOf(ports.heads, store, amendment);
  const { name, parts } = contentParts(text.content);
  if (name !== terms.content) throw new Error(`amendment ${id} would apply what nobody has agreed to`);
  // The order as it was stays readable as a paper of its revision.
  const before = { kind: 'order', revision: order.revision } as const;
  const paper = { ...before, documentId: documentId('order', order.revision), content: order.content };
  const done = await orders.amend(orderId, { actor: 'system' }, revision(id, terms, changes, running), [
    ...parts,
    ...(isApplied(order, id) ? [] : [{ name: documentName(before), body: JSON.stringify(paper) }]),
  ]);
  if (done.done) return commit(running, applied(id, done.state.revision, terms, text));
  const { is } = done.refusal;
  if (is === 'contended') throw new Contended(`order ${order.id}`);
  if (is === 'content-changed') return commit(running, changedMeanwhile);
  return commit(running, (now, at) => giveUp(now, is, at));
}

const revision =
  (id: string, terms: Terms, changes: readonly Change[], { orders }: Running): Decide =>
  (order) => {
    if (isApplied(order, id)) return accept([], 'repeated');
    if (changes.some(({ op }) => isPast(order, op, orders)))
      return refuse({ is: 'past-no-return', stage: order.stay.stage });
    const { from, content, units, gross, promisedAt } = terms;
    return reviseContent(order, {
      from,
      content,
      units,
      reason: 'amendment',
      ref: ownerOf(id),
      ...(promisedAt === undefined || promisedAt === order.promise?.at ? {} : { promisedAt }),
      ...(gross < 0 ? { credit: -gross } : gross > 0 ? { charge: gross } : {}),
    });
  };

const applied =
  (id: string, orderRevision: number, { verdict, gross }: Terms, { cost }: AssessmentText) =>
  (amendment: Parameters<typeof giveUp>[0], at: Instant) => {
    if (!amendment || isEnded(amendment)) return accept<AmendmentEvent>([], 'repeated');
    const data = {
      orderId: amendment.orderId,
      at,
      revision: orderRevision,
      gross,
      net: cost.total.net,
      margin: cost.margin?.amount ?? null,
      verdict,
      took: between(amendment.at, at),
    };
    return accept<AmendmentEvent>([{ type: 'amendment.applied', data }], 'applied', id);
  };
