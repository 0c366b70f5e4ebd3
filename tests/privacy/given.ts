import { letters } from '../../functions/notices/letters.ts';
import { questions } from '../../functions/notices/questions.ts';
import type { AggregateKey } from '../../shared/kernel/head.ts';
import type { Mail } from '../../shared/notices/channels.ts';
import { change } from '../../shared/kernel/commit.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { deliver, type NoticePorts } from '../../shared/notices/deliver.ts';
import { noticeAggregate, noticeId, noticeKey, open } from '../../shared/notices/notice.ts';
import { fireAmendment } from '../../shared/amendments/firing.ts';
import {
  open as openRefund,
  type Refund,
  refundAggregate,
  type RefundEvent,
  refundId,
  refundKey,
} from '../../shared/refunds/refund.ts';
import { days, plus } from '../../shared/time/instant.ts';
import type { ProfileInput } from '../../shared/stores/profile.ts';
import { giftexpress } from '../amendments/given.ts';
import { inProcess } from '../support/in-process.ts';

export const day = 24 * 3_600_000;

/** What would betray Mrs Canar anywhere. */
export const canaries = ['Canar', 'canar', '0722999888', '722999888', 'Privighetorii', 'sonerie', 'sunați'];
export const email = 'zoe.canar@example.com';

export const canarsOrder = (orderId: string, more: object = {}) => ({
  orderId,
  placedAt: '2026-11-16T08:00:00Z',
  customer: { name: 'Zoe Canar', email: 'Zoe.Canar@example.com', phone: '0722999888' },
  deliveryAddress: { street: 'Str. Privighetorii 9', city: 'Brașov', note: 'la sonerie' },
  lines: [{ sku: 'COS-L', name: 'Coș', quantity: 10, unitPrice: { amount: 18_900, currency: 'RON' } }],
  payment: { method: 'card', state: 'paid', paidAmount: { amount: 189_000, currency: 'RON' } },
  ...more,
});

export const otherOrder = (orderId: string) =>
  canarsOrder(orderId, {
    customer: { name: 'Ion Pop', email: 'ion.pop@example.com', phone: '0733111222' },
    deliveryAddress: { street: 'Str. Horea 12', city: 'Cluj-Napoca' },
  });

/** A shop in which things happen to orders. */
export async function shop() {
  const world = await inProcess('2026-11-16T10:00:00Z', { shop: giftexpress as ProfileInput });
  const mails: Mail[] = [];
  const call = async (route: string, asked: Parameters<typeof world.call>[1]) => {
    const reply = await world.call(route, asked);
    if (reply.status >= 300) throw new Error(`${route}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const noticePorts: NoticePorts = {
    ...world.ports,
    mailer: { send: async (mail) => void mails.push(mail) },
    texter: { send: async () => undefined },
    publicUrl: 'https://veghe.example',
    letters,
    questions,
  };
  const status = (orderId: string, stage: string, more: object = {}) =>
    call('POST /v1/orders/{orderId}/status', { path: { orderId }, body: { stage, fact: true, ...more } });

  /** A message about the order's stage, and what became of it. */
  async function tell(orderId: string, stage: string, stay: number) {
    const matter = { orderId, kind: 'stage', channel: 'email', stage, stay } as const;
    const key = noticeKey('giftexpress', noticeId(matter));
    const at = world.ports.clock();
    await change(
      world.ports,
      noticeAggregate,
      key,
      { actor: 'system' },
      {
        decide: (head) => (head ? accept([], 'there') : open(undefined, matter, at, at)),
      },
    );
    return {
      key,
      send: (more: Partial<NoticePorts> = {}) => deliver({ ...noticePorts, ...more }, 'giftexpress', key.id),
    };
  }

  /** Money that finance has still to pay back. */
  const owe = (orderId: string, amount: number) => {
    const matter = { orderId, reason: 'cancelled' };
    const at = world.ports.clock();
    return change<Refund, RefundEvent, never>(
      world.ports,
      refundAggregate,
      refundKey('giftexpress', refundId(matter)),
      { actor: 'system' },
      {
        decide: (head) =>
          openRefund(head?.state, { ...matter, amount, currency: 'RON' }, plus(at, days(9)), at),
      },
    );
  };

  /** Asked for, agreed to by all, applied. */
  async function changed(orderId: string, changes: readonly object[], note?: string): Promise<string> {
    const asked = await call('POST /v1/orders/{orderId}/amendments', {
      path: { orderId },
      body: { changes, ...(note === undefined ? {} : { note }) },
      role: 'storefront',
    });
    const { amendmentId } = asked;
    if (asked.status === 'awaiting-approval')
      await call('POST /v1/amendments/{amendmentId}/decisions', {
        path: { amendmentId },
        body: { decision: 'approve' },
        role: 'supervisor',
      });
    for (const [department, role] of [
      ['packing', 'packing'],
      ['logistics', 'logistics'],
      ['billing', 'finance'],
    ] as const)
      await world.call('POST /v1/amendments/{amendmentId}/tasks/{department}', {
        path: { amendmentId, department },
        body: { state: 'acknowledged' },
        role,
      });
    return amendmentId;
  }

  /** Lets the amendment come to rest, as the scan does. */
  async function settle(amendmentId: string): Promise<void> {
    for (let i = 0; i < 4; i++) {
      world.advance(3_600_000);
      await fireAmendment(world.ports, 'giftexpress', amendmentId);
    }
  }

  const erase = (of = email) => call('POST /v1/customers/erasure', { body: { email: of } });
  const exported = (of = email) => call('POST /v1/customers/export', { body: { email: of } });
  return { ...world, call, status, tell, owe, changed, settle, erase, exported, mails };
}

export type Shop = Awaited<ReturnType<typeof shop>>;

/** Where in the tables one of these words stands: texts, heads with their events and places; what the stream had is past. */
export function found({ heads }: Shop, words: readonly string[]): string[] {
  const says = (value: unknown) => words.some((word) => JSON.stringify(value).includes(word));
  const named = ({ store, kind, id }: AggregateKey) => `${store}#${kind}#${id}`;
  return [
    ...[...heads.parts].filter((part) => says(part)).map(([name]) => name),
    ...[...heads.rows.values()]
      .filter(({ key, change: { state, events, indexes, receipts } }) =>
        says({ key, state, events, indexes, receipts }),
      )
      .map(({ key }) => named(key)),
  ];
}
