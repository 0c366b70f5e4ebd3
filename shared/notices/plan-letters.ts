import type { Envelope } from '../events/envelope.ts';
import type { Profile } from '../stores/profile.ts';
import type { Instant } from '../time/instant.ts';
import { cancelledPieces } from './cancelled.ts';
import type { LetterMatter, Matter, NoticeChannel } from './notice.ts';
import type { Planned } from './plan.ts';

/** Which letters an event calls for: about goods that lack, payments that are awaited, and changes of the order. They go at once. */
export function planLetters(event: Envelope, profile: Profile, at: Instant): Planned[] {
  const letter = letterFor(event);
  const { orderId } = event.data;
  const id = typeof orderId === 'string' ? orderId : event.subject.slice('order/'.length);
  if (!letter) return [];
  return channelsOf(letter, profile).map((channel) => ({
    matter: { orderId: id, kind: 'letter', channel, stay: roundOf(event), letter },
    dueAt: at,
  }));
}

/** Where no message can ask, somebody phones: whether it is so shows when it goes. */
const channelsOf = ({ name }: LetterMatter, { backorders: { tell } }: Profile): readonly NoticeChannel[] =>
  asking.has(name) ? [...tell, 'call'] : tell;

const asking: ReadonlySet<LetterMatter['name']> = new Set([
  'backorder',
  'backorder-reminder',
  'amendment',
  'amendment-reminder',
]);

/** Calls that an event makes needless: what was to be asked is decided or over. */
export function callsAnswered({ type, subject, data }: Envelope): Matter[] {
  const of = subject.slice(subject.indexOf('/') + 1);
  const { orderId } = data;
  if (!settling.has(type) || typeof orderId !== 'string') return [];
  if (type === 'amendment.approved' && data['party'] !== 'customer') return [];
  const kind = subject.slice(0, subject.indexOf('/'));
  const names =
    kind === 'backorder'
      ? (['backorder', 'backorder-reminder'] as const)
      : (['amendment', 'amendment-reminder'] as const);
  return names.map((name) => ({
    orderId,
    kind: 'letter',
    channel: 'call',
    stay: roundOf({ data }),
    letter: { name, of },
  }));
}

const settling: ReadonlySet<string> = new Set([
  'backorder.decided',
  'backorder.closed',
  'amendment.approved',
  'amendment.applied',
  'amendment.declined',
  'amendment.withdrawn',
  'amendment.expired',
]);

/** Each question has its own letters: the round tells them apart. */
const roundOf = ({ data }: Pick<Envelope, 'data'>): number =>
  typeof data['round'] === 'number' ? data['round'] : 1;

function letterFor({ type, subject, data }: Envelope): LetterMatter | undefined {
  const of = subject.slice(subject.indexOf('/') + 1);
  switch (type) {
    case 'backorder.asked':
      return { name: 'backorder', of };
    case 'backorder.reminded':
      return { name: 'backorder-reminder', of };
    case 'backorder.applied':
      return { name: 'backorder-settled', of };
    case 'backorder.closed':
      return data['how'] === 'covered' && data['asked'] === true
        ? { name: 'backorder-covered', of }
        : undefined;
    case 'amendment.customer-asked':
      return { name: 'amendment', of };
    case 'amendment.reminded':
      return data['party'] === 'customer' ? { name: 'amendment-reminder', of } : undefined;
    case 'amendment.applied':
      return { name: 'amendment-applied', of };
    case 'amendment.declined':
    case 'amendment.withdrawn':
    case 'amendment.expired':
      return { name: 'amendment-unchanged', of };
    case 'order.revised':
      return data['reason'] === 'cancellation' && typeof data['ref'] === 'string'
        ? { name: 'cancelled-pieces', of: cancelledPieces(of, data['ref']) }
        : undefined;
    case 'order.payment-awaited':
      return { name: 'payment', of };
    default:
      return undefined;
  }
}
