import { letters } from '../../functions/notices/letters.ts';
import { questions } from '../../functions/notices/questions.ts';
import { functions } from '../../infra/functions.ts';
import { amendmentKind } from '../../shared/amendments/aggregate.ts';
import { askStaff } from '../../shared/amendments/ask-staff.ts';
import { fireAmendment, followAmendments } from '../../shared/amendments/firing.ts';
import { casesOf } from '../../shared/backorders/cases.ts';
import { caseKind } from '../../shared/backorders/case.ts';
import { followStock } from '../../shared/backorders/follow.ts';
import { countEvents } from '../../shared/counts/count-events.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { withoutTyped } from '../../shared/events/typed.ts';
import { followUp } from '../../shared/kernel/follow-up.ts';
import type { AggregateKey } from '../../shared/kernel/head.ts';
import { scan } from '../../shared/kernel/scan.ts';
import type { DigestNews, Mail, Sms } from '../../shared/notices/channels.ts';
import { notifyCustomers } from '../../shared/notices/customers.ts';
import { deliver, type NoticePorts } from '../../shared/notices/deliver.ts';
import { digestKind } from '../../shared/notices/digest.ts';
import { noticeKind } from '../../shared/notices/notice.ts';
import { sendStaffMessage } from '../../shared/notices/send-staff.ts';
import { alertStaff, sendDigest } from '../../shared/notices/staff.ts';
import { staffMessageKind } from '../../shared/notices/staff-message.ts';
import { orderKind } from '../../shared/orders/aggregate.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { refundsOf } from '../../shared/refunds/open.ts';
import { fireStock } from '../../shared/stock/drift/drifts.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { stockKind } from '../../shared/stock/level/aggregate.ts';
import { forgetTyped } from '../../shared/privacy/forget-timelines.ts';
import { returnKind } from '../../shared/stock/returns/return.ts';
import { fireReturn } from '../../shared/stock/returns/returns.ts';
import { deliverEvent, tryDelivery } from '../../shared/webhooks/deliver.ts';
import { webhookKind } from '../../shared/webhooks/delivery.ts';
import type { Post, Sent } from '../../shared/webhooks/sending.ts';
import type { inProcess } from './in-process.ts';

type World = Awaited<ReturnType<typeof inProcess>>;

/**
 * What follows from the calls of a world in this process: the relay, whoever the inventory says listens, and the scans.
 * Everything that leaves is kept, to be looked at.
 */
export function followers(
  world: World,
  answer: (post: Post) => Sent = () => ({ ok: true }),
  /** Where messages go instead: the adapters themselves, say. */
  sending: Partial<Pick<NoticePorts, 'mailer' | 'texter'>> = {},
) {
  const mails: Mail[] = [];
  const texts: Sms[] = [];
  const staff: DigestNews[] = [];
  const posts: Post[] = [];
  const published: Envelope[] = [];
  const store = world.profile.storeId;
  const ports = {
    ...world.ports,
    letters,
    questions,
    publicUrl: 'https://veghe.example',
    mailer: { send: async (mail: Mail) => void mails.push(mail) },
    texter: { send: async (sms: Sms) => void texts.push(sms) },
    topic: { publish: async (message: DigestNews) => void staff.push(message) },
    send: async (post: Post) => (posts.push(post), answer(post)),
    ...(sending.mailer ? { mailer: sending.mailer } : {}),
    ...(sending.texter ? { texter: sending.texter } : {}),
  };
  const consumers: Readonly<Record<string, (event: Envelope) => Promise<void>>> = {
    'notify-customers': (event) => notifyCustomers(ports, event),
    'alert-staff': (event) => alertStaff(ports, event),
    'count-events': (event) => countEvents(ports, [event]),
    'open-refunds': (event) => refundsOf(ports, event),
    'follow-stock': (event) => followStock(ports, event),
    'follow-amendments': async (event) => {
      await followAmendments(ports, event);
      if (event.subject.startsWith('amendment/'))
        await askStaff(ports, store, event.subject.slice('amendment/'.length));
    },
    'deliver-webhooks': (event) => deliverEvent(ports, event),
  };
  const heard = functions.flatMap(({ name, trigger }) => {
    const consumer = consumers[name];
    return trigger.kind === 'events' && consumer ? [{ types: trigger.types, consumer }] : [];
  });
  let relayed = 0;

  /** Relays what was committed, and what that made others commit, until nothing is left. */
  async function drain(): Promise<void> {
    for (let change = world.heads.log[relayed]; change; change = world.heads.log[relayed]) {
      relayed++;
      await world.timeline.relay(change);
      const events = change.sealed.map(({ envelope }) => envelope);
      await forgetTyped({ ...world.ports, timeline: world.timeline }, events);
      for (const event of events.map(withoutTyped)) {
        published.push(event);
        for (const { types, consumer } of heard) if (types.includes(event.type)) await consumer(event);
      }
    }
  }

  const follow: Readonly<Record<string, (key: AggregateKey) => Promise<unknown> | undefined>> = {
    [caseKind]: async ({ id }) => (await casesOf(ports, store))?.fire(id),
    [amendmentKind]: ({ id }) => fireAmendment(ports, store, id),
    [returnKind]: ({ id }) => fireReturn(ports, store, id),
    [webhookKind]: ({ id }) => tryDelivery(ports, store, id),
  };

  /** Every scan once, each with what followed. Answers what could not be done. */
  async function scans(): Promise<readonly unknown[]> {
    const loaded = await world.ports.profiles.fresh(store);
    if (!loaded) throw new Error('the shop is gone');
    const orders = new Orders(ports, store, loaded);
    const fire: Readonly<Record<string, (key: AggregateKey) => Promise<unknown> | undefined>> = {
      [orderKind]: ({ id }) => orders.fire(id),
      [noticeKind]: ({ kind, id }) =>
        kind === digestKind
          ? sendDigest(ports, store, id)
          : kind === staffMessageKind
            ? sendStaffMessage(ports, store, id)
            : deliver(ports, store, id),
      [stockKind]: ({ id }) => fireStock(ports, store, stockRules(loaded.profile), id),
      [followUp]: (key) => follow[key.kind]?.(key),
    };
    const failed: unknown[] = [];
    for (const [kind, work] of Object.entries(fire)) {
      const job = { kind, fire: async (key: AggregateKey) => work(key), hasTime: () => true };
      failed.push(...(await scan(ports, job)).failed.map(({ error }) => error));
      await drain();
    }
    return failed;
  }

  return { drain, scans, mails, texts, staff, posts, published };
}
