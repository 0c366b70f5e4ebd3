import { withAftermath } from '../../shared/orders/decide/aftermath.ts';
import { report } from '../../shared/orders/decide/report.ts';
import type { Mail, Sms } from '../../shared/notices/channels.ts';
import { formatInstant, hours, minutes } from '../../shared/time/instant.ts';
import { misdirected } from '../fuzz/misdirected.ts';
import { profileOf } from '../orders/given.ts';
import { popsOrder } from '../support/shops.ts';
import { warmedUp, wireClients } from '../support/wire.ts';
import { House } from './house.ts';
import { Chance, Failed } from './scheduler.ts';
import type { Run, Setting } from './setting.ts';

const shops = ['electrosmart', 'fashionpoint'];
const stages = ['confirmed', 'preparing', 'packed', 'shipped', 'delivered', 'cancelled'];
/** Orders that a former release took in: nothing was refused then. */
const names = ['Mia \ud83d', '\ude00 Ion', 'Ana', 'Ștefan 👩‍🚒', 'Eva \ud800\ud800', 'Dan'];

/** A house whose messages leave through the SDK; the failures of a bare client are those of the function that has it. */
class SendingHouse extends House {
  readonly wire = wireClients(this.bug.bareClients);

  override get ports() {
    const ports = super.ports;
    const sent = (work: () => Promise<void>) => async (): Promise<undefined> => {
      await work().catch((error: unknown) => {
        throw error instanceof URIError ? new Failed(error.message) : error;
      });
      return undefined;
    };
    return {
      ...ports,
      mailer: {
        send: (mail: Mail) =>
          this.port(
            'mail',
            sent(() => this.wire.mailer.send(mail)),
          ),
      },
      texter: {
        send: (sms: Sms) =>
          this.port(
            'sms',
            sent(() => this.wire.texter.send(sms)),
          ),
      },
    };
  }
}

/**
 * A life of two shops that share a sender, some of whose customers have names that cannot be serialized: whatever dies, fails
 * and overtakes, a message reaches exactly the address of the order that it was made for, said of what went over the wire.
 */
export async function simulatePoison(seed: number, setting: Setting = {}): Promise<Run> {
  await warmedUp();
  const { steps = 20 } = setting;
  const chance = new Chance(seed);
  const profile = profileOf({ delays: { tell: ['email', 'sms'] }, noticeValve: { mostIn15Minutes: 1_000 } });
  const house = new SendingHouse(chance, setting, profile);
  const begun = house.now;
  const placed: { readonly store: string; readonly orderId: string }[] = [];
  const faults = new Set<string>();
  let mails = 0;

  const place = async (): Promise<void> => {
    const n = placed.length;
    const [store, orderId] = [chance.of(shops), `ES-${String(n)}`];
    placed.push({ store, orderId });
    const contact = { email: `c${String(n)}@client.example`, phone: `+4072200${String(1_000 + n)}` };
    const customer = { name: chance.of(names), ...contact };
    const body = popsOrder(orderId, { placedAt: formatInstant(begun), customer });
    await house.orders(store).place(body as never, { actor: 'storefront' });
  };
  const tell = async (): Promise<void> => {
    if (placed.length === 0) return;
    const { store, orderId } = chance.of(placed);
    const command = { stage: chance.of(stages), fact: true };
    await house
      .orders(store)
      .amend(orderId, { actor: 'storefront' }, (order, context) =>
        withAftermath(order, report(order, command, context)),
      );
  };
  const errands = [
    place,
    tell,
    tell,
    house.relay,
    house.consume,
    house.consume,
    house.scanOrders,
    house.scanNotices,
  ];
  const look = async (): Promise<void> => {
    const calls = house.wire.calls.splice(0);
    mails += calls.length;
    for (const fault of await misdirected(house.store, calls, profile.staff)) faults.add(fault);
  };

  for (let round = 0; round < steps; round++) {
    const tasks = Array.from({ length: 2 + chance.below(6) }, () => chance.of(errands));
    await house.scheduler.together(tasks);
    await look();
    if (chance.happens(0.4)) house.leap(30, 20);
  }
  house.faults = false;
  for (let minute = 0; minute < 60; minute++) {
    await house.scheduler.together([house.relay]);
    while (house.waiting > 0) await house.scheduler.together([house.consume, house.relay]);
    await house.scheduler.together([house.scanNotices]);
    await look();
    house.advance(minutes(1));
  }
  if (!setting.bug && mails === 0) faults.add('nothing was sent');
  return { hash: house.hash(), faults: [...faults], mails, simulatedHours: (house.now - begun) / hours(1) };
}
