import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { type Duration, type Instant, latest, minus, minutes, plus } from '../time/instant.ts';
import {
  type Case,
  type CaseEvent,
  type Choice,
  type Decided,
  decisionOf,
  type Lacking,
  type Rest,
} from './case.ts';
import type { Offer } from './offer.ts';
import type { CaseRefusal } from './refusals.ts';

type Answer = Decision<CaseEvent, CaseRefusal>;

/** Lines of one order fall short one after the other: for so long they are gathered, so that the customer gets one message. */
export const gatherFor: Duration = minutes(2);

/**
 * Brings a case to what lacks now. `askAfter` is when doubt about the pieces ends: before a second look has failed nobody
 * is asked. What lacks no more closes it; what lacks besides is asked anew.
 */
export function refresh(
  before: Case | undefined,
  orderId: string,
  lines: readonly Lacking[],
  askAfter: Instant,
  at: Instant,
): Answer {
  const askAt = latest(plus(at, gatherFor), askAfter);
  if (!before || before.status === 'closed') {
    if (lines.length === 0) return accept([], 'none');
    return accept([{ type: 'backorder.opened', data: { orderId, lines, askAt, at } }], 'opened');
  }
  if (lines.length === 0) {
    if (before.status === 'decided') return accept([], 'none');
    const asked = before.status !== 'gathering';
    const { round } = before;
    return accept(
      [{ type: 'backorder.closed', data: { orderId, at, how: 'covered', asked, round } }],
      'covered',
    );
  }
  if (same(before.lines, lines)) return accept([], 'none');
  if (before.status === 'decided') return accept([], 'none');
  const more = lines.some(
    (line) => line.lacking > (before.lines.find(({ lineId }) => lineId === line.lineId)?.lacking ?? 0),
  );
  // Fewer pieces lack: the question stays as it was asked, what he is told is what lacks when he answers.
  const again = more || before.status === 'gathering' || before.status === 'asked';
  return accept(
    [{ type: 'backorder.changed', data: { orderId, lines, ...(again ? { askAt } : {}) } }],
    'changed',
  );
}

const same = (a: readonly Lacking[], b: readonly Lacking[]): boolean =>
  a.length === b.length &&
  a.every(({ lineId, lacking }) => b.some((one) => one.lineId === lineId && one.lacking === lacking));

/** The customer is asked, with an offer that lies ready beside the case. */
export function ask(
  before: Case | undefined,
  offer: string,
  rules: { readonly answerWithin: Duration; readonly remindBefore: Duration },
  at: Instant,
): Answer {
  if (before?.status !== 'gathering' || before.askAt > at) return accept([], 'none');
  const deadline = plus(at, rules.answerWithin);
  const remindAt = minus(deadline, rules.remindBefore);
  return accept(
    [
      {
        type: 'backorder.asked',
        data: {
          orderId: before.orderId,
          round: before.round + 1,
          offer,
          askedAt: at,
          deadline,
          ...(remindAt > at ? { remindAt } : {}),
        },
      },
    ],
    'asked',
  );
}

export function remind(before: Case | undefined, at: Instant): Answer {
  if (before?.status !== 'asked' || before.remindAt === undefined || before.remindAt > at)
    return accept([], 'none');
  const { orderId, round } = before;
  return accept([{ type: 'backorder.reminded', data: { orderId, at, round } }], 'reminded');
}

/**
 * One word decides, whoever says it first. The same again is a repeat; another is refused, unless he only waits so far:
 * who waits may still give it up, as long as nothing has come.
 */
export function choose(
  before: Case | undefined,
  choice: Choice,
  by: Decided['by'],
  offer: Offer | undefined,
  round: number | undefined,
  at: Instant,
): Answer {
  if (!before) return refuse({ is: 'backorder-unknown' });
  const over = before.status === 'gathering' || before.status === 'closed' || !offer;
  if (over || (round !== undefined && round !== before.round))
    return sameAsDecided(before, choice)
      ? accept([], 'repeated')
      : refuse({ is: 'not-asked', status: before.status });
  const fault = choiceFault(choice, offer);
  if (fault) return refuse({ is: 'rule', ...fault });
  if (before.status !== 'asked') {
    if (sameChoice(before.choice, choice)) return accept([], 'repeated');
    const onlyWaits =
      before.status === 'waiting' && before.choice.lines.every((one) => one.choice === 'wait');
    if (!onlyWaits) return refuse({ is: 'already-decided', by: before.by });
  }
  const waits = choice.lines.filter((line) => line.choice === 'wait');
  const ends = waits.flatMap(
    ({ lineId }) => offer.lines.find((line) => line.lineId === lineId)?.wait?.to ?? [],
  );
  return accept(
    [
      {
        type: 'backorder.decided',
        data: {
          orderId: before.orderId,
          round: before.round + (before.status === 'waiting' ? 1 : 0),
          offer: before.offer,
          choice,
          by,
          decidedAt: at,
          ...(ends.length > 0 ? { waitUntil: latest(...ends) } : {}),
        },
      },
    ],
    'decided',
  );
}

