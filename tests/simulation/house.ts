import { letters } from '../../functions/notices/letters.ts';
import { functions } from '../../infra/functions.ts';
import { caseKind } from '../../shared/backorders/case.ts';
import { casesOf } from '../../shared/backorders/cases.ts';
import { followStock } from '../../shared/backorders/follow.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { entriesOf, type TimelineEntry } from '../../shared/events/timeline.ts';
import { withoutTyped } from '../../shared/events/typed.ts';
import type { HeadStore } from '../../shared/kernel/head.ts';
import { followUp } from '../../shared/kernel/follow-up.ts';
import { scan } from '../../shared/kernel/scan.ts';
import { type Mail, SendError, type Sms, type StaffMessage } from '../../shared/notices/channels.ts';
import { notifyCustomers } from '../../shared/notices/customers.ts';
import { deliver } from '../../shared/notices/deliver.ts';
import { digestKind } from '../../shared/notices/digest.ts';
import { alertStaff, sendDigest } from '../../shared/notices/staff.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { refundsOf } from '../../shared/refunds/open.ts';
import { fireStock } from '../../shared/stock/drift/drifts.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { stockKind } from '../../shared/stock/level/aggregate.ts';
import type { Profile } from '../../shared/stores/profile.ts';
import { type Duration, type Instant, instant } from '../../shared/time/instant.ts';
import { profileOf } from '../orders/given.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { type Bug, sound } from './bug.ts';
import { type Chance, Crash, Scheduler } from './scheduler.ts';

/** Does a function of the inventory listen to events of this type? */
const hears = (name: string, type: string): boolean =>
  functions.some(
    (spec) => spec.name === name && spec.trigger.kind === 'events' && spec.trigger.types.includes(type),
  );

interface Delivery {
  readonly consumer: (event: Envelope) => Promise<void>;
  readonly event: Envelope;
}

/** The whole house in one process: the real decisions, consumers and scans, on ports that fail by chance. */
export class House {
  readonly store: MemoryHeadStore;
  readonly profile: Profile = profileOf({
    delays: { tell: ['email', 'sms'] },
    noticeValve: { mostIn15Minutes: 1_000 },
  });
  readonly scheduler: Scheduler;
  readonly mails: Mail[] = [];
  readonly texts: Sms[] = [];
  readonly staff: StaffMessage[] = [];
  readonly timeline = new Map<string, TimelineEntry>();
  faults = true;
  now: Instant = instant(Date.parse('2026-11-16T08:00:00Z'));
  #relayed = 0;
  #queue: Delivery[] = [];
  readonly #chance: Chance;
  readonly #bug: Bug;

  /** Built as it should be, unless a bug is planted in it: then the invariants have to find it. */
  constructor(chance: Chance, bug: Bug = sound) {
    this.#chance = chance;
    this.#bug = bug;
    this.store = bug.store?.() ?? new MemoryHeadStore();
    this.scheduler = new Scheduler(chance);
  }

