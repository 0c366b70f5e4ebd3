import { amendmentHandlers } from '../../functions/amendments/handlers.ts';
import { linkHandlers } from '../../functions/links/handlers.ts';
import type { Change } from '../../shared/amendments/bodies.ts';
import { type Department, departments } from '../../shared/amendments/department.ts';
import { amendmentKind } from '../../shared/amendments/aggregate.ts';
import { roleOf } from '../../shared/amendments/decide/task.ts';
import { type Amendment, isEnded } from '../../shared/amendments/state.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import type { Request } from '../../shared/http/request.ts';
import type { Role } from '../../shared/stores/roles.ts';
import { formatInstant, hours, plus } from '../../shared/time/instant.ts';
import type { Shops } from './amend-shops.ts';
import type { House } from './house.ts';
import type { Chance } from './scheduler.ts';

const people: Readonly<Record<string, readonly Role[]>> = {
  marius: ['operator', 'supervisor'],
  elena: ['supervisor'],
  dragos: ['finance'],
  paul: ['procurement'],
  ana: ['packing'],
  lucian: ['logistics'],
};
type Calls = ReturnType<typeof amendmentHandlers>;
type Found = Amendment & { readonly store: string };

/** Whoever asks, agrees, refuses and takes back, by the house's own calls and by the links in its messages. */
export class People {
  readonly #house: House;
  readonly #chance: Chance;
  readonly #shops: Shops;
  /** Requests that were made: each may come again with its key, whose answer was lost. */
  readonly #asked: { readonly store: string; readonly orderId: string; readonly body: object }[] = [];

  constructor(house: House, chance: Chance, shops: Shops) {
    this.#house = house;
    this.#chance = chance;
    this.#shops = shops;
  }

  ask = async (): Promise<void> => {
    const orders = this.#shops.orderIds;
    if (orders.length === 0) return;
    const again = this.#asked.length > 0 && this.#chance.happens(0.2);
    const n = again
      ? this.#chance.below(this.#asked.length)
      : this.#asked.push({
          store: this.#chance.of(this.#shops.stores),
          orderId: this.#chance.of(orders),
          body: { changes: [this.#wish()] },
        }) - 1;
    const { store, orderId, body } = this.#asked[n]!;
    const preview = this.#chance.happens(0.15) ? 'true' : 'false';
    const request = { ...this.#request(store, 'marius', { orderId }, body), query: { preview } };
    const keyed = { keyHash: `key${String(n)}`, bodyHash: JSON.stringify(body) };
    await this.#call((calls) =>
      calls['POST /v1/orders/{orderId}/amendments']({ ...request, keyed } as never),
    );
  };

