import { storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { type Instant, sortable } from '../time/instant.ts';
import type { Matter } from './matter.ts';

/** Something that an admin may put in force with one call. The system's own come into being when they are decided. */
export interface Proposal {
  readonly id: string;
  readonly matter: Matter;
  /** Who proposed it; `system` for what the figures propose. */
  readonly by: string;
  readonly at: Instant;
  /** What stood in its place then. */
  readonly present: string;
  readonly status: 'open' | 'accepted' | 'declined';
  readonly decidedBy?: string;
  readonly decidedAt?: Instant;
  readonly comment?: string;
}

type Made = Pick<Proposal, 'id' | 'matter' | 'by' | 'at' | 'present'>;

export type ProposalEvent =
  | { readonly type: 'proposal.made'; readonly data: Made & Readonly<Record<string, unknown>> }
  | {
      readonly type: 'proposal.accepted' | 'proposal.declined';
      readonly data: { readonly by: string; readonly at: Instant; readonly comment?: string };
    };

export type ProposalRefusal =
  | { readonly is: 'proposal-unknown' }
  | { readonly is: 'proposal-decided'; readonly status: 'accepted' | 'declined' }
  | { readonly is: 'proposal-stale' };

export const proposalKind = 'proposal';
export const proposalKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: proposalKind,
  id,
});

export const proposalAggregate: Aggregate<Proposal, ProposalEvent> = {
  kind: proposalKind,
  evolve(proposal, event) {
    if (event.type === 'proposal.made') return { ...event.data, status: 'open' };
    if (!proposal) throw new Error(`${event.type} before proposal.made`);
    const { by, at, comment } = event.data;
    return {
      ...proposal,
      status: event.type === 'proposal.accepted' ? 'accepted' : 'declined',
      decidedBy: by,
      decidedAt: at,
      ...(comment === undefined ? {} : { comment }),
    };
  },
  due: () => undefined,
  indexes: ({ store }, { status, decidedAt, at }) => ({
    list: { partition: `${store}#proposal`, sort: `${status}#${sortable(decidedAt ?? at)}` },
  }),
};

/** Said again the same is no fault; otherwise a decision stands. */
export function decideProposal(
  proposal: Proposal,
  decision: 'accept' | 'decline',
  by: string,
  at: Instant,
  comment?: string,
): Decision<ProposalEvent, ProposalRefusal> {
  const becomes = decision === 'accept' ? 'accepted' : 'declined';
  if (proposal.status === becomes) return accept([], 'repeated');
  if (proposal.status !== 'open') return refuse({ is: 'proposal-decided', status: proposal.status });
  const data = { by, at, ...(comment === undefined ? {} : { comment }) };
  return accept([{ type: `proposal.${becomes}`, data }], becomes, proposal.id);
}
