import { proposalsOf } from '../proposals/proposals.ts';
import { proposalView, type ProposalView } from '../proposals/view.ts';
import type { LoadedProfile } from '../stores/profiles.ts';

/** Named in a report; the page of proposals has them all. */
const mostNamed = 20;

/** What is proposed to the shop as a report is made, with its effect on the orders of the past. */
export async function proposedNow(
  ports: Parameters<typeof proposalsOf>[0],
  store: string,
  loaded: LoadedProfile,
): Promise<readonly ProposalView[]> {
  const { proposals, seen } = await proposalsOf(ports, store, loaded);
  return proposals.slice(0, mostNamed).map((one) => proposalView(one, loaded.profile, seen, false));
}