const sameAsDecided = (before: Case, choice: Choice): boolean => {
  const decided = decisionOf(before);
  return decided !== undefined && sameChoice(decided.choice, choice);
};

const sameChoice = (a: Choice, b: Choice): boolean =>
  a.rest === b.rest &&
  a.lines.length === b.lines.length &&
  a.lines.every((line) =>
    b.lines.some(
      (one) =>
        one.lineId === line.lineId && one.choice === line.choice && one.substituteSku === line.substituteSku,
    ),
  );

/** A choice must name every line that lacks, once, and nothing that was not offered. */
function choiceFault(
  { lines, rest }: Choice,
  offer: Offer,
): { readonly path: string; readonly message: string } | undefined {
  for (const [at, { lineId, choice, substituteSku }] of lines.entries()) {
    const path = `lines.${String(at)}`;
    const line = offer.lines.find((one) => one.lineId === lineId);
    if (!line) return { path: `${path}.lineId`, message: 'this line lacks nothing' };
    if (lines.findIndex((one) => one.lineId === lineId) !== at)
      return { path: `${path}.lineId`, message: 'is named twice' };
    if (choice === 'wait' && !line.wait)
      return { path: `${path}.choice`, message: 'nobody can say when it comes: waiting is not offered' };
    if (choice !== 'substitute') {
      if (substituteSku !== undefined)
        return { path: `${path}.substituteSku`, message: 'is for the choice substitute alone' };
      continue;
    }
    if (substituteSku === line.sku)
      return { path: `${path}.substituteSku`, message: 'is the article that lacks' };
    if (!line.substitutes.some(({ sku }) => sku === substituteSku))
      return {
        path: `${path}.substituteSku`,
        message: `must be one of ${line.substitutes.map(({ sku }) => sku).join(', ') || 'none: there is no substitute'}`,
      };
  }
  const missing = offer.lines.find((line) => !lines.some(({ lineId }) => lineId === line.lineId));
  if (missing && rest !== 'cancel')
    return { path: 'lines', message: `a choice for ${missing.lineId} is missing` };
  return undefined;
}

/** Takes back what was decided and done: the customer is asked anew. */
export function undo(before: Case | undefined, at: Instant): Answer {
  if (!before) return refuse({ is: 'backorder-unknown' });
  const decided = decisionOf(before);
  if (!decided || before.status === 'decided' || decided.choice.rest === 'cancel')
    return refuse({ is: 'not-undoable' });
  if (before.status === 'closed' && before.how !== 'chosen') return refuse({ is: 'not-undoable' });
  const { orderId, round } = before;
  return accept([{ type: 'backorder.undone', data: { orderId, at, round } }], 'undone');
}

/** He would have waited until now, and it has not come: he is asked again. */
export function waitMissed(before: Case | undefined, at: Instant): Answer {
  if (before?.status !== 'waiting' || before.waitUntil === undefined || before.waitUntil > at)
    return accept([], 'none');
  const { orderId, lines } = before;
  return accept(
    [
      { type: 'backorder.wait-missed', data: { orderId, at } },
      { type: 'backorder.changed', data: { orderId, lines, askAt: at } },
    ],
    'missed',
  );
}

/**
 * What silence means, by the shop's terms: waiting where it was offered and keeps to the date that was agreed; else the
 * lines go, with the money back. Never a substitute. The rest goes together with what is waited for, or now.
 */
export function silence(offer: Offer, terms: 'wait' | 'cancel', agreed: Instant): Choice {
  const lines = offer.lines.map(({ lineId, wait }) => ({
    lineId,
    choice: terms === 'wait' && wait && wait.to <= agreed ? ('wait' as const) : ('cancel' as const),
  }));
  const rest: Rest = lines.some(({ choice }) => choice === 'wait') ? 'ship-together' : 'ship-now';
  return { lines, rest };
}
