import { checked } from '../../shared/http/read.ts';
import type { Request } from '../../shared/http/request.ts';
import { digest } from '../../shared/kernel/receipts.ts';
import type { Tallies } from '../../shared/kernel/tally/tally.ts';
import type { pagesApi } from '../../shared/pages/api.ts';
import { proposalsPage } from '../../shared/pages/proposals-page.ts';
import { learningApi } from '../../shared/proposals/api.ts';
import { matter, type Matter, withMatter } from '../../shared/proposals/matter.ts';
import { answerProposal, proposalsOf, propose } from '../../shared/proposals/proposals.ts';
import { proposalView } from '../../shared/proposals/view.ts';
import { faultsOf } from '../../shared/stores/validate.ts';
import { loadedOf } from '../learning/handlers.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { viewerOf } from '../pipelines/viewer.ts';
import { field, seeOther } from './forms.ts';
import { may } from './may.ts';

type Proposals = Pick<Handlers<typeof pagesApi>, 'GET /staff/proposals' | 'POST /staff/proposals'>;
const here = '/staff/proposals';
const proposing = learningApi['POST /v1/proposals'];
const deciding = learningApi['POST /v1/proposals/{proposalId}/decision'];

/** What is proposed, proposed anew, and decided. */
export function proposalPages(ports: Ports & { readonly tallies: Tallies }): Proposals {
  return {
    'GET /staff/proposals': async (request) => {
      const loaded = await loadedOf(ports, request);
      const { profile } = loaded;
      const includeExceptions = request.query.includeExceptions === 'true';
      const { proposals, seen } = await proposalsOf(ports, request.who.store, loaded, includeExceptions);
      return {
        status: 200,
        html: proposalsPage({
          ...viewerOf(request, profile, 'proposals'),
          profile,
          items: proposals.map((one) => proposalView(one, profile, seen, includeExceptions)),
          includeExceptions,
          said: request.query,
          mayPropose: may(request.who, proposing),
          mayDecide: may(request.who, deciding),
        }),
      };
    },

    'POST /staff/proposals': async (request) => {
      const { who, form } = request;
      const loaded = await loadedOf(ports, request);
      const action = form['action'];
      if (action === 'accept' || action === 'decline') {
        if (!may(who, deciding)) return seeOther(request, here, { said: 'refused', why: 'forbidden' });
        const answer = {
          id: form['id'] ?? '',
          decision: action,
          comment: field(request, 'comment', 500),
        } as const;
        const done = await answerProposal(ports, who.store, loaded, answer, { actor: who.actor });
        if (!done.done) return seeOther(request, here, { said: 'refused', why: done.refusal.is });
        return seeOther(request, here, { said: action === 'accept' ? 'accepted' : 'declined' });
      }
      if (!may(who, proposing)) return seeOther(request, here, { said: 'refused', why: 'forbidden' });
      const wanted = checked(matter, matterIn(request));
      if ('faults' in wanted) return seeOther(request, here, { said: 'refused', why: 'missing' });
      if (faultsOf(withMatter(loaded.profile, wanted.data)).length > 0)
        return seeOther(request, here, { said: 'refused', why: 'profile-invalid' });
      const id = `p~${ports.random(64)}`;
      await propose(ports, who.store, loaded, { id, matter: wanted.data }, { actor: who.actor });
      return seeOther(request, here, { said: 'proposed' });
    },
  };
}

/** What a form proposes, still to be checked. */
function matterIn(request: Request): Partial<Matter> | undefined {
  const { form } = request;
  const stage = form['stage'] ?? '';
  switch (form['action']) {
    case 'limit':
      return { kind: 'limit', stage, limit: `PT${form['hours'] ?? ''}H` };
    case 'notice':
      return {
        kind: 'notice',
        stage,
        tell: (['email', 'sms'] as const).filter((channel) => form[`tell-${channel}`] === 'true'),
      };
    case 'checklist-item': {
      const label = { ro: field(request, 'labelRo', 60) ?? '', en: field(request, 'labelEn', 60) ?? '' };
      const id = `${stage}-${digest(label.ro, 8)}`;
      return { kind: 'checklist-item', stage, item: { id, label, mandatory: true, role: 'operator' } };
    }
    default:
      return undefined;
  }
}
