import { createHmac } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { webhookHandlers } from '../../functions/webhooks/handlers.ts';
import { functions } from '../../infra/functions.ts';
import { withoutTyped } from '../../shared/events/typed.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import { deliverEvent, tryDelivery } from '../../shared/webhooks/deliver.ts';
import { type Delivery, webhookKind } from '../../shared/webhooks/delivery.ts';
import type { Post, Sent } from '../../shared/webhooks/sending.ts';
import type { House } from './house.ts';
import { type Chance, Failed } from './scheduler.ts';

export const webhook = { url: 'https://shop.example/veghe', secret: 'a-secret-that-both-sides-know' };

const heardTypes = functions.flatMap(({ name, trigger }) =>
  name === 'deliver-webhooks' && trigger.kind === 'events' ? trigger.types : [],
);

/** The shop's own side: takes what it is called with, now and then fails, and looks at each call as integrators are told to. */
export class Storefront {
  readonly #house: House;
  readonly #chance: Chance;
  readonly #heard = new Map<string, unknown>();
  readonly wrong = new Set<string>();

  constructor(house: House, chance: Chance) {
    this.#house = house;
    this.#chance = chance;
    house.follows['deliver-webhooks'] = (event) => deliverEvent(this.#ports, event);
    house.fires[webhookKind] = ({ store, id }) => tryDelivery(this.#ports, store, id);
  }

  get #ports() {
    const access = this.#house.ports.heads;
    return { ...this.#house.ports, access, send: this.#send };
  }

  /** A sender throws nothing: whatever goes wrong is an answer. */
  #send = (post: Post): Promise<Sent> =>
    this.#house
      .port('webhook', async (): Promise<Sent> => {
        if (this.#house.strikes('busy', 0.1)) return { ok: false, why: 'status-503', later: true };
        // Somebody takes the address away, and later puts it back.
        if (this.#house.strikes('busy', 0.03)) return { ok: false, why: 'status-410', later: false };
        this.#take(post);
        return { ok: true };
      })
      .catch((error: unknown) => {
        if (!(error instanceof Failed)) throw error;
        return { ok: false, why: 'econnreset', later: true };
      });

  #take({ url, headers, body }: Post): void {
    const [, t = '', v1 = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers['veghe-signature'] ?? '') ?? [];
    const hmac = createHmac('sha256', webhook.secret).update(`${t}.${body}`).digest('hex');
    const old = Math.abs(this.#house.now - Number(t) * 1_000) > 300_000;
    if (url !== webhook.url || v1 !== hmac || old) this.wrong.add('a call to the storefront is not signed');
    const event = JSON.parse(body) as { readonly id: string };
    if (this.#heard.has(event.id) && !isDeepStrictEqual(this.#heard.get(event.id), event))
      this.wrong.add(`the storefront heard two things of ${event.id}`);
    this.#heard.set(event.id, event);
  }

  /** Somebody puts right what kept a delivery, and has it tried anew. */
  replay = async (): Promise<void> => {
    const parked = this.#deliveries().filter(({ state }) => state.status === 'parked');
    if (parked.length === 0) return;
    const { store, id } = this.#chance.of(parked);
    const request = { params: { webhookId: id }, who: { store, actor: 'ioana' } };
    await webhookHandlers(this.#house.ports)
      ['POST /v1/webhooks/{webhookId}/replay'](request as never)
      .catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error;
      });
  };

  get heard(): number {
    return this.#heard.size;
  }

  /** Nothing is on its way any more. */
  get atRest(): boolean {
    return this.#deliveries().every(({ state }) => state.status === 'delivered');
  }

  #deliveries() {
    return [...this.#house.store.rows.values()].flatMap(({ key: { store, kind, id }, change }) =>
      kind === webhookKind ? [{ store, id, state: change.state as Delivery }] : [],
    );
  }

  /** In the end the storefront has heard what the contract lets it hear, as it was committed, and nothing else. */
  missed(): string[] {
    const said = new Map(
      this.#house.store.log.flatMap(({ sealed }) =>
        sealed.flatMap(({ envelope }) =>
          heardTypes.includes(envelope.type) ? [[envelope.id, withoutTyped(envelope)] as const] : [],
        ),
      ),
    );
    return [
      ...this.wrong,
      ...[...said].flatMap(([id, event]) =>
        isDeepStrictEqual(this.#heard.get(id), JSON.parse(JSON.stringify(event)))
          ? []
          : [`the storefront did not hear ${event.type} of ${event.subject} as it was`],
      ),
      ...[...this.#heard.keys()].flatMap((id) => (said.has(id) ? [] : [`the storefront heard ${id}`])),
    ];
  }
}
