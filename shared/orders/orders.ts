import { type Call, change, type Outcome } from '../kernel/commit.ts';
import type { Decision } from '../kernel/decision.ts';
import type { Head, HeadStore, Part } from '../kernel/head.ts';
import { canonical, digest } from '../kernel/receipts.ts';
import { readParts, readSalted, textAmong, toSalted } from '../kernel/texts.ts';
import type { LoadedProfile } from '../stores/profiles.ts';
import { type Clock, type Instant, instant, parseInstant } from '../time/instant.ts';
import { readShopTime } from '../time/shop-time.ts';
import { overdue } from './agenda.ts';
import { orderAggregate, orderKey } from './aggregate.ts';
import type { ParcelBody } from './bodies.ts';
import type { Books } from './account.ts';
import { type Content, contentParts, isGoods } from './content.ts';
import { correctCustomer } from './correct-customer.ts';
import type { Context } from './decide/context.ts';
import { addParcel, type Packed } from './decide/parcel.ts';
import { pay } from './decide/pay.ts';
import { place, type Place } from './decide/place.ts';
import { touchesMoney, withSettlement } from './decide/settlement.ts';
import type { Decide, Decided } from './decided.ts';
import { type Edit, editOrder } from './edit.ts';
import type { OrderEvent } from './events.ts';
import type { ContentBody, CustomerBody, Intake } from './intake-schema.ts';
import { numberEntry } from './numbers.ts';
import { placing } from './placing.ts';
import { plainPhone, type ReadPhone } from './reading/contact.ts';
import { sourceDigest } from './reading/digests.ts';
import { intakeFault } from './reading/faults.ts';
import { readIntake } from './reading/intake.ts';
import type { OrderRefusal } from './refusals.ts';
import { type OrderRules, rulesOf } from './rules.ts';
import type { Order } from './state.ts';
import type { ParcelText } from './view.ts';

export interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
}

export type OrderOutcome = Outcome<Order, OrderRefusal>;
export type { Decide, Decided };

/** A shop's orders under its profile: what the HTTP face, the scans and the consumers all go through. */
export class Orders {
  readonly #ports: Ports;
  readonly #store: string;
  readonly profile: LoadedProfile['profile'];
  readonly rules: OrderRules;

  constructor(ports: Ports, store: string, loaded: LoadedProfile) {
    this.#ports = ports;
    this.#store = store;
    this.profile = loaded.profile;
    this.rules = rulesOf(loaded);
  }

  load(orderId: string): Promise<Head<Order> | undefined> {
    return this.#ports.heads.load<Order>(orderKey(this.#store, orderId));
  }

