import type { learningApi } from '../../shared/durations/api.ts';
import { importHistory } from '../../shared/durations/import.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import type { Request } from '../../shared/http/request.ts';
import { ok } from '../../shared/http/request.ts';
import type { Tallies } from '../../shared/kernel/tally/tally.ts';
import type { LoadedProfile } from '../../shared/stores/profiles.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { answeredOnce } from './answered-once.ts';

export type LearningPorts = Ports & { readonly tallies: Tallies };

/** The calls that teach. */
export function learningHandlers(ports: LearningPorts): Handlers<typeof learningApi> {
  return {
    'POST /v1/history': (request) =>
      answeredOnce(ports, request, async () => {
        const { store, actor } = request.who;
        return ok(await importHistory(ports, store, actor, await loadedOf(ports, request), request.body));
      }),
  };
}

/** The caller's shop as it is now. */
export async function loadedOf({ profiles }: Ports, { who }: Pick<Request, 'who'>): Promise<LoadedProfile> {
  const loaded = await profiles.fresh(who.store);
  if (!loaded) throw new ProblemError(problem('not-found', { detail: 'There is no such store.' }));
  return loaded;
}
