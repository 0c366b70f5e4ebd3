import {
  acceptanceOutcome,
  acceptancePage,
  type AcceptanceModel,
} from '../../shared/amendments/acceptance-page.ts';
import { untilOf } from '../../shared/amendments/agenda.ts';
import { amendmentKey } from '../../shared/amendments/aggregate.ts';
import { changesText, textsOf } from '../../shared/amendments/assessing.ts';
import { chosenChanges } from '../../shared/amendments/chosen.ts';
import { customerAnswer, type CustomerWord } from '../../shared/amendments/decide/customer.ts';
import { decideAmendment, recordRefusal } from '../../shared/amendments/requesting.ts';
import { type Amendment, isEnded, waiting } from '../../shared/amendments/state.ts';
import type { Answer } from '../../shared/http/request.ts';
import type { Part } from '../../shared/kernel/head.ts';
import { isLiving, type Link, type Purpose } from '../../shared/links/link.ts';
import { useLink } from '../../shared/links/links.ts';
import { toSalted } from '../../shared/kernel/texts.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { field } from '../pages/forms.ts';
import type { Ports } from '../pipelines/ports.ts';
import type { LinkPages, LinkRequest } from './pages.ts';
import type { Head } from '../../shared/kernel/head.ts';

type AcceptancePurpose = Extract<Purpose, { kind: 'acceptance' }>;

interface Found {
  readonly model: AcceptanceModel;
  readonly living: boolean;
}

/** The page on which a customer accepts what a change costs, declines it, or chooses another way. */
export function acceptancePages(ports: Ports): LinkPages<AcceptancePurpose> {
  return {
    async show(request, link, purpose) {
      const found = await find(ports, request, link, purpose);
      if (!found) return undefined;
      const { model, living } = found;
      return living
        ? { status: 200, html: acceptancePage(model) }
        : { status: 410, html: acceptanceOutcome(model, 'over') };
    },

    async decide(request, link, purpose): Promise<Answer | undefined> {
      const found = await find(ports, request, link, purpose);
      if (!found) return undefined;
      const { model, living } = found;
      if (!living) {
        await recordRefusal(ports, link.key.store, purpose.amendmentId, 'customer', 'link-over');
        return { status: 410, html: acceptanceOutcome(model, 'over') };
      }
      const said = wordIn(ports, request, model);
      if (!said) return { status: 422, html: acceptancePage({ ...model, fault: true }) };
      const { store } = link.key;
      const done = await decideAmendment(
        ports,
        store,
        purpose.amendmentId,
        { actor: 'customer' },
        (amendment, at) => customerAnswer(amendment, said.word, purpose.hash, at),
        said.parts,
      );
      // Somebody was faster: it was taken back, has expired, or is about other terms now.
      if (!done.done) return { status: 409, html: acceptanceOutcome(model, 'over') };
      await useLink(ports, link.key, said.word.choice);
      const outcome = { accept: 'accepted', decline: 'declined', alternative: 'chosen' } as const;
      return { status: 200, html: acceptanceOutcome(model, outcome[said.word.choice]) };
    },
  };
}

/** What the form chose; undefined where it chose nothing that is offered. */
function wordIn(
  { heads }: Ports,
  request: LinkRequest,
  { assessment, changes }: AcceptanceModel,
): { readonly word: CustomerWord; readonly parts: readonly Part[] } | undefined {
  const choice = request.form['choice'] ?? '';
  const orderNumber = field(request, 'orderNumber', 60);
  if (choice === 'decline') return { word: { choice }, parts: [] };
  if (choice === 'accept') {
    if (orderNumber === undefined) return { word: { choice }, parts: [] };
    const { name, parts } = toSalted('acceptance', { orderNumber }, heads.newSalt());
    return { word: { choice, note: name }, parts };
  }
  const one = assessment.alternatives.find(({ id }) => choice === `alternative:${id}`);
  if (!one) return undefined;
  const { name, parts } = changesText(heads, chosenChanges(changes, one));
  const { promisedAt } = one;
  const word: CustomerWord = {
    choice: 'alternative',
    id: one.id,
    changes: name,
    gross: one.cost.total.gross,
    ...(promisedAt === undefined ? {} : { promisedAt }),
  };
  return { word, parts };
}

async function find(
  ports: Ports,
  request: LinkRequest,
  link: Head<Link>,
  { orderId, amendmentId, hash }: AcceptancePurpose,
): Promise<Found | undefined> {
  const { store } = link.key;
  const loaded = await ports.profiles.of(store);
  const amendment = (await ports.heads.load<Amendment>(amendmentKey(store, amendmentId)))?.state;
  if (!loaded || !amendment) return undefined;
  const orders = new Orders(ports, store, loaded);
  const order = (await orders.load(orderId))?.state;
  const content = order && (await orders.content(order));
  const { changes, assessment } = await textsOf(ports.heads, store, amendment);
  if (!content || !assessment) return undefined;
  const { profile } = loaded;
  const word = isEnded(amendment) ? undefined : waiting(amendment).find(({ party }) => party === 'customer');
  return {
    living: isLiving(link.state, ports.clock()) && word !== undefined && amendment.terms?.hash === hash,
    model: {
      locale: request.query.lang ?? content.customer.locale ?? profile.locale,
      profile,
      orderId,
      changes,
      assessment,
      until: word ? untilOf(word, amendment) : link.state.until,
      company: content.buyer?.kind === 'company',
      orderNumber: content.buyer?.orderNumber,
    },
  };
}
