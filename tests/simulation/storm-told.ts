import { letters } from '../../functions/notices/letters.ts';
import { releaseHeld } from '../../functions/notices/release.ts';
import { perStore } from '../../functions/pipelines/schedule.ts';
import { functions } from '../../infra/functions.ts';
import { type Envelope, envelopes } from '../../shared/events/envelope.ts';
import { storeId } from '../../shared/kernel/brand.ts';
import { pacer } from '../../shared/kernel/pace.ts';
import { scan } from '../../shared/kernel/scan.ts';
import type { Mail } from '../../shared/notices/channels.ts';
import { notifyCustomers } from '../../shared/notices/customers.ts';
import { deliver } from '../../shared/notices/deliver.ts';
import { digestKind } from '../../shared/notices/digest.ts';
import { sendStaffMessage } from '../../shared/notices/send-staff.ts';
import { alertStaff, sendDigest } from '../../shared/notices/staff.ts';
import { staffMessageKind } from '../../shared/notices/staff-message.ts';
import type { LoadedProfile } from '../../shared/stores/profiles.ts';
import type { Clock } from '../../shared/time/instant.ts';
import type { Committed, StormStore } from './storm-store.ts';
import type { VirtualTime } from './world-clock.ts';

/** What people got of a storm. */
export interface ToldOf {
  /** Messages to each role, and seconds from the first deadline to the last of them. */
  readonly digests: Readonly<Record<string, number>>;
  readonly lastDigest: number;
  /** Customers whose messages wait for the release, and e-mails that left without one. */
  readonly held: number;
  readonly unasked: number;
  /** From the release: e-mails, the most in a second, and minutes until the last had left. */
  readonly mails: number;
  readonly mostMailsInASecond: number;
  readonly lastMailMinutes: number;
  /** The most units a second in one partition, of the table or an index, over all that was told; calls that were refused and tried again. */
  readonly peak: number;
  readonly throttled: number;
}

interface Given {
  readonly heads: StormStore;
  readonly time: VirtualTime;
  readonly clock: Clock;
  readonly loaded: LoadedProfile;
  readonly scanPerSecond: number;
  readonly mailPerSecond: number;
}

/** Five functions with ten messages each, as the inventory says. */
const atOnce = 50;
/** One call of an operator. */
const released = 200;

/** The consumers of the stream and the scan of notices, real ones, behind queues that forget nothing. */
export class Told {
  readonly #given: Given;
  readonly #ports;
  readonly #digests: Record<string, number> = {};
  readonly #seconds = new Map<number, number>();
  readonly #held: string[] = [];
  #lastDigest = 0;
  #mails = 0;
  #lastMail = 0;
  #open = 0;
  #scans = 0;

