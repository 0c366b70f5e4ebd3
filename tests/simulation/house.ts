import { passOn } from '../../functions/events/relay-record.ts';
import { functions } from '../../infra/functions.ts';
import { caseKind } from '../../shared/backorders/case.ts';
import { casesOf } from '../../shared/backorders/cases.ts';
import { followStock } from '../../shared/backorders/follow.ts';
import type { Bus } from '../../shared/events/bus.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import type { Timeline } from '../../shared/events/timeline.ts';
import type { AggregateKey } from '../../shared/kernel/head.ts';
import { followUp } from '../../shared/kernel/follow-up.ts';
import { scan } from '../../shared/kernel/scan.ts';
import { SendError } from '../../shared/notices/channels.ts';
import { notifyCustomers } from '../../shared/notices/customers.ts';
import { deliver } from '../../shared/notices/deliver.ts';
import { digestKind } from '../../shared/notices/digest.ts';
import { sendStaffMessage } from '../../shared/notices/send-staff.ts';
import { alertStaff, sendDigest } from '../../shared/notices/staff.ts';
import { staffMessageKind } from '../../shared/notices/staff-message.ts';
import { refundsOf } from '../../shared/refunds/open.ts';
import { fireStock } from '../../shared/stock/drift/drifts.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { stockKind } from '../../shared/stock/level/aggregate.ts';
import { MemoryTimeline } from '../support/memory-timeline.ts';
import { Ground } from './ground.ts';
import { Crash, Failed } from './scheduler.ts';

/** Does a function of the inventory listen to events of this type? */
const hears = (name: string, type: string): boolean =>
  functions.some(
    (spec) => spec.name === name && spec.trigger.kind === 'events' && spec.trigger.types.includes(type),
  );

type Consumer = (event: Envelope) => Promise<void>;

interface Delivery {
  readonly consumer: Consumer;
  readonly event: Envelope;
  /** Names event and consumer. */
  readonly name: string;
}

/** The whole house in one process: the real decisions, consumers and scans, on ports that fail by chance. */
export class House extends Ground {
  readonly timeline = new MemoryTimeline();
  /** Consumers that a life has besides, by the name that they have in the inventory. */
  readonly follows: Record<string, Consumer> = {};
  #relayed = 0;
  #queue: Delivery[] = [];
  readonly #handled = new Set<string>();

  /** The stream, in its order: a record whose relay dies or fails comes again. */
  relay = async (): Promise<void> => {
    while (this.#relayed < this.store.log.length) {
      const at = this.#relayed;
      const record = this.store.log[at];
      if (record) await passOn({ ...this.ports, timeline: this.#kept, bus: this.#bus }, record.sealed);
      // Two runs at once may both have done it: what is delivered twice is said once.
      this.#relayed = Math.max(this.#relayed, at + 1);
    }
  };

  /** Of entries that are written together some do not get through. */
  readonly #kept: Timeline = {
    read: (...asked) => this.port('read', () => this.timeline.read(...asked)),
    entries: (...asked) =>
      this.port('entries', async () =>
        this.bug.remembers ? { items: [], next: null } : this.timeline.entries(...asked),
      ),
    write: (entries) =>
      this.port('timeline', async () => {
        const lost = entries.filter(() => this.strikes('partial-puts', 0.03));
        const kept = entries.filter((entry) => !lost.includes(entry));
        await this.timeline.write(kept.filter(({ envelope }) => !this.bug.loses?.(envelope, 'timeline')));
        if (lost.length > 0) throw new Failed('not every entry was written');
      }),
  };

  /** Into the queues of whoever listens, once to three times; what is refused is not, and whoever published hears of it. */
  readonly #bus: Bus = {
    publish: (events) =>
      this.port('publish', async () => {
        const refused = events.filter(() => this.strikes('partial-puts', 0.03));
        for (const event of events.filter((one) => !refused.includes(one)))
          for (const [name, consumer] of this.#consumersOf(event))
            for (let n = this.#copies(event); n > 0; n--) this.#queue.push({ consumer, event, name });
        if (refused.length > 0) throw new Failed('not every event was published');
      }),
  };

  /** Deliveries of an event to a consumer: one to three while there are faults. */
  #copies(event: Envelope): number {
    if (this.bug.loses?.(event, 'queue')) return 0;
    if (!this.faults || this.bug.forgets === true) return 1;
    const copies = 1 + this.chance.below(3);
    return this.without.includes('duplicates') ? 1 : copies;
  }

  /** Whoever the inventory says listens to this type, as far as the house has him. */
  #consumersOf({ type, id }: Envelope): (readonly [string, Consumer])[] {
    const always = { notify: this.notify, alert: this.alert };
    const more = { 'follow-stock': this.follow, 'open-refunds': this.refund, ...this.follows };
    return [...Object.entries(always), ...Object.entries(more).filter(([name]) => hears(name, type))].map(
      ([name, consumer]) => [`${id} ${name}`, consumer],
    );
  }

