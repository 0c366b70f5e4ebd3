import type { CommitRefusal } from '../kernel/commit.ts';
import type { Case } from './case.ts';

export type CaseRefusal =
  | { readonly is: 'backorder-unknown' }
  /** Nothing has been asked yet, or it is over. */
  | { readonly is: 'not-asked'; readonly status: Case['status'] }
  /** Somebody has chosen otherwise already; his word counts. */
  | { readonly is: 'already-decided'; readonly by: string }
  /** It was paid back, or worked on: it stays as it is. */
  | { readonly is: 'not-undoable' }
  | { readonly is: 'rule'; readonly path: string; readonly message: string };

export type CaseRefused = CaseRefusal | CommitRefusal;
