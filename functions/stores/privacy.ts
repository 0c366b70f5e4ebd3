import { ok } from '../../shared/http/request.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import { personHash } from '../../shared/orders/orders.ts';
import type { privacyApi } from '../../shared/privacy/api.ts';
import { askErasure } from '../../shared/privacy/erase.ts';
import { exportPerson } from '../../shared/privacy/export.ts';
import { keptAfterErasure } from '../../shared/privacy/kept.ts';
import { storeProblem } from '../../shared/stores/problems.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';

/** What a person may ask of a shop. Answers are never kept for a repeat: they say what must not lie about. */
export function privacyHandlers(ports: Ports): Handlers<typeof privacyApi> {
  return {
    'POST /v1/customers/export': async ({ who, body: { cursor, ...person } }) =>
      ok(await exportPerson(ports.heads, who.store, person, cursor)),

    'POST /v1/customers/erasure': async ({ who, body }) => {
      const loaded = await ports.profiles.of(who.store);
      if (!loaded) throw new ProblemError(storeProblem({ is: 'store-unknown' }));
      const done = await askErasure(ports, loaded, personHash(who.store, body) ?? '', who.actor);
      return ok({ ...done, kept: keptAfterErasure });
    },
  };
}
