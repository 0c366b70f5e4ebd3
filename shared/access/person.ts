import { never } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { hours, type Instant, plus } from '../time/instant.ts';
import { accessKey } from './access-store.ts';

/** For so long a person whose address was changed decides nothing, unless another admin confirms it. */
export const changedRests = hours(24);

/** The address at which a person signs in, and what became of it. */
export interface PersonAccess {
  readonly email?: string;
  readonly changed?: {
    readonly at: Instant;
    /** Who put the profile in force that changed it: somebody else confirms it. */
    readonly by: string;
    readonly confirmedBy?: string;
  };
  /** Addresses that still have to be told that they were replaced. */
  readonly toTell: readonly string[];
}

export type PersonEvent =
  | { readonly type: 'person.known'; readonly data: { readonly email: string | null } }
  | {
      readonly type: 'person.address-changed';
      readonly data: {
        readonly from: string | null;
        readonly to: string | null;
        readonly at: Instant;
        readonly by: string;
      };
    }
  | { readonly type: 'person.address-confirmed'; readonly data: { readonly by: string } }
  | { readonly type: 'person.told'; readonly data: { readonly email: string } };

export type ConfirmRefusal =
  { readonly is: 'nothing-to-confirm' } | { readonly is: 'own-address' } | { readonly is: 'own-change' };

export const personKey = (store: string, id: string) => accessKey(store, 'person', id);

/** One spelling of an address: who writes it in capitals is the same. */
export const plainEmail = (email: string): string => email.trim().toLowerCase();

const emailOf = (email: string | null): { email?: string } => (email === null ? {} : { email });

export const personAggregate: Aggregate<PersonAccess, PersonEvent> = {
  kind: 'person',
  evolve(state, event) {
    if (event.type === 'person.known') return { ...emailOf(event.data.email), toTell: [] };
    const before = state ?? { toTell: [] };
    switch (event.type) {
      case 'person.address-changed': {
        const { from, to, at, by } = event.data;
        const toTell = [...new Set([...before.toTell, ...(from === null ? [] : [from])])];
        return { ...emailOf(to), changed: { at, by }, toTell };
      }
      case 'person.address-confirmed':
        return before.changed
          ? { ...before, changed: { ...before.changed, confirmedBy: event.data.by } }
          : before;
      case 'person.told':
        return { ...before, toTell: before.toTell.filter((email) => email !== event.data.email) };
      default:
        return never(event);
    }
  },
  due: () => undefined,
  indexes: () => ({}),
};

/** What a profile says of a person. */
export interface Seen {
  readonly now: string | undefined;
  /** What the profile said before, for persons whom nobody has looked at yet. */
  readonly before: { readonly email?: string } | undefined;
  /** The shop is being opened, or comes from a release that looked at nobody: its people are as they are. */
  readonly founding: boolean;
}

/**
 * Looks at the address that the profile gives a person now. The people with whom a shop is opened are known by theirs.
 * One who is added later has an address that nobody knew, and one who was known by another, also one who was out of the
 * staff meanwhile, has changed it: both rest, so that who edits the staff cannot make himself a second person.
 */
export function observe(
  person: PersonAccess | undefined,
  seen: Seen,
  by: string,
  at: Instant,
): Decision<PersonEvent, never> {
  const to = seen.now === undefined ? null : plainEmail(seen.now);
  const was = person ?? seen.before;
  const from = was?.email === undefined ? null : plainEmail(was.email);
  if (!was && seen.founding) return accept([{ type: 'person.known', data: { email: to } }], 'known');
  if (!was) return accept([{ type: 'person.address-changed', data: { from, to, at, by } }], 'changed');
  if (from === to)
    return person
      ? accept([], 'unchanged')
      : accept([{ type: 'person.known', data: { email: to } }], 'known');
  return accept([{ type: 'person.address-changed', data: { from, to, at, by } }], 'changed');
}

/** May the person decide: approve, pay back, give credentials? Not while his address is new or still unseen. */
export function decidesNothing(
  person: PersonAccess | undefined,
  email: string | undefined,
  at: Instant,
): boolean {
  if (!person) return false;
  if (person.email !== (email === undefined ? undefined : plainEmail(email))) return true;
  const { changed } = person;
  return changed !== undefined && changed.confirmedBy === undefined && at < plus(changed.at, changedRests);
}

/** Another admin says that the new address is right: neither the person himself nor who changed it. */
export function confirm(
  person: PersonAccess | undefined,
  who: { readonly person: string; readonly by: string },
): Decision<PersonEvent, ConfirmRefusal> {
  const changed = person?.changed;
  if (!changed) return refuse({ is: 'nothing-to-confirm' });
  if (changed.confirmedBy !== undefined) return accept([], 'repeated');
  if (who.by === who.person) return refuse({ is: 'own-address' });
  if (who.by === changed.by) return refuse({ is: 'own-change' });
  return accept([{ type: 'person.address-confirmed', data: { by: who.by } }], 'confirmed');
}
