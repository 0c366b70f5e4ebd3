import { own } from '../../shared/kernel/own.ts';
import type { Head } from '../../shared/kernel/head.ts';
import {
  type Case,
  type Choice,
  decisionOf,
  type LineChoice,
  type Rest,
} from '../../shared/backorders/case.ts';
import { type Cases, casesOf } from '../../shared/backorders/cases.ts';
import type { Offer } from '../../shared/backorders/offer.ts';
import { outcomeLines } from '../../shared/backorders/outcome.ts';
import {
  type ChoiceModel,
  choicePage,
  decidedPage,
  lineField,
  overPage,
} from '../../shared/backorders/page.ts';
import { isLiving, type Link, type Purpose } from '../../shared/links/link.ts';
import { useLink } from '../../shared/links/links.ts';
import { backIfCancelled } from '../../shared/orders/account.ts';
import type { Ports } from '../pipelines/ports.ts';
import type { LinkPages, LinkRequest } from './pages.ts';

type BackorderPurpose = Extract<Purpose, { kind: 'backorder' }>;

interface Found {
  readonly cases: Cases;
  readonly backorder: Head<Case>;
  readonly offer: Offer | undefined;
  readonly model: Omit<ChoiceModel, 'offer' | 'deadline'>;
}

/** The page on which a customer chooses what is done about goods that lack. */
export function backorderPages(ports: Ports): LinkPages<BackorderPurpose> {
  return {
    async show(request, link, purpose) {
      const found = await find(ports, request, link, purpose);
      if (!found) return undefined;
      const { backorder, offer, model } = found;
      const { state } = backorder;
      if (state.status === 'asked' && offer && isLiving(link.state, ports.clock()))
        return { status: 200, html: choicePage({ ...model, offer, deadline: state.deadline }) };
      return { status: 410, html: over(found) };
    },

    async decide(request, link, purpose) {
      const found = await find(ports, request, link, purpose);
      if (!found) return undefined;
      const { cases, backorder, offer, model } = found;
      const { state } = backorder;
      const open = state.status === 'asked' && isLiving(link.state, ports.clock());
      if (!open || !offer) return { status: 410, html: over(found) };
      const choice = choiceIn(request, offer);
      const asked = { ...model, offer, deadline: state.deadline };
      if (!choice) return { status: 422, html: choicePage({ ...asked, fault: true }) };
      const call = { actor: 'customer' };
      const done = await cases.choose(purpose.caseId, choice, 'customer', call, state.round);
      if (!done.done && done.refusal.is === 'rule')
        return { status: 422, html: choicePage({ ...asked, fault: true }) };
      if (!done.done)
        return { status: 410, html: over((await find(ports, request, link, purpose)) ?? found) };
      await useLink(ports, link.key, 'chosen');
      const decided = decisionOf(done.state);
      const lines = decided ? outcomeLines(decided, offer, model.profile, model.locale) : [];
      return { status: 200, html: decidedPage(model, lines, true) };
    },
  };
}

/** What was decided meanwhile, or that there is nothing to choose. */
function over({ backorder, offer, model }: Found): string {
  const decided = decisionOf(backorder.state);
  if (!decided || !offer) return overPage(model);
  return decidedPage(model, outcomeLines(decided, offer, model.profile, model.locale), false);
}

/** The form's answers; undefined where one is missing. Who gives up the whole order need not say more. */
function choiceIn({ form }: LinkRequest, offer: Offer): Choice | undefined {
  const rest = form['rest'];
  if (rest !== 'ship-now' && rest !== 'ship-together' && rest !== 'cancel') return undefined;
  const lines = offer.lines.map(({ lineId }, at) => lineChoice(lineId, own(form, lineField(at)), rest));
  return lines.every((line) => line !== undefined) ? { lines, rest } : undefined;
}

function lineChoice(lineId: string, said: string | undefined, rest: Rest): LineChoice | undefined {
  if (rest === 'cancel' || said === 'cancel') return { lineId, choice: 'cancel' };
  if (said === 'wait') return { lineId, choice: 'wait' };
  const sku = /^substitute:(.{1,64})$/.exec(said ?? '')?.[1];
  return sku === undefined ? undefined : { lineId, choice: 'substitute', substituteSku: sku };
}

async function find(
  ports: Ports,
  request: LinkRequest,
  { key }: Head<Link>,
  { orderId, caseId }: BackorderPurpose,
): Promise<Found | undefined> {
  const cases = await casesOf(ports, key.store);
  const [backorder, head] = await Promise.all([cases?.load(caseId), cases?.orders.load(orderId)]);
  if (!cases || !backorder || !head) return undefined;
  const order = head.state;
  const [offer, content] = await Promise.all([
    cases.offer(caseId, backorder.state),
    cases.orders.content(order),
  ]);
  const { profile } = cases.orders;
  const books = await cases.orders.books(order);
  const back = books ? backIfCancelled(order, books) : 0;
  return {
    cases,
    backorder,
    offer,
    model: {
      locale: request.query.lang ?? content?.customer.locale ?? profile.locale,
      profile,
      orderId,
      paid: back > 0 ? back : undefined,
    },
  };
}
