import { commitProblem } from '../http/commit-problem.ts';
import { problem, type Problem } from '../http/problem.ts';
import type { CommitRefusal } from '../kernel/commit.ts';
import type { CredentialRefusal } from './credential.ts';
import type { ConfirmRefusal } from './person.ts';

/** Refusals about who may speak for a shop, once. */
export function accessProblem(refusal: CredentialRefusal | ConfirmRefusal | CommitRefusal): Problem {
  switch (refusal.is) {
    case 'credential-unknown':
      return problem('not-found', { detail: 'There is no such credential.' });
    case 'credential-dead':
      return problem('conflict', { detail: 'This credential has ended or was revoked. Issue a new one.' });
    case 'credential-personal':
      return problem('conflict', {
        detail: 'What speaks for a person is not renewed: he signs in by a link to his own address.',
      });
    case 'nothing-to-confirm':
      return problem('not-found', {
        detail: 'No changed address of such a person waits for a confirmation.',
      });
    case 'own-address':
    case 'own-change':
      return problem('forbidden', {
        detail: 'It takes another admin: neither the person himself nor who changed the address.',
      });
    default:
      return commitProblem(refusal);
  }
}
