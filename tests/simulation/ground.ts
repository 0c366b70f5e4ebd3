import { letters } from '../../functions/notices/letters.ts';
import { questions } from '../../functions/notices/questions.ts';
import type { HeadStore } from '../../shared/kernel/head.ts';
import type { DigestNews, Mail, Sms } from '../../shared/notices/channels.ts';
import { type Circuit, circuitKind } from '../../shared/notices/circuit.ts';
import { gatedMailer, gatedTexter } from '../../shared/notices/gate.ts';
import { tellStopped } from '../../shared/notices/stopped-alert.ts';
import { Orders } from '../../shared/orders/orders.ts';
import type { Profile } from '../../shared/stores/profile.ts';
import {
  type Duration,
  duration,
  formatInstant,
  hours,
  type Instant,
  instant,
  minutes,
  plus,
} from '../../shared/time/instant.ts';
import { profileOf } from '../orders/given.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { type Bug, sound } from './bug.ts';
import { Provider } from './provider.ts';
import { type Chance, Failed, Scheduler } from './scheduler.ts';
import { clockError, type FaultKind, type Setting } from './setting.ts';

/** What a house stands on: a store, a clock, chance, and ports that fail by it. */
export class Ground {
  readonly store: MemoryHeadStore;
  readonly profile: Profile;
  readonly scheduler: Scheduler;
  readonly provider: Provider;
  readonly staff: DigestNews[] = [];
  /** When each entry of the store's log was written, by the clock of the world. */
  readonly times: Instant[] = [];
  faults = true;
  now: Instant = instant(Date.parse('2026-11-16T08:00:00Z'));
  protected readonly chance: Chance;
  protected readonly bug: Bug;
  protected readonly without: readonly FaultKind[];

  /** Built as it should be, unless a bug is planted in it: then the invariants have to find it. */
  constructor(
    chance: Chance,
    { bug = sound, without = [] }: Setting = {},
    profile: Profile = profileOf({
      delays: { tell: ['email', 'sms'] },
      noticeValve: { mostIn15Minutes: 1_000 },
    }),
  ) {
    this.chance = chance;
    this.bug = bug;
    this.without = without;
    this.profile = profile;
    this.store = bug.store?.() ?? new MemoryHeadStore();
    this.provider = new Provider(this, chance);
    this.scheduler = new Scheduler(chance, () =>
      this.strikes('skew', 0.3) ? this.chance.below(2 * clockError + 1) - clockError : 0,
    );
  }

  /** Does a fault of this kind happen here? None does in calm times, nor of a kind that is left out. */
  strikes(kind: FaultKind, probability: number): boolean {
    return this.faults && this.chance.happens(probability) && !this.without.includes(kind);
  }

  /** Every port call waits for its turn; by chance the caller dies before or after it, or hears that it failed. */
  async port<T>(name: string, work: () => Promise<T>): Promise<T> {
    await this.scheduler.turn(name);
    if (this.strikes('crashes', 0.01)) this.scheduler.die(`before ${name}`);
    if (this.strikes('failures', 0.004)) throw new Failed(`${name} failed`);
    const answer = await work();
    while (this.times.length < this.store.log.length) this.times.push(this.now);
    if (this.strikes('crashes', 0.01)) this.scheduler.die(`after ${name}`);
    if (this.strikes('failures', 0.004)) throw new Failed(`the answer of ${name} is lost`);
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
    const { heads } = this;
    const clock = () => plus(this.now, duration(this.scheduler.ahead + (this.bug.ahead ?? 0)));
    const profiles = {
      of: (store: string) => Promise.resolve(this.loaded(store)),
      fresh: (store: string) => Promise.resolve(this.loaded(store)),
    };
    const gate = {
      heads,
      clock,
      chance: () => this.chance.next(),
      waiting: (store: string, channel: 'email' | 'sms', open: Parameters<typeof tellStopped>[3]) =>
        tellStopped({ heads, clock, profiles }, store, channel, open),
    };
    const mailer = {
      send: (mail: Mail) =>
        this.port('mail', async () => {
          const sent = this.bug.redirects?.(mail) ?? mail;
          this.#knock('email');
          this.provider.mail(sent, this.bug.mails);
        }),
    };
    const texter = {
      send: (sms: Sms) =>
        this.port('sms', async () => {
          this.#knock('sms');
          this.provider.sms(sms);
        }),
    };
    return {
      heads,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      clock,
      profiles,
      mailer: this.bug.ungated ? mailer : gatedMailer(gate, mailer, 'orders@veghe.example'),
      random: (bits: number) => {
        let text = '';
        while (text.length * 5 < bits)
          text += 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef'.charAt(this.chance.below(32));
        return text;
      },
      publicUrl: 'https://veghe.example',
      letters,
      questions,
      texter: gatedTexter(gate, texter),
      topic: {
        publish: (message: DigestNews) => this.port('topic', async () => void this.staff.push(message)),
      },
    };
  }

  /** When something was tried on a channel whose circuit had been open for a while. */
  readonly knocks: string[] = [];
  #knock(channel: 'email' | 'sms'): void {
    for (const { key, change } of this.store.rows.values()) {
      if (key.kind !== circuitKind || !key.id.startsWith(channel)) continue;
      const circuit = change.state as Circuit;
      if (circuit.status === 'open' && circuit.since < this.now - minutes(0.5))
        this.knocks.push(`${channel} at ${formatInstant(this.now)}`);
    }
  }

  get mails(): readonly Mail[] {
    return this.provider.mails;
  }

  /** Two shops, whose people are the same: what is one's must not be the other's. */
  get shops(): readonly string[] {
    return [this.profile.storeId, `${this.profile.storeId}-outlet`];
  }

  /** A shop as it is loaded. All shops are alike, people included, but for their names. */
  loaded(store: string) {
    const profile = store === this.profile.storeId ? this.profile : { ...this.profile, storeId: store };
    return { profile, revision: 1, version: 1 };
  }

  orders(store: string = this.profile.storeId): Orders {
    return new Orders(this.ports, store, this.loaded(store));
  }

  advance(by: Duration): void {
    this.now = instant(this.now + by);
  }

  /** Some minutes pass, or by chance many hours at once. */
  leap(most: number, farther: number): void {
    const leaps = this.chance.happens(0.3);
    const by = this.chance.next();
    this.advance(
      leaps && !this.without.includes('jumps')
        ? hours(1 + Math.floor(by * farther))
        : minutes(1 + Math.floor(by * most)),
    );
  }

  /**
   * The next minute at which scans find something, or the minute before, at which they must not; and of which kinds: all
   * others would do nothing.
   */
  nextScan(
    scanned: readonly string[],
  ): { readonly at: Instant; readonly kinds: ReadonlySet<string> } | undefined {
    const due = [...this.store.rows.values()].flatMap(({ change: { due: one } }) =>
      one && scanned.includes(one.kind) ? one : [],
    );
    if (due.length === 0) return undefined;
    const first = Math.min(...due.map(({ at }) => at));
    const minute = Math.floor(this.now / minutes(1)) + 1;
    const at = Math.max(minute, Math.ceil(first / minutes(1)) - 1) * minutes(1);
    return {
      at: instant(at),
      kinds: new Set(due.filter((one) => one.at <= at + minutes(1)).map(({ kind }) => kind)),
    };
  }

  /** Names the life: calls and choices in their order, and what came of them. */
  hash(): string {
    const events = this.store.log.map(({ key, version, change }) => [key, version, change.at, change.events]);
    return this.scheduler.hash(`${String(this.chance.state)} ${JSON.stringify(events)}`);
  }
}
