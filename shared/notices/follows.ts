import type { HeadStore } from '../kernel/head.ts';
import { type Matter, type Notice, noticeId, noticeKey } from './notice.ts';

/** Did the customer get the message that this one follows: the wrong stage, or the word of delay before? */
export async function wasTold(
  ports: { readonly heads: HeadStore },
  store: string,
  notice: Notice,
): Promise<boolean> {
  const before = follows(notice);
  if (!before) return false;
  const told = await ports.heads.load<Notice>(noticeKey(store, noticeId(before)));
  return told?.state.status === 'sent' || told?.state.status === 'claimed';
}

function follows({
  orderId,
  kind,
  channel,
  stay,
  stage = '',
  round = 1,
  afterStay,
}: Notice): Matter | undefined {
  switch (kind) {
    case 'correction':
      return { orderId, kind: 'stage', channel, stay: stay - 1, stage };
    case 'moving':
      return { orderId, kind: 'delay', channel, stay: stay - 1, round };
    case 'delay':
      return afterStay === undefined
        ? undefined
        : { orderId, kind: 'delay', channel, stay: afterStay, round: round - 1 };
    default:
      return undefined;
  }
}
