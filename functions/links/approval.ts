import { untilOf } from '../../shared/amendments/agenda.ts';
import { amendmentKey } from '../../shared/amendments/aggregate.ts';
import { approvalOutcome, approvalPage, type ApprovalModel } from '../../shared/amendments/approval-page.ts';
import { textsOf } from '../../shared/amendments/assessing.ts';
import { answer } from '../../shared/amendments/decide/answer.ts';
import { decideAmendment, recordRefusal } from '../../shared/amendments/requesting.ts';
import { type Amendment, type Approval, isEnded, waiting } from '../../shared/amendments/state.ts';
import type { Answer } from '../../shared/http/request.ts';
import type { Head } from '../../shared/kernel/head.ts';
import { isLiving, type Link, type Purpose } from '../../shared/links/link.ts';
import { useLink } from '../../shared/links/links.ts';
import { noteOf } from '../orders/receipt.ts';
import { mayDecide } from '../../shared/access/people.ts';
import { field } from '../pages/forms.ts';
import type { HttpPorts } from '../pipelines/ports.ts';
import { type LinkPages, type LinkRequest } from './pages.ts';

type ApprovalPurpose = Extract<Purpose, { kind: 'approval' }>;

interface Found {
  readonly model: ApprovalModel;
  /** Whose word is waited for; absent where the link has nothing to decide any more. */
  readonly word: Approval | undefined;
  readonly changed: boolean;
}

/** The page on which one of the staff approves or declines, from his own message; the same decision as the call's. */
export function approvalPages(ports: HttpPorts): LinkPages<ApprovalPurpose> {
  return {
    async show(request, link, purpose) {
      const found = await find(ports, request, link, purpose);
      if (!found) return undefined;
      const { model, word } = found;
      if (!word) return gone(found);
      return {
        status: 200,
        html: approvalPage(model, { party: word.party, until: untilOf(word, model.amendment) }),
      };
    },

    async decide(request, link, purpose) {
      const found = await find(ports, request, link, purpose);
      if (!found) return undefined;
      const { model, word } = found;
      if (!word) {
        const why = found.changed ? 'terms-changed' : 'link-over';
        await recordRefusal(ports, link.key.store, purpose.amendmentId, purpose.person, why);
        return gone(found);
      }
      // The message went to the address that the profile gives him now.
      const who = { store: link.key.store, actor: purpose.person, kind: 'person' } as const;
      if ((await mayDecide(ports, who)) !== 'yes')
        return { status: 403, html: approvalOutcome(model.locale, 'address') };
      const asked = { party: word.party, until: untilOf(word, model.amendment) };
      const decision = request.form['choice'];
      const comment = field(request, 'comment', 500) ?? '';
      if (decision !== 'approve' && decision !== 'decline')
        return { status: 422, html: approvalPage(model, { ...asked, fault: 'choose' }) };
      if (decision === 'decline' && comment === '')
        return { status: 422, html: approvalPage(model, { ...asked, fault: 'reason' }) };
      return decided(ports, link, purpose, found, decision, comment);
    },
  };
}

async function decided(
  ports: HttpPorts,
  link: Head<Link>,
  { amendmentId, hash, party, person }: ApprovalPurpose,
  { model: { profile, locale } }: Found,
  decision: 'approve' | 'decline',
  comment: string,
): Promise<Answer> {
  const { store } = link.key;
  const text = noteOf(ports.heads, comment === '' ? undefined : comment);
  const roles = profile.staff.find(({ id }) => id === person)?.roles ?? [];
  const word = { decision, hash, party, ...text.named };
  const done = await decideAmendment(
    ports,
    store,
    amendmentId,
    { actor: person },
    (amendment, at) => answer(amendment, { actor: person, roles }, word, profile, at),
    text.parts,
  );
  if (!done.done) {
    const { is } = done.refusal;
    const own = is === 'own-request' || is === 'second-role' || is === 'not-awaited';
    return {
      status: 409,
      html: approvalOutcome(locale, own ? 'own' : is === 'terms-changed' ? 'changed' : 'over'),
    };
  }
  await useLink(ports, link.key, decision, person);
  return { status: 200, html: approvalOutcome(locale, decision === 'approve' ? 'approved' : 'declined') };
}

const gone = ({ model: { locale }, changed }: Found): Answer => ({
  status: 410,
  html: approvalOutcome(locale, changed ? 'changed' : 'over'),
});

async function find(
  ports: HttpPorts,
  request: LinkRequest,
  link: Head<Link>,
  { amendmentId, hash, party, person }: ApprovalPurpose,
): Promise<Found | undefined> {
  const { store } = link.key;
  const loaded = await ports.profiles.of(store);
  const amendment = (await ports.heads.load<Amendment>(amendmentKey(store, amendmentId)))?.state;
  if (!loaded || !amendment) return undefined;
  const { changes, assessment } = await textsOf(ports.heads, store, amendment);
  if (!assessment) return undefined;
  const { profile } = loaded;
  const same = amendment.terms?.hash === hash;
  const open = !isEnded(amendment) && isLiving(link.state, ports.clock());
  const own = profile.staff.find(({ id }) => id === person)?.locale;
  return {
    model: { locale: request.query.lang ?? own ?? profile.locale, profile, amendment, changes, assessment },
    word: open && same ? waiting(amendment).find((one) => one.party === party) : undefined,
    changed: open && !same,
  };
}
