import { type Aggregate, change, type Outcome } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { Profile } from '../stores/profile.ts';
import { type Instant, plus } from '../time/instant.ts';
import { accessKey, type AccessPorts } from './access-store.ts';
import { tell } from './audit.ts';
import { changedRests, type ConfirmRefusal } from './person.ts';

/**
 * The issuer whose word on who somebody is the shop takes. Whoever can change it could have himself called anybody: what
 * is said by a new one decides nothing for a day, unless another admin, who came by his own address, confirms it.
 */
export interface IssuerAccess {
  /** Issuer and client, as one text; empty where there is none. */
  readonly named: string;
  readonly changed?: { readonly at: Instant; readonly by: string; readonly confirmedBy?: string };
}

type IssuerEvent =
  | {
      readonly type: 'issuer.named';
      readonly data: { readonly named: string; readonly at: Instant; readonly by: string };
    }
  | { readonly type: 'issuer.confirmed'; readonly data: { readonly by: string } };

const aggregate: Aggregate<IssuerAccess, IssuerEvent> = {
  kind: 'issuer',
  evolve(state, event) {
    if (event.type === 'issuer.named') {
      const { named, at, by } = event.data;
      return named === '' ? { named } : { named, changed: { at, by } };
    }
    if (!state?.changed) throw new Error('an issuer was confirmed before it was named');
    return { ...state, changed: { ...state.changed, confirmedBy: event.data.by } };
  },
  due: () => undefined,
  indexes: () => ({}),
};

const keyOf = (store: string) => accessKey(store, 'issuer', 'current');
const nameOf = ({ signIn }: Pick<Profile, 'signIn'>): string =>
  signIn === undefined ? '' : `${signIn.issuer} ${signIn.clientId}`;

export const observeName = (
  issuer: IssuerAccess | undefined,
  named: string,
  by: string,
  at: Instant,
): Decision<IssuerEvent, never> =>
  (issuer?.named ?? '') === named
    ? accept([], 'unchanged')
    : accept([{ type: 'issuer.named', data: { named, at, by } }], 'named');

/** Decides nothing what is said by an issuer that is new, or that nobody has looked at yet. */
export function restsYet(issuer: IssuerAccess | undefined, named: string, at: Instant): boolean {
  if (issuer?.named !== named) return true;
  const { changed } = issuer;
  return changed !== undefined && changed.confirmedBy === undefined && at < plus(changed.at, changedRests);
}

type Ports = Pick<AccessPorts, 'heads' | 'access' | 'clock'>;

/** Compares the profile's issuer with the one that was known; a change is in the audit trail, and admins hear of it. */
export async function observeIssuer(
  ports: Ports,
  store: string,
  profile: Profile,
  by: string,
): Promise<void> {
  const named = nameOf(profile);
  // Nothing was named, and nothing is: nothing to write.
  if (named === '' && !(await ports.access.load(keyOf(store)))) return;
  const done = await change<IssuerAccess, IssuerEvent, never>(
    { heads: ports.access, clock: ports.clock },
    aggregate,
    keyOf(store),
    { actor: by },
    { decide: (head, at) => observeName(head?.state, named, by, at) },
  );
  if (!done.done) throw new Error(`the issuer of ${store}: ${done.refusal.is}`);
  const { changed } = done.state;
  if (!changed) return;
  const event = { type: 'access.issuer-changed', data: { at: changed.at } } as const;
  await tell(ports, { store, kind: 'access', id: 'issuer' }, event, changed.by, changed.at);
}

/** May what this shop's issuer says decide, now? */
export async function issuerRests(
  { access, clock }: Pick<AccessPorts, 'access' | 'clock'>,
  store: string,
  profile: Pick<Profile, 'signIn'>,
): Promise<boolean> {
  const head = await access.load<IssuerAccess>(keyOf(store));
  return restsYet(head?.state, nameOf(profile), clock());
}

/** Another admin than who changed it confirms the issuer. */
export async function confirmIssuer(
  ports: Ports,
  store: string,
  by: string,
): Promise<Outcome<IssuerAccess, ConfirmRefusal>> {
  const done = await change<IssuerAccess, IssuerEvent, ConfirmRefusal>(
    { heads: ports.access, clock: ports.clock },
    aggregate,
    keyOf(store),
    { actor: by },
    {
      decide: (head): Decision<IssuerEvent, ConfirmRefusal> => {
        const changed = head?.state.changed;
        if (!changed) return refuse({ is: 'nothing-to-confirm' });
        if (changed.confirmedBy !== undefined) return accept([], 'repeated');
        if (changed.by === by) return refuse({ is: 'own-change' });
        return accept([{ type: 'issuer.confirmed', data: { by } }], 'confirmed');
      },
    },
  );
  if (done.done && done.changed) {
    const event = { type: 'access.issuer-confirmed', data: { at: ports.clock() } } as const;
    await tell(ports, { store, kind: 'access', id: 'issuer' }, event, by);
  }
  return done;
}