  constructor(given: Given) {
    this.#given = given;
    const { heads, time, clock, loaded, mailPerSecond } = given;
    const timer = { now: () => time.now, pause: time.pause };
    this.#ports = {
      heads,
      clock,
      profiles: { of: async () => loaded, fresh: async () => loaded },
      random: () => String(++this.#open).padStart(32, '0'),
      publicUrl: 'https://veghe.example',
      letters,
      questions: async () => undefined,
      mailTurn: pacer({ perSecond: mailPerSecond, perStore: Infinity, timer }),
      mailer: {
        send: async ({ tags }: Mail) => {
          if (tags.role !== undefined) return;
          const second = Math.floor(time.now / 1_000);
          this.#seconds.set(second, (this.#seconds.get(second) ?? 0) + 1);
          this.#mails++;
          this.#lastMail = time.now;
        },
      },
      texter: { send: async () => undefined },
      noticeTurn: pacer({ perSecond: 5 * 88, perStore: Infinity, timer }),
      toldTurn: pacer({ perSecond: 25, perStore: Infinity, timer }),
      topic: {
        publish: async ({ role }: { role: string }) => {
          this.#digests[role] = (this.#digests[role] ?? 0) + 1;
          this.#lastDigest = time.now;
        },
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    };
    const { mailTurn: _, ...atOncePorts } = this.#ports;
    const staff = this.#queue('alert-staff', (event) => alertStaff(this.#ports, event));
    const customers = this.#queue('notify-customers', (event) => notifyCustomers(atOncePorts, event));
    heads.heard = (committed) => {
      for (const event of eventsOf(committed)) {
        if (event.type === 'notice.held') this.#held.push(committed.key.id);
        staff(event);
        customers(event);
      }
    };
  }

  /** One scan of notices and digests, as it is scheduled each minute. */
  async scan(): Promise<void> {
    const { heads, time, clock, scanPerSecond } = this.#given;
    const ends = time.now + 50_000;
    this.#scans++;
    await scan(
      { heads, clock },
      {
        kind: 'notice',
        width: 2,
        hasTime: () => time.now < ends,
        rate: {
          perSecond: scanPerSecond,
          perStore: perStore.oneList,
          timer: { now: () => time.now, pause: time.pause },
        },
        fire: ({ store, kind, id }) =>
          kind === digestKind
            ? sendDigest(this.#ports, store, id)
            : kind === staffMessageKind
              ? sendStaffMessage(this.#ports, store, id)
              : deliver(this.#ports, store, id),
      },
    );
    this.#scans--;
  }

  /** Until staff know everything; then an operator releases all that is held, and until the last message has left. */
  async toTheEnd(): Promise<ToldOf> {
    const { heads, time } = this.#given;
    await this.#quiet();
    const unasked = this.#mails;
    const [digests, lastDigest] = [{ ...this.#digests }, this.#lastDigest / 1_000];
    const held = [...this.#held];
    const at = time.now;
    const who = { store: storeId('shop0'), actor: 'operator' };
    for (let n = 0; n < held.length; n += released)
      await releaseHeld(this.#ports, who, held.slice(n, n + released), 'send');
    await this.#quiet();
    return {
      digests,
      lastDigest,
      held: held.length,
      unasked,
      mails: this.#mails - unasked,
      mostMailsInASecond: Math.max(0, ...this.#seconds.values()),
      lastMailMinutes: held.length === 0 ? 0 : (this.#lastMail - at) / 60_000,
      peak: Math.max(...[heads.table, heads.deadlines, heads.work, heads.lists].map(({ peak }) => peak)),
      throttled: heads.throttled,
    };
  }

  /** Scans each minute until nothing is waiting, in a queue or for its time. */
  async #quiet(): Promise<void> {
    const { heads, time } = this.#given;
    const end = time.now + 24 * 3_600_000;
    while (this.#waiting > 0 || heads.armed('notice') > 0) {
      if (time.now > end) throw new Error('something is never told');
      void this.scan();
      await time.pause(60_000);
    }
    while (this.#scans > 0) await time.pause(1_000);
  }

  #waiting = 0;

  /** A queue that gives each message to one of so many workers, and again until it is done. */
  #queue(name: string, handle: (event: Envelope) => Promise<void>): (event: Envelope) => void {
    const trigger = functions.find((spec) => spec.name === name)?.trigger;
    const types = new Set<string>(trigger?.kind === 'events' ? trigger.types : []);
    const messages: Envelope[] = [];
    let [at, busy] = [0, 0];
    const work = async () => {
      busy++;
      for (let event = messages[at++]; event; event = messages[at++]) {
        const one = event;
        await handle(one).then(
          () => this.#waiting--,
          () => messages.push(one),
        );
      }
      at--;
      busy--;
    };
    return (event) => {
      if (!types.has(event.type)) return;
      this.#waiting++;
      messages.push(event);
      if (busy < atOnce) void work();
    };
  }
}

const eventsOf = ({ key, version, change }: Committed): Envelope[] =>
  envelopes(key, version, change.at, change.actor, change.events);
