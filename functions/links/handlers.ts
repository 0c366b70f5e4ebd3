import type { Answer } from '../../shared/http/request.ts';
import { never } from '../../shared/kernel/brand.ts';
import type { linksApi } from '../../shared/links/api.ts';
import { unknownPage } from '../../shared/links/delay-page.ts';
import { guessesOf } from '../../shared/access/guesses.ts';
import { linkKey } from '../../shared/links/link.ts';
import { findLink } from '../../shared/links/links.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { HttpPorts } from '../pipelines/ports.ts';
import { acceptancePages } from './acceptance.ts';
import { approvalPages } from './approval.ts';
import { backorderPages } from './backorder.ts';
import { delayPages } from './delay.ts';
import { type LinkRequest, localeOf } from './pages.ts';

/** The pages behind signed links, for people without a credential: what is shown and decided is its purpose's. */
export function linkHandlers(ports: HttpPorts): Handlers<typeof linksApi> {
  const guesses = guessesOf(ports);
  const pages = {
    delay: delayPages(ports),
    backorder: backorderPages(ports),
    acceptance: acceptancePages(ports),
    approval: approvalPages(ports),
  };
  const answer = async (request: LinkRequest, what: 'show' | 'decide'): Promise<Answer> => {
    const link = await findLink(ports.heads, request.params.token);
    if (!link) return unknown(request);
    return (await of(request, what, link)) ?? { status: 404, html: unknownPage(localeOf(request)) };
  };
  /** A link that nobody was given is a guess; the page is the same, and says when to come back. */
  const unknown = async (request: LinkRequest): Promise<Answer> => {
    const store = linkKey(request.params.token)?.store;
    const wait = await guesses.failed({ address: request.address, store });
    const html = unknownPage(localeOf(request));
    if (wait === undefined) return { status: 404, html };
    return { status: 429, html, headers: { 'retry-after': String(wait) } };
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
