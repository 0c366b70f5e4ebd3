import { own } from '../../shared/kernel/own.ts';
import { amendmentsApi } from '../../shared/amendments/api.ts';
import { quotesText, textsOf } from '../../shared/amendments/assessing.ts';
import { quoteSchema } from '../../shared/amendments/bodies.ts';
import { answer } from '../../shared/amendments/decide/answer.ts';
import { withdraw } from '../../shared/amendments/decide/course.ts';
import { answerTask } from '../../shared/amendments/decide/task.ts';
import { departments } from '../../shared/amendments/department.ts';
import type { AmendmentEvent } from '../../shared/amendments/events.ts';
import { quote, quotedLine, quoteFault } from '../../shared/amendments/quoting.ts';
import type { AmendmentRefusal } from '../../shared/amendments/refusals.ts';
import { decideAmendment } from '../../shared/amendments/requesting.ts';
import type { Amendment } from '../../shared/amendments/state.ts';
import { checked } from '../../shared/http/read.ts';
import type { Request } from '../../shared/http/request.ts';
import type { Decision } from '../../shared/kernel/decision.ts';
import type { Part } from '../../shared/kernel/head.ts';
import { toSalted } from '../../shared/kernel/texts.ts';
import type { Said, SaidKind } from '../../shared/pages/said.ts';
import type { Profile } from '../../shared/stores/profile.ts';
import { dateNumber } from '../../shared/time/business.ts';
import { onClock } from '../../shared/time/dates.ts';
import { formatInstant, hours, type Instant, minutes } from '../../shared/time/instant.ts';
import { known } from '../amendments/known.ts';
import { ordersOf } from '../orders/of.ts';
import { noteOf } from '../orders/receipt.ts';
import type { Ports } from '../pipelines/ports.ts';
import { field } from './forms.ts';
import { may } from './may.ts';

type OfAmendment = Request<{ amendmentId: string }>;
interface Act {
  readonly said: SaidKind;
  readonly allowed: boolean;
  readonly decide: (
    amendment: Amendment | undefined,
    at: Instant,
  ) => Decision<AmendmentEvent, AmendmentRefusal>;
  readonly parts?: readonly Part[];
}

/** One form of an amendment's page, by the same decisions as the calls; what it did, in a word. */
export async function actOnAmendment(ports: Ports, request: OfAmendment): Promise<Said> {
  const { who, params, form } = request;
  const { profile } = await ordersOf(ports, request);
  const act =
    form['action'] === 'quote' ? await quoting(ports, request, profile) : actOf(ports, request, profile);
  if (!act) return { said: 'refused', why: 'missing' };
  if (!act.allowed) return { said: 'refused', why: 'forbidden' };
  const version = Number(form['version']);
  const call = {
    actor: who.actor,
    ...(Number.isInteger(version) && version > 0 ? { expected: version } : {}),
  };
  const done = await decideAmendment(ports, who.store, params.amendmentId, call, act.decide, act.parts);
  return done.done ? { said: act.said } : { said: 'refused', why: done.refusal.is };
}

function actOf(ports: Ports, request: OfAmendment, profile: Profile): Act | undefined {
  const { who, form } = request;
  switch (form['action']) {
    case 'approve':
    case 'decline': {
      const decision = form['action'];
      const text = noteOf(ports.heads, field(request, 'comment', 500));
      return {
        said: decision === 'approve' ? 'approved' : 'turned-down',
        allowed: may(who, amendmentsApi['POST /v1/amendments/{amendmentId}/decisions']),
        parts: text.parts,
        decide: (amendment, at) => answer(amendment, who, { decision, ...text.named }, profile, at),
      };
    }
    case 'withdraw':
      return {
        said: 'withdrawn',
        allowed: may(who, amendmentsApi['POST /v1/amendments/{amendmentId}/withdrawal']),
        decide: (amendment, at) => withdraw(amendment, who, undefined, at),
      };
    case 'acknowledged':
    case 'done':
    case 'refused': {
      const state = form['action'];
      const department = departments.find((one) => one === form['department']);
      const note = field(request, `note-${department ?? ''}`, 500);
      if (!department || (state === 'refused' && note === undefined)) return undefined;
      const text = note === undefined ? undefined : toSalted('task', { note }, ports.heads.newSalt());
      return {
        said: state === 'acknowledged' ? 'task-taken' : state === 'done' ? 'task-done' : 'task-refused',
        allowed: true,
        parts: text?.parts ?? [],
        decide: (amendment, at) => {
          const word = { department, state, ...(text ? { note: text.name } : {}) };
          return answerTask(amendment, who, word, profile, at);
        },
      };
    }
    default:
      return undefined;
  }
}

async function quoting(ports: Ports, request: OfAmendment, profile: Profile): Promise<Act | undefined> {
  const { who, params, form } = request;
  const { currency, timeZone } = profile;
  const money = (name: string) => {
    const text = (own(form, name) ?? '').trim().replace(',', '.');
    return /^\d{1,9}(?:\.\d{1,2})?$/.test(text)
      ? { amount: Math.round(Number(text) * 100), currency }
      : undefined;
  };
  const evening = (name: string) => {
    const date = dateNumber(own(form, name) ?? '');
    return Number.isNaN(date) ? '' : formatInstant(onClock(date, hours(23) + minutes(59), timeZone));
  };
  const [price, supplier] = [money('price'), field(request, 'supplier', 80)];
  const body = {
    lineId: form['lineId'],
    cost: money('cost'),
    readyAt: evening('readyOn'),
    validUntil: evening('validOn'),
    ...(price ? { price } : {}),
    ...(supplier === undefined ? {} : { supplier }),
  };
  const read = checked(quoteSchema, body);
  if ('faults' in read) return undefined;
  const given = read.data;
  const { state } = await known(ports, who.store, params.amendmentId);
  const { quotes, assessment } = await textsOf(ports.heads, who.store, state);
  const unlisted = (assessment?.touched ?? []).filter((one) => one.unlisted).map(({ line }) => line.lineId);
  const lineId = quotedLine(unlisted, given);
  if (typeof lineId !== 'string' || quoteFault(given, currency, ports.clock())) return undefined;
  const { name, parts } = quotesText(
    ports.heads,
    { name: state.quotes, quotes },
    { ...quotes, [lineId]: given },
  );
  return {
    said: 'quoted',
    allowed: may(who, amendmentsApi['POST /v1/amendments/{amendmentId}/quote']),
    parts,
    decide: (amendment, at) => quote(amendment, who, { lineId, quotes: name }, at),
  };
}
