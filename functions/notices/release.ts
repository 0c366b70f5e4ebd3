import { change } from '../../shared/kernel/commit.ts';
import { noticeAggregate, noticeKey, type Release, release } from '../../shared/notices/notice.ts';
import type { Principal } from '../../shared/access/principal.ts';
import { inTurns } from '../pipelines/in-turns.ts';
import type { Ports } from '../pipelines/ports.ts';

/** Released by one call; more than this many say so. */
const mostReleased = 200;
/** Each moves its entry in one list, which is one partition: six calls of 20 ms at a time are 600 units a second. */
const atOnce = 6;

/** A person's word on held messages: those named, or all, up to a bound. */
export async function releaseHeld(
  ports: Ports,
  { store, actor }: Pick<Principal, 'store' | 'actor'>,
  which: 'all' | readonly string[],
  decision: Release,
): Promise<{ items: { noticeId: string; outcome: string }[]; more: boolean }> {
  const range = { from: 'held#', to: 'held#~' };
  const held =
    which === 'all'
      ? await ports.heads.find('list', `${store}#notice`, range, { limit: mostReleased })
      : undefined;
  const ids = which === 'all' ? (held?.items ?? []).map(({ id }) => id) : [...new Set(which)];
  const items = await inTurns(
    ids,
    async (noticeId) => {
      const done = await change(
        ports,
        noticeAggregate,
        noticeKey(store, noticeId),
        { actor },
        { decide: (head, at) => release(head?.state, decision, at) },
      );
      return { noticeId, outcome: done.done ? done.outcome : done.refusal.is };
    },
    atOnce,
  );
  return { items, more: (held?.next ?? null) !== null };
}
