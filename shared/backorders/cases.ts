import { type Call, change, type Outcome } from '../kernel/commit.ts';
import type { Head, HeadStore } from '../kernel/head.ts';
import { readParts, toParts } from '../kernel/texts.ts';
import { articleOf } from '../orders/content.ts';
import { isUndone } from '../orders/decide/revise-content.ts';
import { Orders } from '../orders/orders.ts';
import { isOpen, type Order } from '../orders/state.ts';
import type { LoadedProfile, Profiles } from '../stores/profiles.ts';
import { stockKey } from '../stock/level/aggregate.ts';
import { type ClaimEntry, claimName, lackingOf } from '../stock/level/claim.ts';
import type { Stock } from '../stock/level/state.ts';
import { componentsOf, productsOf } from '../stock/products.ts';
import {
  type Clock,
  days,
  type Duration,
  type Instant,
  latest,
  minutes,
  parseDuration,
  plus,
} from '../time/instant.ts';
import {
  type Case,
  caseAggregate,
  type CaseEvent,
  caseId,
  caseKey,
  type Choice,
  type Decided,
  type Lacking,
  offerOf,
} from './case.ts';
import { ask, choose, refresh, remind, silence, undo, waitMissed } from './decide.ts';
import type { Offer } from './offer.ts';
import { makeOffer } from './offers.ts';
import type { CaseRefusal } from './refusals.ts';
import { caseOwner, reserveSubstitutes } from './reserve.ts';

export interface CasePorts {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
}

export type CaseOutcome = Outcome<Case, CaseRefusal>;

/** Everything about one shop's backorders, with its orders. */
export class Cases {
  readonly ports: CasePorts;
  readonly store: string;
  readonly loaded: LoadedProfile;
  readonly orders: Orders;

  constructor(ports: CasePorts, store: string, loaded: LoadedProfile) {
    this.ports = ports;
    this.store = store;
    this.loaded = loaded;
    this.orders = new Orders(ports, store, loaded);
  }

  load(id: string): Promise<Head<Case> | undefined> {
    return this.ports.heads.load<Case>(caseKey(this.store, id));
  }

  offer(id: string, backorder: Case): Promise<Offer | undefined> {
    const name = offerOf(backorder);
    if (name === undefined) return Promise.resolve(undefined);
    return readParts<Offer>(this.ports.heads, caseKey(this.store, id), name);
  }

  /** The newest case of an order: closed ones keep their numbers. */
  async newest(orderId: string): Promise<{ id: string; head: Head<Case> | undefined; next: string }> {
    for (let n = 1; ; n++) {
      const [id, after] = [caseId(orderId, n), caseId(orderId, n + 1)];
      const head = await this.load(id);
      if (!head || head.state.status !== 'closed') return { id, head, next: id };
      if (!(await this.load(after))) return { id, head, next: after };
    }
  }

