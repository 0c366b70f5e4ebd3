import type { CommitRefusal } from '../kernel/commit.ts';

/** Why a call about an order was not followed. Mapped once to HTTP (`problem`), to texts by the catalogs. */
export type OrderRefusal =
  | { readonly is: 'order-unknown' }
  | { readonly is: 'order-exists-differently' }
  | { readonly is: 'stage-unknown'; readonly stage: string; readonly known: readonly string[] }
  | {
      readonly is: 'transition-not-allowed';
      readonly from: string;
      readonly to: string;
      readonly allowed: readonly string[];
    }
  | {
      readonly is: 'checklist-open';
      readonly stage: string;
      readonly missing: readonly { readonly itemId: string; readonly label: string }[];
    }
  | { readonly is: 'checklist-item-unknown'; readonly known: readonly string[] }
  | { readonly is: 'answer-late' }
  | { readonly is: 'not-cancellable'; readonly stage: string }
  | { readonly is: 'order-closed'; readonly stage: string }
  /** Nobody could be served with it: what it was is all that is left. */
  | { readonly is: 'customer-erased' }
  | { readonly is: 'time-out-of-bounds'; readonly path: string; readonly message: string }
  | { readonly is: 'parcel-unknown'; readonly parcelId: string; readonly known: readonly string[] }
  | { readonly is: 'parcel-lines'; readonly path: string; readonly message: string }
  | { readonly is: 'hold-unknown' }
  | { readonly is: 'too-many'; readonly what: string; readonly most: number }
  | { readonly is: 'content-changed' }
  /** Somebody has worked on what was decided: it cannot be taken back any more. */
  | { readonly is: 'acted-upon' }
  | { readonly is: 'past-no-return'; readonly stage: string }
  | { readonly is: 'parcel-left'; readonly parcelId: string; readonly stage: string }
  | { readonly is: 'held-for'; readonly holdId: string }
  | { readonly is: 'stall-unknown' }
  | { readonly is: 'rule'; readonly path: string; readonly message: string };

export type Refused = OrderRefusal | CommitRefusal;
