import { mailboxes } from '../../shared/notices/mailbox.ts';
import { type Circuit, circuitKind } from '../../shared/notices/circuit.ts';
import { claimLife, type Notice } from '../../shared/notices/notice.ts';
import { type StaffMessage, staffMessageKind } from '../../shared/notices/staff-message.ts';
import { minutes, plus } from '../../shared/time/instant.ts';
import type { House } from './house.ts';
import { clockError } from './setting.ts';

/** Whom the customer's notices of an order are for. */
export type AddressOf = (orderId: string) => string;

/** What must hold of everything that leaves, whenever anybody looks. */
export const missent = (house: House, addressOf: AddressOf): string[] => [
  ...misdirected(house, addressOf),
  ...burnt(house),
  ...hurriedProbes(house),
  ...besieged(house),
];

/** What must hold once faults have stopped: nothing waits behind a circuit, and whoever is to be told was. */
export const unsent = (house: House): string[] => [...stillOpen(house), ...staffUnwritten(house)];

/** A message reaches exactly the address of what it was made for. */
function misdirected(house: House, addressOf: AddressOf): string[] {
  return house.mails.flatMap(({ to, tags: { store, notice, role } }) => {
    const row = [...house.store.rows.values()].find(
      ({ key }) => key.store === store && (role === undefined ? key.id : `${key.kind}~${key.id}`) === notice,
    );
    if (!row) return [`an e-mail to ${to} is of ${notice} of ${store}, which there is not`];
    const wanted =
      role === undefined
        ? addressOf((row.change.state as Notice).orderId)
        : staffOf(house, row.change.state as StaffMessage);
    return wanted === to ? [] : [`${notice} of ${store} went to ${to}`];
  });
}

const staffOf = (house: House, { role, box }: StaffMessage): string | undefined =>
  mailboxes(
    house.profile.staff.filter(({ roles }) => roles.some((own) => own === role)),
    'email',
    house.profile.locale,
  ).find(({ id }) => id === box)?.address;

/**
 * Behind an open circuit no attempt is used up: the claim that met one does not count. That of a sender who died before
 * does, for his message may have left.
 */
function burnt(house: House): string[] {
  const counts = new Map<string, { readonly attempts: number; readonly claimedAt: number }>();
  return house.store.log.flatMap(({ key, change }) =>
    change.events.flatMap(({ type, data }) => {
      const name = `${key.store} ${key.id}`;
      const { attempts: had, claimedAt } = counts.get(name) ?? { attempts: 0, claimedAt: 0 };
      if (type.endsWith('.claimed')) counts.set(name, { attempts: had + 1, claimedAt: change.at });
      if (!type.endsWith('.deferred')) return [];
      const { why, attempts } = data as { why?: string; attempts: number };
      counts.set(name, { attempts, claimedAt: 0 });
      if (why === 'AccountSendingPausedException')
        return [`${key.kind} ${key.id} paid for the account’s pause with an attempt`];
      const own = change.at - claimedAt < claimLife - 2 * clockError;
      return why === 'stopped' && attempts > had - (own ? 1 : 0)
        ? [`${key.kind} ${key.id} lost an attempt to a closed door`]
        : [];
    }),
  );
}

/** One probe a minute at most, over all instances. */
function hurriedProbes(house: House): string[] {
  const last = new Map<string, number>();
  return house.store.log.flatMap(({ key, change }) =>
    key.kind !== circuitKind
      ? []
      : change.events.flatMap(({ type, data }) => {
          if (type !== 'circuit.opened' && type !== 'circuit.probed') return [];
          const { at } = data as { at: number };
          const before = last.get(key.id);
          last.set(key.id, at);
          return type === 'circuit.probed' && before !== undefined && at - before < minutes(1)
            ? [`the circuit ${key.id} was probed twice within a minute`]
            : [];
        }),
  );
}

/** What is tried at a closed door is one probe at a time, whoever has something to send. */
const besieged = ({ knocks }: House): string[] =>
  [...new Set(knocks)].flatMap((at) => {
    const times = knocks.filter((one) => one === at).length;
    return times > 1 ? [`${String(times)} messages were tried behind an open circuit by ${at}`] : [];
  });

/** A circuit may stay open where nothing waits that could close it; nothing may wait behind it for long. */
function stillOpen(house: House): string[] {
  const rows = [...house.store.rows.values()];
  const open = rows.filter(
    ({ key, change }) => key.kind === circuitKind && (change.state as Circuit).status === 'open',
  );
  const channels = new Set(open.map(({ key }) => key.id.split('~')[0]));
  const soon = plus(house.now, minutes(17));
  return rows.flatMap(({ key, change }) => {
    if (key.kind !== 'notice' && key.kind !== staffMessageKind) return [];
    const state = change.state as Notice | StaffMessage;
    return state.status === 'waiting' && state.dueAt <= soon && channels.has(state.channel)
      ? [`${key.kind} ${key.id} waits behind an open circuit`]
      : [];
  });
}

/** Each digest was written to every mailbox of its role, or it is on record why not; what is noted as sent has left. */
function staffUnwritten(house: House): string[] {
  const { profile } = house;
  const messages = [...house.store.rows.values()].filter(({ key }) => key.kind === staffMessageKind);
  const told = house.store.log.flatMap(({ key, change }) =>
    change.events.flatMap(({ type, data }) =>
      type === 'digest.sent' && (data as { count: number }).count > 0
        ? [{ store: key.store, role: key.id }]
        : [],
    ),
  );
  const unopened = told.flatMap(({ store, role }) =>
    mailboxes(
      profile.staff.filter(({ roles }) => roles.some((own) => own === role)),
      'email',
      profile.locale,
    ).flatMap(({ id, address }) =>
      messages.some(({ key, change }) => {
        const { role: of, box } = change.state as StaffMessage;
        return key.store === store && of === role && box === id;
      })
        ? []
        : [`${address} was not written to for ${role} of ${store}`],
    ),
  );
  const left = messages.flatMap(({ key, change }) => {
    const state = change.state as StaffMessage;
    const notice = `${key.kind}~${key.id}`;
    if (state.channel !== 'email') return [];
    if (state.status === 'failed' && !house.provider.rejected.has(notice)) return [`${notice} was given up`];
    const went = house.mails.filter(({ tags }) => tags.store === key.store && tags.notice === notice).length;
    return state.status === 'sent' && went === 0
      ? [`${notice} of ${key.store} is noted as sent and did not leave`]
      : [];
  });
  return [...new Set([...unopened, ...left])];
}
