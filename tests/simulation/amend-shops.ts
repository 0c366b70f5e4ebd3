import { withAftermath } from '../../shared/orders/decide/aftermath.ts';
import { report } from '../../shared/orders/decide/report.ts';
import { openStock } from '../../shared/stock/allocation/in-use.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import type { Kind } from '../../shared/stock/level/movement.ts';
import { recordMovements } from '../../shared/stock/level/record.ts';
import { recordProduct } from '../../shared/stock/product.ts';
import { formatInstant, hours, plus } from '../../shared/time/instant.ts';
import { promo } from '../amendments/given.ts';
import { popsOrder } from '../support/shops.ts';
import type { House } from './house.ts';
import type { Chance } from './scheduler.ts';

const stages = ['confirmed', 'preparing', 'preparing', 'packed', 'packed', 'shipped', 'cancelled'];
const skus = ['CANA', 'COS-L'];

/** Two shops with the same names for everything: what is one's is never the other's. */
export class Shops {
  readonly stores = ['giftexpress', 'atelier'];
  readonly orderIds: string[] = [];
  /** Orders by shop whose placing was acknowledged; and what was refused, where nothing stood against it. */
  readonly acknowledged = new Set<string>();
  readonly refused: string[] = [];
  readonly #house: House;
  readonly #chance: Chance;
  #moved = 0;

  constructor(house: House, chance: Chance) {
    this.#house = house;
    this.#chance = chance;
  }

  open = async (): Promise<void> => {
    const { ports } = this.#house;
    for (const store of this.stores) {
      await recordProduct(ports, store, 'CANA', promo, { actor: 'ana' });
      await openStock(ports, store, ['placed']);
      for (const sku of skus) await this.#book(store, sku, 'opening', 60);
    }
  };

  /** The same name in both shops. */
  place = async (): Promise<void> => {
    const chance = this.#chance;
    if (this.orderIds.length >= 3 && chance.happens(0.7)) return;
    const orderId = `GE-${String(this.orderIds.length + 1)}`;
    this.orderIds.push(orderId);
    for (const store of this.stores) {
      const placed = await this.#house.orders(store).place(this.#order(orderId) as never, { actor: 'shop' });
      if (placed.done) this.acknowledged.add(`${store}/${orderId}`);
      else this.refused.push(`the order ${orderId} of ${store} was refused: ${placed.refusal.is}`);
    }
  };

  #order(orderId: string) {
    const { now } = this.#house;
    const chance = this.#chance;
    const line = { lineId: '1', sku: 'COS-L', name: 'Coș', unitPrice: { amount: 18_900, currency: 'RON' } };
    const payment = { method: chance.of(['card', 'transfer']), state: chance.of(['paid', 'on-delivery']) };
    const promisedAt = formatInstant(plus(now, hours(20 + chance.below(90))));
    return popsOrder(orderId, {
      placedAt: formatInstant(now),
      lines: [{ ...line, quantity: 10 + chance.below(40) }],
      payment,
      buyer: { kind: 'company', name: 'Nordica SA', vatId: 'RO123' },
      attributes: { carrier: 'fan' },
      ...(chance.happens(0.6) ? { promisedAt } : {}),
    });
  }

  tell = async (): Promise<void> => {
    if (this.orderIds.length === 0) return;
    const stage = this.#chance.of(stages);
    await this.#house
      .orders(this.#chance.of(this.stores))
      .amend(this.#chance.of(this.orderIds), { actor: 'shop' }, (order, context) =>
        withAftermath(order, report(order, { stage, fact: true }, context)),
      );
  };

  move = async (): Promise<void> => {
    const chance = this.#chance;
    const [store, sku] = [chance.of(this.stores), chance.of(skus)];
    if (chance.happens(0.5)) await this.#book(store, sku, 'receipt', 1 + chance.below(30));
    else await this.#book(store, sku, 'adjustment', -1 - chance.below(10));
  };

  #book(store: string, sku: string, kind: Kind, quantity: number) {
    const movementId = `m${String(++this.#moved)}`;
    const one = { movementId, sku, location: 'A', kind, quantity, occurredAt: this.#house.now };
    const { ports, profile } = this.#house;
    return recordMovements(ports, store, stockRules(profile), sku, [one], 'ana');
  }
}
