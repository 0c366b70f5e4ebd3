import { type Call, change, type Outcome } from '../kernel/commit.ts';
import type { Decision } from '../kernel/decision.ts';
import type { Head, HeadStore, Part } from '../kernel/head.ts';
import { canonical, digest } from '../kernel/receipts.ts';
import { readParts, readSalted, textAmong, toSalted } from '../kernel/texts.ts';
import type { LoadedProfile } from '../stores/profiles.ts';
import { type Clock, type Instant, instant, parseInstant } from '../time/instant.ts';
import { overdue } from './agenda.ts';
import { orderAggregate, orderKey } from './aggregate.ts';
import type { Intake, ParcelBody } from './bodies.ts';
import type { Books } from './account.ts';
import { type Content, contentOf, contentParts, intakeFault } from './content.ts';
import type { Context } from './decide/context.ts';
import { addParcel, type Packed } from './decide/parcel.ts';
import { place } from './decide/place.ts';
import { touchesMoney, withSettlement } from './decide/settlement.ts';
import type { OrderEvent } from './events.ts';
import type { OrderRefusal } from './refusals.ts';
import { type OrderRules, rulesOf } from './rules.ts';
import type { Order } from './state.ts';
import type { ParcelText } from './view.ts';

export interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
}

export type OrderOutcome = Outcome<Order, OrderRefusal>;
/** A decision, and the texts that its events name. */
export type Decided = Decision<OrderEvent, OrderRefusal> & { readonly parts?: readonly Part[] };
export type Decide = (order: Order, context: Context) => Decided | Promise<Decided>;

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

  /** Intake. Lines and addresses are written before the head that points to them. */
  async place(intake: Intake, call: Call): Promise<OrderOutcome> {
    const fault = intakeFault(intake, this.profile.currency);
    if (fault) return { done: false, refusal: fault };
    const content = { ...contentOf(intake), salt: this.#ports.heads.newSalt() };
    const { name, parts } = contentParts(content);
    const { payment } = intake;
    const email = intake.customer.email?.toLowerCase();
    return this.#change(
      intake.orderId,
      call,
      () => parts,
      (head, context) =>
        place(
          head?.state,
          {
            orderId: intake.orderId,
            placedAt: at(intake.placedAt),
            content: name,
            intake: digest(canonical(intake)),
            units: content.lines.reduce((sum, { quantity }) => sum + quantity, 0),
            ...(email === undefined ? {} : { customer: customerHash(this.#store, email) }),
            ...(intake.buyer?.kind === 'company' ? { company: true } : {}),
            ...(intake.attributes ? { attributes: intake.attributes } : {}),
            ...(payment
              ? {
                  payment: {
                    state: payment.state,
                    ...(payment.paidAmount ? { paid: payment.paidAmount.amount } : {}),
                    ...(payment.reference === undefined ? {} : { reference: payment.reference }),
                  },
                }
              : {}),
            ...(intake.promisedAt === undefined ? {} : { promisedAt: at(intake.promisedAt) }),
            ...(intake.import
              ? { import: { stage: intake.stage ?? '', since: at(intake.since ?? '') } }
              : {}),
          },
          context,
        ),
    );
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
    const { parcelId, lines, carrier, awb, trackingUrl } = body;
    const said = { parcelId, lines, ...(trackingUrl === undefined ? {} : { trackingUrl }) };
    let parts: readonly Part[] = [];
    return this.#change(
      orderId,
      call,
      () => parts,
      async (head, context) => {
        if (!head) return { refused: { is: 'order-unknown' } };
        const texts = await this.parcelTexts(head.state);
        const known = head.state.parcels?.find(({ id }) => id === parcelId);
        const before = known && texts.get(known.text);
        // The same again is the same text; anything else is another.
        const made = toSalted('parcel', said, this.#ports.heads.newSalt());
        const same = known !== undefined && before !== undefined && canonical(before) === canonical(said);
        parts = same ? [] : made.parts;
        const text = same ? known.text : made.name;
        const packed = await this.#packed(head.state, parcelId, texts);
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

  async #packed(order: Order, except: string, texts: ReadonlyMap<string, ParcelText>): Promise<Packed> {
    const content = await this.content(order);
    const elsewhere = new Map<string, number>();
    for (const parcel of order.parcels ?? [])
      for (const { lineId, quantity } of parcel.id === except ? [] : (texts.get(parcel.text)?.lines ?? []))
        elsewhere.set(lineId, (elsewhere.get(lineId) ?? 0) + quantity);
    return {
      ordered: new Map((content?.lines ?? []).map(({ lineId, quantity }) => [lineId, quantity])),
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

/** Times that a schema has already accepted. */
export const at = (text: string): Instant => parseInstant(text) ?? instant(Number.NaN);
