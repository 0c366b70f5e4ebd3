import * as z from 'zod/mini';
import { issueCredential, revokeCredential } from '../../shared/access/credentials.ts';
import { issueForRoles, issueForStorefront } from '../../shared/access/issue-for-roles.ts';
import { machineActor, machineNameFault } from '../../shared/access/principal.ts';
import { accessProblem } from '../../shared/access/problems.ts';
import { openStore } from '../../shared/access/put-profile.ts';
import { openSession, renewSession } from '../../shared/access/sessions.ts';
import { type MadeLink, makeSignInLink } from '../../shared/access/sign-in.ts';
import { id, storeIdField } from '../../shared/http/fields.ts';
import { problem } from '../../shared/http/problem.ts';
import { type Profile, profileSchema } from '../../shared/stores/profile.ts';
import { storeProblem } from '../../shared/stores/problems.ts';
import { role } from '../../shared/stores/roles.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import type { HttpPorts } from '../pipelines/ports.ts';
import { distributionHash, distributionKey, hashOfDistribution } from '../pipelines/source-address.ts';
import { type Administered, refusal } from './administered.ts';

/** Orders to the admin function about who may speak for a shop. */
export const accessOrders = [
  z.strictObject({ action: z.literal('create-store'), profile: profileSchema }),
  z.strictObject({
    action: z.literal('issue-credential'),
    store: storeIdField,
    actor: id,
    roles: z.array(role).check(z.minLength(1), z.maxLength(9)),
  }),
  z.strictObject({ action: z.literal('revoke-credential'), store: storeIdField, credentialId: id }),
  z.strictObject({ action: z.literal('sign-in-link'), store: storeIdField, actor: id }),
  z.strictObject({ action: z.literal('distribution-secret') }),
  z.strictObject({
    action: z.literal('open-session'),
    store: storeIdField,
    actor: id,
    credentialId: z.optional(id),
  }),
  z.strictObject({ action: z.literal('renew-session'), session: z.string().check(z.maxLength(120)) }),
] as const;

type AccessOrder = z.infer<(typeof accessOrders)[number]>;

export type AccessAdminPorts = HttpPorts & { readonly publicUrl: string };

export async function administerAccess(ports: AccessAdminPorts, wanted: AccessOrder): Promise<Administered> {
  switch (wanted.action) {
    case 'create-store':
      return create(ports, wanted.profile);
    case 'issue-credential':
      return issueForMachine(ports, wanted);
    case 'revoke-credential':
      return (await revokeCredential(ports, 'admin-function', wanted.store, wanted.credentialId))
        ? { status: 200, body: { revoked: wanted.credentialId } }
        : refusal(accessProblem({ is: 'credential-unknown' }));
    case 'sign-in-link': {
      const loaded = await ports.profiles.fresh(wanted.store);
      if (!loaded) return refusal(storeProblem({ is: 'store-unknown' }));
      const person = loaded.profile.staff.find(({ id: staffId }) => staffId === wanted.actor);
      if (person?.roles.includes('admin') !== true)
        return refusal(problem('not-found', { detail: 'Nobody of that id is an admin of the store.' }));
      return { status: 201, body: linkView(await makeSignInLink(ports, wanted.store, person.id)) };
    }
    case 'distribution-secret': {
      const secret = ports.random(256);
      await ports.access.putPart(distributionKey, {
        name: distributionHash,
        body: hashOfDistribution(secret),
      });
      return { status: 201, body: { header: 'x-veghe-distribution', secret } };
    }
    case 'open-session': {
      if (!ports.localFace) return refusal(problem('not-found', { detail: 'There is no such action here.' }));
      const { store, actor, credentialId = '' } = wanted;
      const staff = (await ports.profiles.fresh(store))?.profile.staff ?? [];
      if (credentialId === '' && !staff.some((person) => person.id === actor))
        return refusal(problem('not-found', { detail: 'Nobody of that id is of the staff.' }));
      return {
        status: 201,
        body: { session: await openSession(ports, { store, actor, credentialId }, ports.random(256)) },
      };
    }
    case 'renew-session': {
      if (!ports.localFace) return refusal(problem('not-found', { detail: 'There is no such action here.' }));
      return { status: 200, body: { renewed: await renewSession(ports, wanted.session) } };
    }
  }
}

async function create(ports: AccessAdminPorts, profile: Profile): Promise<Administered> {
  const done = await openStore(ports, profile, { actor: 'admin-function' });
  if (!done.done) return refusal(storeProblem(done.refusal));
  const { storeId } = profile;
  if (ports.localFace)
    return { status: 201, body: { storeId, credentials: await issueForRoles(ports, profile) } };
  const admins = profile.staff.filter(({ roles }) => roles.includes('admin'));
  const signIn = [];
  for (const admin of admins) signIn.push(linkView(await makeSignInLink(ports, storeId, admin.id)));
  return { status: 201, body: { storeId, credentials: await issueForStorefront(ports, storeId), signIn } };
}

async function issueForMachine(
  ports: AccessAdminPorts,
  { store, actor, roles }: Extract<AccessOrder, { action: 'issue-credential' }>,
): Promise<Administered> {
  const loaded = await ports.profiles.fresh(store);
  if (!loaded) return refusal(storeProblem({ is: 'store-unknown' }));
  const fault = machineNameFault(actor, loaded.profile.staff);
  if (fault !== undefined)
    return refusal(problem('invalid', { errors: [{ path: 'actor', message: fault }] }));
  const issuing = {
    store,
    id: ports.random(64),
    secret: ports.random(256),
    actor: machineActor(actor),
    roles,
  };
  const credential = await issueCredential(ports, 'admin-function', { ...issuing, kind: 'machine' });
  return { status: 201, body: { credentialId: issuing.id, store, actor: issuing.actor, roles, credential } };
}

const linkView = ({ actor, url, until }: MadeLink) => ({ actor, url, until: formatInstant(until) });