  #wish(): Change {
    const quantity = 1 + this.#chance.below(60);
    return this.#chance.of<Change>([
      { op: 'add-line', sku: 'CANA', quantity },
      { op: 'add-line', sku: 'CANA', quantity },
      { op: 'change-quantity', lineId: '1', quantity },
      { op: 'change-quantity', lineId: '1', quantity },
      { op: 'change-address', address: { street: 'Nouă 2', city: 'Cluj', country: 'RO' } },
      { op: 'add-line', sku: 'GRAVURA', name: 'Gravură', quantity: 2, unlisted: true },
    ]);
  }

  /** One amendment of those that are open, and sometimes one that has ended. */
  #some(): Found | undefined {
    const all = [...this.#house.store.rows.values()]
      .filter(({ key }) => key.kind === amendmentKind)
      .map(({ key, change }) => ({ ...(change.state as Amendment), store: key.store }));
    const open = all.filter((one) => !isEnded(one));
    const among = open.length > 0 && this.#chance.happens(0.9) ? open : all;
    return among.length > 0 ? this.#chance.of(among) : undefined;
  }

  decide = (of = this.#some(), who = this.#chance.of(['elena', 'dragos', 'marius'])): Promise<void> => {
    const decision = this.#chance.happens(0.97) ? 'approve' : 'decline';
    return this.#say(who, of, (calls, request) =>
      calls['POST /v1/amendments/{amendmentId}/decisions'](request({ decision }) as never),
    );
  };

  task = (of = this.#some(), department = this.#chance.of<Department>(departments)): Promise<void> => {
    const [who = ''] = Object.entries(people).find(([, roles]) => roles.includes(roleOf(department))) ?? [];
    const state = this.#chance.happens(0.97)
      ? this.#chance.of(['acknowledged', 'done'])
      : this.#chance.of(['refused']);
    return this.#say(who, of, (calls, request) =>
      calls['POST /v1/amendments/{amendmentId}/tasks/{department}'](
        request({ state }, { department }) as never,
      ),
    );
  };

  quote = (of = this.#some()): Promise<void> => {
    const now = this.#house.now;
    const body = {
      cost: { amount: 500, currency: 'RON' },
      readyAt: formatInstant(plus(now, hours(2))),
      validUntil: formatInstant(plus(now, hours(1 + this.#chance.below(40)))),
    };
    return this.#say('paul', of, (calls, request) =>
      calls['POST /v1/amendments/{amendmentId}/quote'](request(body) as never),
    );
  };

  withdraw = (): Promise<void> =>
    this.#say('marius', this.#some(), (calls, request) =>
      calls['POST /v1/amendments/{amendmentId}/withdrawal'](request({}) as never),
    );

  /** Somebody opens the link of a message, new or old, and sends its form. */
  click = async (
    newest = 12,
    choices = ['accept', 'accept', 'approve', 'approve', 'decline', 'alternative:part-later'],
  ): Promise<void> => {
    const links = this.#house.mails.flatMap(({ text }) => /\/l\/(\S+)/.exec(text)?.[1] ?? []);
    if (links.length === 0) return;
    const token = this.#chance.of(links.slice(-newest));
    const choice = this.#chance.of(choices);
    const request = { ...this.#request('', 'customer', { token }, undefined), form: { choice } };
    await this.#fine(() =>
      linkHandlers({ ...this.#house.ports, access: this.#house.ports.heads })['POST /l/{token}'](
        request as never,
      ),
    );
  };

  /** Whoever one amendment waits for says his word, by and large a yes: so that some go all the way. */
  carry = async (): Promise<void> => {
    const of = this.#some();
    if (of?.status === 'awaiting-quote') await this.quote(of);
    if (of?.status === 'awaiting-approval') for (const who of ['elena', 'dragos']) await this.decide(of, who);
    if (of?.status === 'awaiting-customer') await this.click(2, ['accept']);
    if (of?.status === 'awaiting-departments')
      for (const { department } of of.tasks) await this.task(of, department);
  };

  #say(
    who: string,
    of: Found | undefined,
    work: (calls: Calls, request: (body: object, more?: object) => Request) => Promise<unknown>,
  ): Promise<void> {
    if (!of) return Promise.resolve();
    return this.#call((calls) =>
      work(calls, (body, more = {}) => this.#request(of.store, who, { amendmentId: of.id, ...more }, body)),
    );
  }

  #call(work: (calls: Calls) => Promise<unknown>): Promise<void> {
    return this.#fine(() => work(amendmentHandlers(this.#house.ports)));
  }

  /** A refusal is an answer; anything else is for whoever runs functions. */
  async #fine(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
  }

  #request(store: string, actor: string, params: object, body: unknown): Request {
    const who = {
      store,
      actor,
      roles: people[actor] ?? [],
      credentialId: actor,
      kind: 'person',
    } as Request['who'];
    return {
      route: '',
      path: '',
      params,
      query: {},
      body,
      headers: {},
      cookies: {},
      form: {},
      who,
      address: '',
      keyed: undefined,
      expected: undefined,
      correlationId: 'simulation',
    };
  }
}
