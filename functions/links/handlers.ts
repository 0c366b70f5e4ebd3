import type { Answer } from '../../shared/http/request.ts';
import { never } from '../../shared/kernel/brand.ts';
import type { linksApi } from '../../shared/links/api.ts';
import { unknownPage } from '../../shared/links/delay-page.ts';
import { findLink } from '../../shared/links/links.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { acceptancePages } from './acceptance.ts';
import { approvalPages } from './approval.ts';
import { backorderPages } from './backorder.ts';
import { delayPages } from './delay.ts';
import { type LinkRequest, localeOf } from './pages.ts';

/** The pages behind signed links, for people without a credential: what is shown and decided is its purpose's. */
export function linkHandlers(ports: Ports): Handlers<typeof linksApi> {
  const pages = {
    delay: delayPages(ports),
    backorder: backorderPages(ports),
    acceptance: acceptancePages(ports),
    approval: approvalPages(ports),
  };
  const answer = async (request: LinkRequest, what: 'show' | 'decide'): Promise<Answer> => {
    const link = await findLink(ports.heads, request.params.token);
    const answered = link && (await of(request, what, link));
    return answered ?? { status: 404, html: unknownPage(localeOf(request)) };
  };
  const of = (
    request: LinkRequest,
    what: 'show' | 'decide',
    link: NonNullable<Awaited<ReturnType<typeof findLink>>>,
  ) => {
    const { purpose } = link.state;
    switch (purpose.kind) {
      case 'delay':
        return pages.delay[what](request, link, purpose);
      case 'backorder':
        return pages.backorder[what](request, link, purpose);
      case 'acceptance':
        return pages.acceptance[what](request, link, purpose);
      case 'approval':
        return pages.approval[what](request, link, purpose);
      default:
        return never(purpose);
    }
  };
  return {
    'GET /l/{token}': (request) => answer(request, 'show'),
    'HEAD /l/{token}': (request) => answer(request, 'show'),
    'POST /l/{token}': (request) => answer(request, 'decide'),
  };
}
