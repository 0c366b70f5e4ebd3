import { changesAccess, mayDecide } from '../../shared/access/people.ts';
import type { Principal } from '../../shared/access/principal.ts';
import { profileFor } from '../../shared/access/profile-view.ts';
import { putProfile } from '../../shared/access/put-profile.ts';
import { ok } from '../../shared/http/request.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import type { storesApi } from '../../shared/stores/api.ts';
import { type Applying, applyingKey, applyingView } from '../../shared/stores/applying.ts';
import type { Profile } from '../../shared/stores/profile.ts';
import { storeProblem } from '../../shared/stores/problems.ts';
import { type Rearming, rearmKey } from '../../shared/stores/rearm.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { HttpPorts } from '../pipelines/ports.ts';
import { accessHandlers } from './access.ts';
import { privacyHandlers } from './privacy.ts';

/** The calls about the shop itself and who may speak for it. */
export function storeHandlers(ports: HttpPorts): Handlers<typeof storesApi> {
  return {
    ...privacyHandlers(ports),
    ...accessHandlers(ports),

    'GET /v1/store': async ({ who }) => {
      const loaded = await ports.profiles.fresh(who.store);
      if (!loaded) throw new ProblemError(storeProblem({ is: 'store-unknown' }));
      const job = await ports.heads.load<Rearming>(rearmKey(who.store));
      const rearming = job && {
        status: job.state.status,
        orders: job.state.orders,
        stagesLeft: job.state.stages.length,
      };
      const applying = await ports.heads.load<Applying>(applyingKey(who.store));
      const progress = {
        rearming: rearming ?? null,
        applying: applying ? applyingView(applying.state) : null,
      };
      const profile = profileFor(who, loaded.profile);
      return ok({ ...profile, version: loaded.version, ...progress }, loaded.version);
    },

    'PUT /v1/store': async ({ who, body, keyed, expected }) => {
      const { version: _, rearming: __, applying: ___, ...profile } = body;
      await mayChangeAccess(ports, who, profile);
      const done = await putProfile(ports, who.store, profile, { actor: who.actor, keyed, expected });
      if (!done.done) throw new ProblemError(storeProblem(done.refusal));
      const answer = ok({ storeId: who.store, outcome: done.outcome, version: done.version }, done.version);
      return done.replayed
        ? { ...answer, headers: { ...answer.headers, 'idempotent-replayed': 'true' } }
        : answer;
    },
  };
}

/**
 * Who may sign in is changed by a person whose own address is known: neither by a machine, which would make itself a
 * person, nor by somebody who was added a moment ago. A shop without an admin among its people has machines alone.
 */
async function mayChangeAccess(ports: HttpPorts, who: Principal, after: Profile): Promise<void> {
  const before = (await ports.profiles.fresh(who.store))?.profile;
  if (!changesAccess(before, after)) return;
  const may = await mayDecide(ports, who);
  const admins = before?.staff.some(({ roles }) => roles.includes('admin')) ?? false;
  if (may === 'yes' || (may === 'machine' && !admins)) return;
  throw new ProblemError(
    problem('forbidden', {
      detail:
        'The staff and their sign-in are changed by an admin who has signed in as a person, and whose address has been known for 24 hours or was confirmed.',
    }),
  );
}