  /** Looks at what an order lacks now, and opens, changes or closes its case. Done again it does nothing. */
  async refresh(orderId: string): Promise<void> {
    const order = (await this.orders.load(orderId))?.state;
    if (!order) return;
    const { lines, doubtUntil } = await this.#lacking(order);
    let newest = await this.newest(orderId);
    // The order is taken back first. Whoever comes upon it before the case knows says so, instead of opening another.
    if (newest.head && isUndone(order, caseOwner(newest.id, newest.head.state.round))) {
      await this.#change(newest.id, { actor: 'system' }, (head, at) => undo(head?.state, at));
      newest = await this.newest(orderId);
    }
    await this.#change(newest.next, { actor: 'system' }, (head, at) =>
      !head && lines.length === 0
        ? { refused: { is: 'backorder-unknown' } }
        : refresh(head?.state, orderId, lines, latest(at, doubtUntil), at),
    );
  }

  /** What a scan does with a case that is due. */
  async fire(id: string): Promise<void> {
    const head = await this.load(id);
    if (!head) return;
    const { state } = head;
    if (state.status === 'gathering') {
      await this.refresh(state.orderId);
      await this.#ask(id);
    } else if (state.status === 'waiting') {
      await this.#change(id, { actor: 'system' }, (now, at) => waitMissed(now?.state, at));
    } else if (state.status === 'asked') {
      if (state.deadline <= this.ports.clock()) await this.#lapse(id, state);
      else await this.#change(id, { actor: 'system' }, (now, at) => remind(now?.state, at));
    }
  }

  /** One word decides, whoever says it first. */
  async choose(
    id: string,
    choice: Choice,
    by: Decided['by'],
    call: Call,
    round?: number,
  ): Promise<CaseOutcome> {
    return this.#change(id, call, async (head, at) =>
      choose(head?.state, choice, by, head && (await this.offer(id, head.state)), round, at),
    );
  }

  async #ask(id: string): Promise<void> {
    const head = await this.load(id);
    const at = this.ports.clock();
    if (head?.state.status !== 'gathering' || head.state.askAt > at) return;
    const order = (await this.orders.load(head.state.orderId))?.state;
    const content = order && (await this.orders.content(order));
    const { profile } = this.loaded;
    if (!order || !content) return;
    const asking = { heads: this.ports.heads, store: this.store, profile, order, content, at };
    const offer = await reserveSubstitutes(
      this.ports,
      this.store,
      profile,
      { id, round: head.state.round + 1 },
      order,
      await makeOffer(asking, head.state.lines),
    );
    const { name, parts } = toParts('offer', offer);
    const { answerWithin, remindBefore } = profile.backorders;
    const rules = { answerWithin: read(answerWithin), remindBefore: read(remindBefore) };
    await change<Case, CaseEvent, CaseRefusal>(
      this.ports,
      caseAggregate,
      caseKey(this.store, id),
      { actor: 'system', expected: head.version },
      { decide: (now, when) => ask(now?.state, name, rules, when), parts: () => parts },
    );
  }

  async #lapse(id: string, backorder: Case): Promise<void> {
    const offer = await this.offer(id, backorder);
    const order = (await this.orders.load(backorder.orderId))?.state;
    if (!offer || !order) return;
    const agreed = order.promise?.at ?? plus(order.placedAt, days(30));
    const choice = silence(offer, this.loaded.profile.backorders.silence, agreed);
    await this.choose(id, choice, 'deadline', { actor: 'system' }, backorder.round);
  }

  /** Line by line what the claims of an order do not get; and until when a second look may still find the pieces. */
  async #lacking(order: Order): Promise<{ lines: Lacking[]; doubtUntil: Instant }> {
    const none = { lines: [], doubtUntil: order.placedAt };
    const content = isOpen(order) ? await this.orders.content(order) : undefined;
    if (!content) return none;
    const { heads } = this.ports;
    const skus = content.lines.map(articleOf);
    const products = await productsOf(heads, this.store, skus);
    const parts = content.lines.flatMap((line) =>
      componentsOf(articleOf(line), line.quantity, products.get(line.sku ?? '')).map((part) => ({
        line,
        part,
      })),
    );
    const claims = await heads.partsOf(
      parts.map(({ line, part }) => ({
        key: stockKey(this.store, part.sku),
        name: claimName({ owner: `order/${order.id}`, line: line.lineId }),
      })),
    );
    const lacking = new Map<string, Lacking>();
    const doubtful: string[] = [];
    parts.forEach(({ line, part }, at) => {
      const body = claims[at];
      const claim = body === undefined ? undefined : (JSON.parse(body) as ClaimEntry);
      if (!claim || claim.untracked || lackingOf(claim) === 0) return;
      // A kit lacks as often as its scarcest part does.
      const each = part.quantity / line.quantity;
      const pieces = Math.ceil(lackingOf(claim) / each);
      const before = lacking.get(line.lineId)?.lacking ?? 0;
      doubtful.push(part.sku);
      lacking.set(line.lineId, {
        lineId: line.lineId,
        sku: line.sku ?? part.sku,
        lacking: Math.max(before, pieces),
      });
    });
    const stocks = await heads.loadMany<Stock>(doubtful.map((sku) => stockKey(this.store, sku)));
    const looks = stocks.flatMap(({ state }) =>
      Object.values(state.places).flatMap(({ drift }) => drift?.until ?? []),
    );
    return {
      lines: [...lacking.values()],
      doubtUntil: looks.length === 0 ? none.doubtUntil : plus(latest(...looks), minutes(1)),
    };
  }

  #change(
    id: string,
    call: Call,
    decide: Parameters<typeof change<Case, CaseEvent, CaseRefusal>>[4]['decide'],
  ): Promise<CaseOutcome> {
    return change<Case, CaseEvent, CaseRefusal>(this.ports, caseAggregate, caseKey(this.store, id), call, {
      decide,
    });
  }
}

const read = (text: string): Duration => parseDuration(text) ?? days(3);

/** A shop's backorders; undefined where there is no such shop. */
export async function casesOf(ports: CasePorts, store: string): Promise<Cases | undefined> {
  const loaded = await ports.profiles.of(store);
  return loaded && new Cases(ports, store, loaded);
}