  /** What was committed and did not get to somebody who listens. */
  unheard(): string[] {
    return this.store.log.flatMap(({ sealed }) =>
      sealed.flatMap(({ envelope: event }) =>
        this.#consumersOf(event).flatMap(([name]) =>
          this.#handled.has(name)
            ? []
            : [`${event.type} of ${event.subject} never reached ${name.split(' ')[1] ?? ''}`],
        ),
      ),
    );
  }

  follow = (event: Envelope): Promise<void> => followStock(this.ports, event);
  refund = (event: Envelope): Promise<void> => refundsOf(this.ports, event);
  notify = (event: Envelope): Promise<void> => notifyCustomers(this.ports, event);
  alert = (event: Envelope): Promise<void> => alertStaff(this.ports, event);

  /** One message of the queues, in any order; one whose consumer died or failed comes again. */
  consume = async (): Promise<void> => {
    if (this.#queue.length === 0) return;
    const [message] = this.#queue.splice(this.#which(), 1);
    if (!message) return;
    try {
      await this.scheduler.untilDeath(message.consumer(message.event));
      this.#handled.add(message.name);
    } catch (error) {
      if (this.bug.forgets !== true) this.#queue.push(message);
      throw error;
    }
  };

  #which(): number {
    const at = this.faults ? this.chance.below(this.#queue.length) : 0;
    return this.without.includes('reordering') ? 0 : at;
  }

  scanOrders = async (): Promise<void> => {
    const done = await scan(this.ports, {
      kind: 'order',
      fire: ({ store, id }) => this.orders(store).fire(id),
      hasTime: this.hasTime,
    });
    this.#rethrow(done.failed.map(({ error }) => error));
  };

  scanNotices = async (): Promise<void> => {
    const fire = (key: AggregateKey) => {
      const { store, kind, id } = key;
      if (kind === digestKind) return sendDigest(this.ports, store, id);
      if (kind === staffMessageKind) return sendStaffMessage(this.ports, store, id);
      return this.fires[kind]?.(key) ?? deliver(this.ports, store, id);
    };
    const done = await scan(this.ports, { kind: 'notice', fire, hasTime: this.hasTime });
    this.#rethrow(done.failed.map(({ error }) => error));
  };

  /** Second looks, and whatever waits for somebody: what shows as time passes. */
  scanStock = async (): Promise<void> => {
    await this.#scan(stockKind);
    await this.scanFollowUps();
  };

  /** Deadlines of backorders, refunds, links, deliveries to storefronts. */
  scanFollowUps = (): Promise<void> => this.#scan(followUp);

  async #scan(kind: string): Promise<void> {
    const fire = async (key: AggregateKey): Promise<void> => {
      if (key.kind === stockKind) await fireStock(this.ports, key.store, stockRules(this.profile), key.id);
      else if (key.kind === caseKind) await (await casesOf(this.ports, key.store))?.fire(key.id);
      else await this.fires[key.kind]?.(key);
    };
    const done = await scan(this.ports, { kind, fire, hasTime: this.hasTime });
    this.#rethrow(done.failed.map(({ error }) => error));
  }

  /** Further deadlines that the scans of notices and follow-ups fire, by the kind of what is due. */
  readonly fires: Record<string, (key: AggregateKey) => Promise<unknown>> = {};

  get waiting(): number {
    return this.#queue.length + this.store.log.length - this.#relayed;
  }

  /** Scans are cut off by chance, as at their time limit. */
  hasTime = (): boolean => !this.strikes('cut-scans', 0.05);

  #rethrow(failed: readonly unknown[]): void {
    // Busy services and dead functions are expected; anything else is a fault of ours.
    const fault = failed.find(
      (error) => !(error instanceof Crash) && !(error instanceof Failed) && !(error instanceof SendError),
    );
    if (fault !== undefined) throw fault;
  }
}
