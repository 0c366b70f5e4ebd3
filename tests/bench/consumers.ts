import { letters } from '../../functions/notices/letters.ts';
import { questions } from '../../functions/notices/questions.ts';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { functions } from '../../infra/functions.ts';
import { countEvents } from '../../shared/counts/count-events.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { dueOf } from '../../shared/kernel/item.ts';
import { scan } from '../../shared/kernel/scan.ts';
import { notifyCustomers } from '../../shared/notices/customers.ts';
import { deliver } from '../../shared/notices/deliver.ts';
import { digestKind } from '../../shared/notices/digest.ts';
import { noticeKind } from '../../shared/notices/notice.ts';
import { sendStaffMessage } from '../../shared/notices/send-staff.ts';
import { alertStaff, sendDigest } from '../../shared/notices/staff.ts';
import { staffMessageKind } from '../../shared/notices/staff-message.ts';
import { instant, type Instant } from '../../shared/time/instant.ts';
import { relay } from '../../functions/events/relay-record.ts';
import type { Write } from './recorder.ts';
import type { Shop } from './shop.ts';

/** What left the system, and what it was woken for. */
export interface Sent {
  events: number;
  /** Messages in the queues of those who listen: an event goes to each of them. */
  messages: number;
  mails: number;
  texts: number;
  staffMessages: number;
  records: number;
}

/** Relay, consumers and the scan of notices, fed from what was written as the stream and the bus would. */
export class Consumers {
  readonly sent: Sent = { events: 0, messages: 0, mails: 0, texts: 0, staffMessages: 0, records: 0 };
  readonly #shop: Shop;
  readonly #ports;
  readonly #bus: Envelope[] = [];
  #read: number;

  constructor(shop: Shop) {
    this.#shop = shop;
    this.#read = shop.recorder.writes.length;
    const { sent } = this;
    this.#ports = {
      ...shop.ports,
      bus: {
        publish: async (events: readonly Envelope[]) => {
          sent.events += events.length;
          for (const event of events) sent.messages += listeners(event).length;
          this.#bus.push(...events);
        },
      },
      publicUrl: 'https://veghe.example.com',
      letters,
      questions,
      mailer: { send: async () => void sent.mails++ },
      texter: { send: async () => void sent.texts++ },
      topic: { publish: async () => void sent.staffMessages++ },
    };
  }

  /** Everything that follows from what was written, at this instant. */
  async settle(): Promise<void> {
    const { writes } = this.#shop.recorder;
    for (; this.#read < writes.length; this.#read++) {
      const record = recordOf(writes[this.#read] as Write);
      if (!record) continue;
      this.#shop.recorder.step = 'relay';
      this.sent.records++;
      await relay(this.#ports, record);
      for (let event = this.#bus.shift(); event; event = this.#bus.shift()) await this.#hear(event);
    }
  }

  /** Lets time pass, with the scan of notices whenever one is due. */
  async passTo(upTo: Instant): Promise<void> {
    await this.settle();
    for (let due = this.#nextDue(); due !== undefined && due <= upTo; due = this.#nextDue()) {
      this.#shop.moveTo(instant(Math.max(due, this.#shop.now)));
      this.#shop.recorder.step = 'notices';
      const done = await scan(this.#ports, {
        kind: noticeKind,
        hasTime: () => true,
        fire: ({ store, kind, id }) =>
          kind === digestKind
            ? sendDigest(this.#ports, store, id)
            : kind === staffMessageKind
              ? sendStaffMessage(this.#ports, store, id)
              : deliver(this.#ports, store, id),
      });
      if (done.failed.length > 0) throw new Error('a notice failed', { cause: done.failed[0] });
      await this.settle();
    }
  }

  async #hear(event: Envelope): Promise<void> {
    this.#shop.recorder.step = 'consumers';
    if (listens('notify-customers', event)) await notifyCustomers(this.#ports, event);
    if (listens('alert-staff', event)) await alertStaff(this.#ports, event);
    if (listens('count-events', event)) await countEvents(this.#ports, [event]);
  }

  /** The earliest deadline of the kind that notices and digests share, read off what was written last. */
  #nextDue(): Instant | undefined {
    const latest = new Map(this.#shop.recorder.writes.map((write) => [keyOf(write), write.after]));
    const due = [...latest.values()]
      .filter((item) => item?.['duePk']?.S?.startsWith(`${noticeKind}#`))
      .map((item) => dueOf(item?.['dueSk']?.S ?? '').at);
    return due.length === 0 ? undefined : instant(Math.min(...due));
  }
}

const keyOf = ({ before, after, table }: Write): string =>
  [table, (after ?? before)?.['pk']?.S, (after ?? before)?.['sk']?.S].join(' ');

/** As the bus's rules say, from the inventory. */
const listeners = ({ type }: Envelope): string[] =>
  functions.flatMap(({ name, trigger }) =>
    trigger.kind === 'events' && trigger.types.includes(type) ? [name] : [],
  );

const listens = (name: string, event: Envelope): boolean => listeners(event).includes(name);

/** Heads of the state table alone reach the relay: the stream's filter leaves the rest out. */
function recordOf({ table, failed, before, after }: Write): DynamoDBRecord | undefined {
  if (table !== 'state' || failed || after?.['sk']?.S !== 'head') return undefined;
  const image = (item: Write['after']) => item as Record<string, AttributeValue>;
  return {
    dynamodb: {
      NewImage: image(after),
      ...(before ? { OldImage: image(before) } : {}),
      SequenceNumber: '1',
    },
  };
}