  /** Every port call waits for its turn; by chance the caller dies before or after it. */
  async port<T>(name: string, work: () => Promise<T>): Promise<T> {
    await this.scheduler.turn(name);
    if (this.faults && this.#chance.happens(0.01)) this.scheduler.die(`before ${name}`);
    const answer = await work();
    if (this.faults && this.#chance.happens(0.01)) this.scheduler.die(`after ${name}`);
    return answer;
  }

  get heads(): HeadStore {
    return new Proxy(this.store, {
      get: (store, name) => {
        const method: unknown = Reflect.get(store, name);
        if (typeof method !== 'function' || name === 'newSalt') return method;
        return (...args: unknown[]) =>
          this.port(String(name), () => method.apply(store, args) as Promise<unknown>);
      },
    });
  }

  get ports() {
    const loaded = { profile: this.profile, revision: 1, version: 1 };
    const busy = () => {
      if (this.faults && this.#chance.happens(0.05)) throw new SendError('later', 'Throttling');
    };
    return {
      heads: this.heads,
      clock: () => this.now,
      profiles: { of: () => Promise.resolve(loaded), fresh: () => Promise.resolve(loaded) },
      mailer: {
        send: (mail: Mail) =>
          this.port('mail', async () => {
            busy();
            for (let n = this.#bug.mails ?? 1; n > 0; n--) this.mails.push(mail);
          }),
      },
      random: (bits: number) => {
        let text = '';
        while (text.length * 5 < bits)
          text += 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef'.charAt(this.#chance.below(32));
        return text;
      },
      publicUrl: 'https://veghe.example',
      letters,
      texter: { send: (sms: Sms) => this.port('sms', async () => (busy(), void this.texts.push(sms))) },
      topic: {
        publish: (message: StaffMessage) => this.port('topic', async () => void this.staff.push(message)),
      },
    };
  }

  orders(): Orders {
    return new Orders(this.ports, 'electrosmart', { profile: this.profile, revision: 1, version: 1 });
  }

  advance(by: Duration): void {
    this.now = instant(this.now + by);
  }

  /** The stream, in its order: what a record brings goes into the timeline and, once to three times, into the queues. */
  relay = async (): Promise<void> => {
    while (this.#relayed < this.store.log.length) {
      const at = this.#relayed;
      const { sealed } = this.store.log[at]!;
      const events = sealed.map(({ envelope }) => withoutTyped(envelope));
      await this.port('relay', async () => {
        for (const { envelope, seal } of sealed)
          for (const entry of this.#bug.loses?.(envelope, 'timeline') ? [] : entriesOf(envelope, seal))
            this.timeline.set(`${entry.subject} ${envelope.id}`, entry);
        for (const event of events)
          for (const consumer of this.#consumersOf(event.type))
            for (let n = this.#copies(event); n > 0; n--) this.#queue.push({ consumer, event });
      });
      // Two runs at once may both have done it: what is delivered twice is said once.
      this.#relayed = Math.max(this.#relayed, at + 1);
    }
  };

  /** Deliveries of an event to a consumer: one to three while there are faults. */
  #copies(event: Envelope): number {
    if (this.#bug.loses?.(event, 'queue')) return 0;
    return this.faults && this.#bug.forgets !== true ? 1 + this.#chance.below(3) : 1;
  }

  /** Whoever the inventory says listens to this type, as far as the house has him. */
  #consumersOf(type: string): ((event: Envelope) => Promise<void>)[] {
    return [
      this.notify,
      this.alert,
      ...(hears('follow-stock', type) ? [this.follow] : []),
      ...(hears('open-refunds', type) ? [this.refund] : []),
    ];
  }

  follow = (event: Envelope): Promise<void> => followStock(this.ports, event);
  refund = (event: Envelope): Promise<void> => refundsOf(this.ports, event);
  notify = (event: Envelope): Promise<void> => notifyCustomers(this.ports, event);
  alert = (event: Envelope): Promise<void> => alertStaff(this.ports, event);

  /** One message of the queues, in any order; one whose consumer died or failed comes again. */
  consume = async (): Promise<void> => {
    if (this.#queue.length === 0) return;
    const [message] = this.#queue.splice(this.faults ? this.#chance.below(this.#queue.length) : 0, 1);
    if (!message) return;
    try {
      await message.consumer(message.event);
    } catch (error) {
      if (this.#bug.forgets !== true) this.#queue.push(message);
      throw error;
    }
  };

  scanOrders = async (): Promise<void> => {
    const done = await scan(this.ports, {
      kind: 'order',
      fire: ({ id }) => this.orders().fire(id),
      hasTime: this.hasTime,
    });
    this.#rethrow(done.failed);
  };

  scanNotices = async (): Promise<void> => {
    const fire = ({ kind, id }: { kind: string; id: string }) =>
      kind === digestKind
        ? sendDigest(this.ports, 'electrosmart', id)
        : deliver(this.ports, 'electrosmart', id);
    const done = await scan(this.ports, { kind: 'notice', fire, hasTime: this.hasTime });
    this.#rethrow(done.failed);
  };

  /** Second looks, deadlines of backorders, refunds: what shows as time passes. */
  scanStock = async (): Promise<void> => {
    const cases = await casesOf(this.ports, 'electrosmart');
    const rules = stockRules(this.profile);
    for (const kind of [stockKind, followUp]) {
      const done = await scan(this.ports, {
        kind,
        fire: async (key) => {
          if (key.kind === stockKind) await fireStock(this.ports, 'electrosmart', rules, key.id);
          else if (key.kind === caseKind) await cases?.fire(key.id);
        },
        hasTime: this.hasTime,
      });
      this.#rethrow(done.failed);
    }
  };

  get waiting(): number {
    return this.#queue.length + this.store.log.length - this.#relayed;
  }

  /** Scans are cut off by chance, as at their time limit. */
  hasTime = (): boolean => !this.faults || !this.#chance.happens(0.05);

  #rethrow(failed: readonly unknown[]): void {
    // Busy services and dead functions are expected; anything else is a fault of ours.
    const fault = failed.find((error) => !(error instanceof Crash) && !(error instanceof SendError));
    if (fault !== undefined) throw fault;
  }
}
