import { noteOf } from '../../functions/orders/receipt.ts';
import { customerHash } from '../../shared/orders/orders.ts';
import type { Order } from '../../shared/orders/state.ts';
import { askErasure, goOnErasing } from '../../shared/privacy/erase.ts';
import { erasureKind } from '../../shared/privacy/erasure.ts';
import type { House } from './house.ts';
import type { Chance } from './scheduler.ts';

const emails = ['ana.canar@example.com', 'ion.pop@example.com'];
/** Stands in everything of an order that a person typed. */
const mark = (orderId: string): string => `Canar${orderId}x`;

/** Whoever orders, and may ask to be forgotten. */
export class Persons {
  readonly #house: House;
  readonly #chance: Chance;

  constructor(house: House, chance: Chance) {
    this.#house = house;
    this.#chance = chance;
    house.fires[erasureKind] = ({ store, id }) => goOnErasing(house.ports, house.loaded(store), id);
  }

  /** Who orders it, where he lives, what he writes beside it: the same whenever the order comes again. */
  of(orderId: string): object {
    const name = mark(orderId);
    return {
      customer: { name, email: this.emailOf(orderId), phone: '0722 123 456' },
      deliveryAddress: { street: name, city: 'Cluj-Napoca', note: `la ${name}` },
      attributes: { warehouse: 'B1', gift: `pentru ${name}` },
    };
  }

  emailOf = (orderId: string): string => emails[orderId.length % 2] ?? '';

  /** What somebody says of a stage in his own words, now and then: why, and a note beside. */
  words(orderId: string) {
    const reason = this.#chance.happens(0.3) ? { reason: `${mark(orderId)} a sunat` } : {};
    const note = this.#chance.happens(0.3) ? `${mark(orderId)} vrea dimineața` : undefined;
    const { named, parts } = noteOf(this.#house.heads, note);
    return { said: { ...reason, ...named }, parts };
  }

  forget = async (): Promise<void> => {
    const loaded = this.#house.loaded(this.#chance.of(this.#house.shops));
    const customer = customerHash(loaded.profile.storeId, this.#chance.of(emails));
    await askErasure(this.#house.ports, loaded, customer, 'ioana');
  };

  /** Orders that were erased, and where something of their customer is left. */
  remembered(): string[] {
    const { rows, parts } = this.#house.store;
    const kept = [
      ...[...rows].map(
        ([
          name,
          {
            change: { state, events, indexes },
          },
        ]) => [name, JSON.stringify([state, events, indexes])],
      ),
      ...[...parts].map(([name, body]) => [name, name + body]),
      ...[...this.#house.timeline.kept].map(([name, entry]) => [name, JSON.stringify(entry)]),
    ] as const;
    return this.erased().flatMap((orderId) =>
      kept.flatMap(([name = '', text = '']) =>
        text.includes(mark(orderId)) ? [`${orderId} was erased, and ${name} still says who it was`] : [],
      ),
    );
  }

  erased(): string[] {
    return [...this.#house.store.rows.values()].flatMap(({ key, change }) =>
      key.kind === 'order' && (change.state as Order).erased !== undefined ? [key.id] : [],
    );
  }
}
