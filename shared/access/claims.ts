import { type Aggregate, change, type CommitRefusal } from '../kernel/commit.ts';
import { accept, refuse } from '../kernel/decision.ts';
import { type Keyed, receiptLife } from '../kernel/receipts.ts';
import { type Clock, type Instant, plus } from '../time/instant.ts';
import { accessKey, type AccessStore } from './access-store.ts';
import { seal, unseal } from './sealed.ts';

/** What a call under an Idempotency-Key will issue, sealed with the key itself, which is kept nowhere. */
interface Claim {
  readonly bodyHash: string;
  readonly until: Instant;
  readonly sealed: string;
}
type ClaimEvent = {
  readonly type: 'access.claimed';
  readonly data: Claim & Readonly<Record<string, unknown>>;
};

/** An id and a secret that a call issues. */
export interface Fresh {
  readonly id: string;
  readonly secret: string;
}

const aggregate: Aggregate<Claim, ClaimEvent> = {
  kind: 'claim',
  evolve: (_, { data }) => data,
  due: () => undefined,
  indexes: () => ({}),
  expires: ({ until }) => until,
};

export interface Claiming {
  readonly store: string;
  readonly keyed: Keyed;
  /** The Idempotency-Key as it was sent. */
  readonly key: string;
  readonly fresh: Fresh;
  /** 12 random bytes. */
  readonly nonce: Buffer;
}

/**
 * Decides, before anything is issued, which id and secret all calls under this key are about: the first to write wins, and
 * however many come at once issue one credential between them. Refuses a key that was used with another body.
 */
export async function claim(
  { access, clock }: { readonly access: AccessStore; readonly clock: Clock },
  { store, keyed, key, fresh, nonce }: Claiming,
): Promise<
  | { readonly done: true; readonly fresh: Fresh; readonly repeated: boolean }
  | { readonly done: false; readonly refusal: CommitRefusal }
> {
  const done = await change<Claim, ClaimEvent, { readonly is: 'idempotency-key-reused' }>(
    { heads: access, clock },
    aggregate,
    accessKey(store, 'claim', keyed.keyHash),
    { actor: 'system' },
    {
      attempts: 64,
      decide: (head, at) => {
        if (head && at < head.state.until)
          return head.state.bodyHash === keyed.bodyHash
            ? accept<ClaimEvent>([], 'repeated')
            : refuse({ is: 'idempotency-key-reused' as const });
        const sealed = seal(JSON.stringify(fresh), key, nonce);
        const data = { bodyHash: keyed.bodyHash, until: plus(at, receiptLife), sealed };
        return accept<ClaimEvent>([{ type: 'access.claimed', data }], 'claimed');
      },
    },
  );
  if (!done.done) return done;
  const kept = JSON.parse(unseal(done.state.sealed, key)) as Fresh;
  return { done: true, fresh: kept, repeated: !done.changed };
}
