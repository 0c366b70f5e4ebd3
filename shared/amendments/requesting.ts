import { type Call, change, type Outcome } from '../kernel/commit.ts';
import type { Decision } from '../kernel/decision.ts';
import type { Part } from '../kernel/head.ts';
import { toSalted } from '../kernel/texts.ts';
import type { Orders } from '../orders/orders.ts';
import type { Order } from '../orders/state.ts';
import type { Instant } from '../time/instant.ts';
import { amendmentAggregate, amendmentKey } from './aggregate.ts';
import { assessNow, changesText } from './assessing.ts';
import type { AmendmentBody, Change } from './bodies.ts';
import { request, wordRefused } from './decide/course.ts';
import type { AmendmentEvent } from './events.ts';
import { holderOf } from './holding.ts';
import type { AmendmentRefusal, ChangeRefusal } from './refusals.ts';
import { runAmendment } from './run.ts';
import type { AmendmentPorts } from './running.ts';
import { type Amendment, approvalStatus } from './state.ts';
import type { Status } from './status.ts';
import type { MadeTerms } from './terms.ts';

export interface Preview extends MadeTerms {
  /** Where it would be once it is asked for. */
  readonly status: Status;
}

/** What a change would mean now; refuses what cannot be made. Stores nothing, and goes the way that a request goes. */
export async function previewChange(
  ports: AmendmentPorts,
  store: string,
  orders: Orders,
  order: Order,
  changes: readonly Change[],
): Promise<{ readonly refused: ChangeRefusal } | { readonly preview: Preview }> {
  const asking = { changes, quotes: {}, refusedBy: [] };
  const answer = await assessNow(ports.heads, store, orders, order, asking, ports.clock());
  if ('refused' in answer) return answer;
  const holder = holderOf(order);
  if (holder !== undefined && orders.profile.amendments.concurrent === 'refuse')
    return { refused: { is: 'amendment-open', amendmentId: holder } };
  const { made } = answer;
  const status =
    holder !== undefined
      ? 'requested'
      : made.unpriced.length > 0
        ? 'awaiting-quote'
        : made.asked.length > 0
          ? approvalStatus(made.asked)
          : 'awaiting-departments';
  return { preview: { ...made, status } };
}

/** Keeps a request, and brings it as far as it goes by itself. */
export async function requestChange(
  ports: AmendmentPorts,
  store: string,
  amendmentId: string,
  order: Order,
  { changes, onBehalfOf, note }: AmendmentBody,
  call: Call,
): Promise<Outcome<Amendment, never>> {
  const { name, parts } = changesText(ports.heads, changes);
  const text = note === undefined ? undefined : toSalted('note', note, ports.heads.newSalt());
  const command = {
    amendmentId,
    orderId: order.id,
    requestedBy: call.actor,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    changes: name,
    stage: order.stay.stage,
    ...(text ? { note: text.name } : {}),
  };
  const done = await change<Amendment, AmendmentEvent, never>(
    ports,
    amendmentAggregate,
    amendmentKey(store, amendmentId),
    call,
    {
      decide: (head, at) => request(head?.state, command, at),
      parts: () => [...parts, ...(text?.parts ?? [])],
    },
  );
  if (done.done) await runAmendment(ports, store, amendmentId);
  return done;
}

/** A word on an amendment; what follows from it is done before the answer, as far as it can be. */
export async function decideAmendment(
  ports: AmendmentPorts,
  store: string,
  amendmentId: string,
  call: Call,
  decide: (amendment: Amendment | undefined, at: Instant) => Decision<AmendmentEvent, AmendmentRefusal>,
  parts: readonly Part[] = [],
): Promise<Outcome<Amendment, AmendmentRefusal>> {
  const done = await change<Amendment, AmendmentEvent, AmendmentRefusal>(
    ports,
    amendmentAggregate,
    amendmentKey(store, amendmentId),
    call,
    { decide: (head, at) => decide(head?.state, at), parts: () => parts },
  );
  if (done.done) await runAmendment(ports, store, amendmentId);
  else if (isRecorded(done.refusal.is))
    await recordRefusal(ports, store, amendmentId, call.actor, done.refusal.is);
  return done;
}

/** What somebody tried who may not, or on terms that are no longer asked. */
const isRecorded = (is: string): boolean =>
  ['not-awaited', 'own-request', 'second-role', 'terms-changed', 'answered-otherwise'].includes(is);

/** Writes down that a word was refused. */
export const recordRefusal = (
  ports: AmendmentPorts,
  store: string,
  amendmentId: string,
  by: string,
  why: string,
) =>
  change<Amendment, AmendmentEvent, never>(
    ports,
    amendmentAggregate,
    amendmentKey(store, amendmentId),
    { actor: by },
    { decide: (head, at) => wordRefused(head?.state, by, why, at) },
  );
