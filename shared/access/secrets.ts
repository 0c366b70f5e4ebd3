import { accessKey, type AccessStore } from './access-store.ts';

/** What the shop and another system both know. Written by who sets it, read by who signs with it, shown to nobody. */
export type SecretName = 'webhook' | 'oidc';

const value = 'value';

export const readSecret = (
  access: Pick<AccessStore, 'part'>,
  store: string,
  name: SecretName,
): Promise<string | undefined> => access.part(accessKey(store, 'secret', name), value);

export const writeSecret = (
  access: AccessStore,
  store: string,
  name: SecretName,
  secret: string,
): Promise<void> => access.putPart(accessKey(store, 'secret', name), { name: value, body: secret });

export const removeSecret = (access: AccessStore, store: string, name: SecretName): Promise<void> =>
  access.deletePart(accessKey(store, 'secret', name), value);