  content(order: Order): Promise<Content | undefined> {
    return readParts<Content>(this.#ports.heads, orderKey(this.#store, order.id), order.content);
  }

  async parcelTexts(order: Order): Promise<ReadonlyMap<string, ParcelText>> {
    const key = orderKey(this.#store, order.id);
    const found = await Promise.all(
      (order.parcels ?? []).map(
        async ({ text }) => [text, await readSalted<ParcelText>(this.#ports.heads, key, text)] as const,
      ),
    );
    return new Map(found.flatMap(([name, text]) => (text ? [[name, text] as const] : [])));
  }

  /**
   * Intake. Lines and addresses are written before the head that points to them, and the entry that finds the order by its
   * number. A known order that the shop has changed since is an edit.
   */
  async place(intake: Intake, call: Call, readPhone: ReadPhone = plainPhone): Promise<OrderOutcome> {
    const content = { ...readIntake(intake, this.profile, readPhone), salt: this.#ports.heads.newSalt() };
    const fault = intakeFault(intake, content, this.profile.currency);
    if (fault) return { done: false, refusal: fault };
    const { name, parts } = contentParts(content);
    const command = placing(intake, content, name, this.#hash);
    const placed = await this.#change(
      command.orderId,
      call,
      () => parts,
      async (head, context) => {
        const decision = place(head?.state, command, context);
        if (!head && 'accepted' in decision) await this.#file(command.orderId, content.orderNumber);
        return decision;
      },
    );
    if (placed.done || placed.refusal.is !== 'order-exists-differently' || !command.source) return placed;
    return this.#replace(intake, content, command, call);
  }

  /** A second intake of an order that its shop has changed: its content, its customer and its payment. */
  async #replace(intake: Intake, content: Content, command: Place, call: Call): Promise<OrderOutcome> {
    const { orderId, source, customer, number, attributes, payment } = command;
    if (!source) return { done: false, refusal: { is: 'order-exists-differently' } };
    const record = {
      ...(customer === undefined ? {} : { customer }),
      ...(number === undefined ? {} : { number }),
      ...(attributes ? { attributes } : {}),
    };
    const edit = { body: intake, ...source, whole: content, record };
    if (number !== undefined) await this.#file(orderId, number);
    const done = await this.edit(orderId, edit, call);
    if (!done.done || done.outcome === 'outdated' || !payment) return done;
    const paid = await this.amend(orderId, { actor: call.actor }, (order) =>
      pay(order, { ...payment, at: source.at }),
    );
    return paid.done ? { ...done, version: paid.version, state: paid.state } : paid;
  }

  /** What the shop says that an order now holds. */
  edit(orderId: string, edit: Edit, call: Call): Promise<OrderOutcome> {
    return this.amend(
      orderId,
      call,
      editOrder(this.profile, edit, (order) => this.content(order)),
    );
  }

  /** The same where the shop sent the changed parts alone. */
  async editContent(orderId: string, body: ContentBody, call: Call): Promise<OrderOutcome> {
    const { sourceUpdatedAt } = body;
    const said =
      sourceUpdatedAt === undefined ? undefined : readShopTime(sourceUpdatedAt, this.profile.timeZone);
    return this.edit(
      orderId,
      { body, at: said?.at ?? this.#ports.clock(), digest: sourceDigest(body) },
      call,
    );
  }

  /** Puts the customer's name, addresses or language right. */
  correctCustomer(
    orderId: string,
    body: CustomerBody,
    call: Call,
    readPhone: ReadPhone,
  ): Promise<OrderOutcome> {
    const contacts = {
      country: this.profile.country,
      readPhone,
      hash: this.#hash,
      content: (order: Order) => this.content(order),
    };
    return this.amend(orderId, call, correctCustomer(body, contacts));
  }

  readonly #hash = (person: Reachable): string | undefined => personHash(this.#store, person);

  /** The plain entry that finds an order by its number, or by its id in the form in which people write it. */
  async #file(orderId: string, number: string | undefined): Promise<void> {
    const entry = numberEntry(this.#store, orderId, number);
    if (entry) await this.#ports.heads.putPart(entry.key, entry.part);
  }

  /** Any change of an order that exists. `note` is kept beside the head; `decide` gets the name of its text. */
  amend(orderId: string, call: Call, decide: Decide, parts: readonly Part[] = []): Promise<OrderOutcome> {
    let all = parts;
    return this.#change(
      orderId,
      call,
      () => all,
      async (head, context) => {
        if (!head) return { refused: { is: 'order-unknown' } };
        const decision = await decide(head.state, context);
        if ('refused' in decision) return decision;
        all = [...parts, ...(decision.parts ?? [])];
        return { ...decision, accepted: await this.#settled(head.state, decision.accepted, all) };
      },
    );
  }

  /** A decision's events with what follows of them for the order's account. */
  async #settled(
    order: Order,
    events: readonly OrderEvent[],
    parts: readonly Part[],
  ): Promise<readonly OrderEvent[]> {
    if (!touchesMoney(order, events)) return events;
    const before = await this.books(order);
    // What was erased is settled with whoever erased it.
    if (!before) return events;
    const revised = events.find((event) => event.type === 'order.revised')?.data.content;
    const content = revised === undefined ? before.content : await this.#contentAmong(parts, order, revised);
    return withSettlement(order, events, {
      before,
      after: { ...before, content: content ?? before.content },
    });
  }

  /** A content that is about to be written with the record, or was before. */
  async #contentAmong(parts: readonly Part[], order: Order, name: string): Promise<Content | undefined> {
    const given = textAmong<Content>(parts, name);
    return given ?? readParts<Content>(this.#ports.heads, orderKey(this.#store, order.id), name);
  }

  /** What the account of an order rests on; undefined where its content was erased. */
  async books(order: Order): Promise<Books | undefined> {
    const [content, parcels] = await Promise.all([this.content(order), this.parcelTexts(order)]);
    return content && { content, parcels, defaultVat: this.profile.vat.defaultRate };
  }

  async parcel(orderId: string, body: ParcelBody, call: Call): Promise<OrderOutcome> {
    const { parcelId, carrier, awb, trackingUrl } = body;
    let parts: readonly Part[] = [];
    return this.#change(
      orderId,
      call,
      () => parts,
      async (head, context) => {
        if (!head) return { refused: { is: 'order-unknown' } };
        const texts = await this.parcelTexts(head.state);
        const { apart, ...packed } = await this.#packed(head.state, parcelId, texts);
        // Services and fees are in no parcel, whatever a platform says of its lines.
        const goods = body.lines.filter(({ lineId }) => !apart.has(lineId));
        const lines = goods.length === 0 ? body.lines : goods;
        const said = { parcelId, lines, ...(trackingUrl === undefined ? {} : { trackingUrl }) };
        const known = head.state.parcels?.find(({ id }) => id === parcelId);
        const before = known && texts.get(known.text);
        // The same again is the same text; anything else is another.
        const made = toSalted('parcel', said, this.#ports.heads.newSalt());
        const same = known !== undefined && before !== undefined && canonical(before) === canonical(said);
        parts = same ? [] : made.parts;
        const text = same ? known.text : made.name;
        const command = { parcelId, lines, carrier, text, ...(awb === undefined ? {} : { awb }) };
        return addParcel(head.state, command, packed, context);
      },
    );
  }

  /** What a scan does with an order that is due: everything that has fallen due, once. */
  fire(orderId: string): Promise<OrderOutcome> {
    return this.amend(orderId, { actor: 'system' }, (order, { rules, at: now }) => ({
      accepted: overdue(order, rules, now),
      outcome: 'fired',
    }));
  }

  async #packed(
    order: Order,
    except: string,
    texts: ReadonlyMap<string, ParcelText>,
  ): Promise<Packed & { readonly apart: ReadonlySet<string> }> {
    const { lines = [] } = (await this.content(order)) ?? {};
    const elsewhere = new Map<string, number>();
    for (const parcel of order.parcels ?? [])
      for (const { lineId, quantity } of parcel.id === except ? [] : (texts.get(parcel.text)?.lines ?? []))
        elsewhere.set(lineId, (elsewhere.get(lineId) ?? 0) + quantity);
    return {
      ordered: new Map(lines.filter(isGoods).map(({ lineId, quantity }) => [lineId, quantity])),
      apart: new Set(lines.filter((line) => !isGoods(line)).map(({ lineId }) => lineId)),
      elsewhere,
    };
  }

  #change(
    orderId: string,
    call: Call,
    parts: () => readonly Part[],
    decide: (
      head: Head<Order> | undefined,
      context: Context,
    ) => Decision<OrderEvent, OrderRefusal> | Promise<Decision<OrderEvent, OrderRefusal>>,
  ): Promise<OrderOutcome> {
    const { rules } = this;
    const key = orderKey(this.#store, orderId);
    let erased = false;
    return change(this.#ports, orderAggregate(rules), key, call, {
      decide: async (head, now) => {
        erased = head?.state.erased !== undefined;
        // Kept before the erasure was seen, by an attempt that came too late.
        if (erased) for (const { name } of parts()) await this.#ports.heads.deletePart(key, name);
        return decide(head, { rules, at: now, actor: call.actor });
      },
      // What is still reported of an order whose customer was erased is a fact without words.
      parts: () => (erased ? [] : parts()),
    });
  }
}

/** Finds a person's orders without naming the person. */
export const customerHash = (store: string, email: string): string =>
  digest(`${store} ${email.toLowerCase()}`, 16);

/** The same of whoever gave a telephone number and no e-mail. */
export const personHash = (store: string, { email, phone }: Reachable): string | undefined =>
  email !== undefined
    ? customerHash(store, email)
    : phone === undefined
      ? undefined
      : digest(`${store} tel:${phone}`, 16);

/** By what a person is known: his e-mail, or else his telephone number. */
export interface Reachable {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** Times that a schema has already accepted. */
export const at = (text: string): Instant => parseInstant(text) ?? instant(Number.NaN);
