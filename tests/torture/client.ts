import type { Chance } from '../simulation/scheduler.ts';
import { giftexpress } from '../amendments/given.ts';
import { roleOf } from '../../shared/amendments/decide/task.ts';
import { type Amendment, articles, type Ledger } from './ledger.ts';
import type { Call, Reply, Shop } from './shop.ts';

/** The usual way of an order; the last two are told to its customer whatever follows. */
const path = ['confirmed', 'preparing', 'packed', 'shipped', 'delivered'] as const;

interface Errand {
  readonly call: Call;
  readonly note: (reply: Reply) => void;
}

export const shop = { ...giftexpress, staff: giftexpress.staff.map((one) => ({ ...one, locale: 'en' })) };

/**
 * Somebody who calls one thing after the other, as fast as he is answered, about orders of his own. What was not answered
 * he repeats with the same key before anything else: so he always knows what must be there.
 */
export class Client {
  readonly #name: string;
  readonly #chance: Chance;
  readonly #shop: Shop;
  readonly #ledger: Ledger;
  readonly mine: string[] = [];
  pending: Errand | undefined;
  #calls = 0;

  constructor(name: string, chance: Chance, of: Shop, ledger: Ledger) {
    this.#name = name;
    this.#chance = chance;
    this.#shop = of;
    this.#ledger = ledger;
  }

  /** Calls until nobody answers any more. */
  async work(now: () => string): Promise<void> {
    while (await this.#try(this.pending ?? this.#errand(now()))) continue;
  }

  /** Repeats what was not answered until it is; answers whether there was anything. */
  async settle(): Promise<void> {
    while (this.pending) await this.#try(this.pending);
  }

  /** One call; answers false when the connection broke. */
  async #try(errand: Errand): Promise<boolean> {
    const again = this.pending !== undefined;
    this.pending = errand;
    const ledger = this.#ledger;
    const reply = await this.#shop.call(errand.call).catch(() => undefined);
    if (!reply) {
      if (!again) ledger.unanswered++;
      return false;
    }
    // Too many at once, or a fault that passes: as a storefront would, once more with the same key.
    if (reply.status >= 500 || reply.status === 429 || reply.body?.type?.endsWith('contended') === true)
      return true;
    this.pending = undefined;
    if (reply.status >= 400) {
      const { method, path: of, body } = errand.call;
      ledger.refused.push(
        `${method} ${of} ${JSON.stringify(body)}: ${String(reply.status)} ${JSON.stringify(reply.body)}`,
      );
      return true;
    }
    if (reply.replayed) ledger.written++;
    ledger.acknowledged++;
    errand.note(reply);
    return true;
  }

  #errand(now: string): Errand {
    const what = this.#chance.next();
    const open = this.mine.filter((id) => !['delivered', 'cancelled'].includes(this.#stage(id)));
    if (open.length < 3 || what < 0.2) return this.#place(now);
    if (what < 0.55) return this.#report(this.#chance.of(open));
    if (what < 0.75) return this.#move(now);
    return this.#change(this.#chance.of(open));
  }

  #stage(orderId: string): string {
    return this.#ledger.orders.get(orderId)?.at(-1) ?? '';
  }

  #call(role: string, method: string, of: string, body: unknown, note: Errand['note']): Errand {
    return { call: { role, method, path: of, body, key: `${this.#name}-${String(++this.#calls)}` }, note };
  }

  #place(now: string): Errand {
    const orderId = `${this.#name}-${String(this.mine.length + 1)}`;
    const body = {
      orderId,
      placedAt: now,
      customer: { name: 'Ion Pop', email: `${orderId}@torture.example` },
      deliveryAddress: { street: 'Str. Horea 12', city: 'Cluj-Napoca' },
      lines: articles.slice(0, 1 + this.#chance.below(articles.length)).map((sku) => ({
        lineId: sku,
        sku,
        name: sku,
        quantity: 2 + this.#chance.below(3),
        unitPrice: { amount: 1_000, currency: 'RON' },
      })),
      payment: { method: 'card', state: 'paid' },
    };
    return this.#call('storefront', 'POST', '/v1/orders', body, () => {
      this.mine.push(orderId);
      this.#ledger.orders.set(orderId, ['placed']);
    });
  }

  #report(orderId: string): Errand {
    const at = path.indexOf(this.#stage(orderId) as (typeof path)[number]);
    const stage = at < 2 && this.#chance.happens(0.15) ? 'cancelled' : (path[at + 1] ?? 'delivered');
    return this.#call('storefront', 'POST', `/v1/orders/${orderId}/status`, { stage, fact: true }, () =>
      this.#ledger.orders.get(orderId)?.push(stage),
    );
  }

  #move(now: string): Errand {
    const sku = this.#chance.of(articles);
    const quantity = (1 + this.#chance.below(9)) * (this.#chance.happens(0.3) ? -1 : 1);
    const movementId = `${this.#name}-m${String(this.#calls)}`;
    const item = {
      movementId,
      sku,
      location: 'A',
      kind: quantity < 0 ? 'adjustment' : 'receipt',
      quantity,
      occurredAt: now,
    };
    return this.#call('storefront', 'POST', '/v1/stock/movements', { items: [item] }, ({ body }) => {
      const { outcome } = body.items[0];
      if (outcome === 'refused') this.#ledger.refused.push(JSON.stringify(body.items[0]));
      else this.#ledger.book.set(sku, (this.#ledger.book.get(sku) ?? 0) + quantity);
    });
  }

  /** Asks for a change of an order, or brings the one that is open a step on. */
  #change(orderId: string): Errand {
    const open = this.#ledger.amendments.get(orderId);
    const note = ({ body }: Reply) => void this.#ledger.amendments.set(orderId, body as Amendment);
    if (!open || ended(open) || ['shipped', 'delivered'].includes(this.#stage(orderId)))
      return ['placed', 'confirmed', 'preparing'].includes(this.#stage(orderId)) && !open
        ? this.#call('operator', 'POST', `/v1/orders/${orderId}/amendments`, this.#wish(), note)
        : this.#report(orderId);
    const of = `/v1/amendments/${open.amendmentId}`;
    const task = open.tasks.find(({ state }) => state === 'open');
    if (open.status === 'awaiting-departments' && task && this.#chance.happens(0.8))
      return this.#call(
        roleOf(task.department),
        'POST',
        `${of}/tasks/${task.department}`,
        { state: 'acknowledged' },
        note,
      );
    return this.#call('operator', 'POST', `${of}/withdrawal`, {}, note);
  }

  #wish() {
    const wishes = [
      { op: 'change-quantity', lineId: 'MUG', quantity: 1 },
      { op: 'change-quantity', lineId: 'MUG', quantity: 9 },
      { op: 'change-address', address: { street: 'Str. Nouă 2', city: 'Brașov' } },
    ];
    return { changes: [this.#chance.of(wishes)] };
  }
}

export const ended = ({ status }: Amendment): boolean =>
  ['applied', 'declined', 'withdrawn', 'expired'].includes(status);
