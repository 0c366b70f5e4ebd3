import type { CommitRefusal } from '../../kernel/commit.ts';

/** Why a call about a drift was not followed. */
export type DriftRefusal =
  | { readonly is: 'drift-unknown' }
  /** Whoever found a difference does not confirm it, and whoever proposes an adjustment does not approve it. */
  | { readonly is: 'same-person'; readonly doing: 'look' | 'approve' }
  | { readonly is: 'not-supervisor' }
  | { readonly is: 'nothing-proposed' }
  | { readonly is: 'rule'; readonly path: string; readonly message: string };

export type DriftRefused = DriftRefusal | CommitRefusal;
