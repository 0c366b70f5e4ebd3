import type { CommitRefusal } from '../kernel/commit.ts';
import type { Op } from '../stores/amendments.ts';
import type { Status } from './status.ts';

/** Why a change of an order cannot be made. */
export type ChangeRefusal =
  | { readonly is: 'order-unknown' }
  | { readonly is: 'order-closed'; readonly stage: string }
  | { readonly is: 'content-erased' }
  | {
      readonly is: 'past-no-return';
      readonly op: Op;
      readonly stage: string;
      /** What may still be changed. */
      readonly possible: readonly Op[];
    }
  | { readonly is: 'rule'; readonly path: string; readonly message: string }
  | { readonly is: 'too-many-amendments'; readonly most: number }
  | { readonly is: 'too-dear'; readonly most: number; readonly gross: number }
  | { readonly is: 'amendment-open'; readonly amendmentId: string };

/** Why a word on an amendment was not taken. */
export type AmendmentRefusal =
  | { readonly is: 'amendment-unknown' }
  | { readonly is: 'amendment-over'; readonly status: Status }
  | { readonly is: 'not-awaited'; readonly status: Status; readonly awaited: readonly string[] }
  | { readonly is: 'own-request' }
  | { readonly is: 'second-role'; readonly role: string }
  | { readonly is: 'terms-changed' }
  | { readonly is: 'comment-missing' }
  | { readonly is: 'answered-otherwise'; readonly by: string }
  | { readonly is: 'alternative-unknown'; readonly known: readonly string[] }
  | { readonly is: 'rule'; readonly path: string; readonly message: string };

export type Refused = ChangeRefusal | AmendmentRefusal | CommitRefusal;
