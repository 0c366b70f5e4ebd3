import * as z from 'zod/mini';
import { checked } from '../http/read.ts';
import type { Profile } from '../stores/profile.ts';
import type { Clock } from '../time/instant.ts';
import type { AccessStore } from './access-store.ts';
import { type Identity, readIdentity } from './oidc-token.ts';
import { readSecret } from './secrets.ts';

/** The way to an issuer: over https, to public addresses alone, bounded in time and size. Throws where it fails. */
export interface IssuerCalls {
  get(url: string): Promise<unknown>;
  post(url: string, fields: Readonly<Record<string, string>>, basic: string | undefined): Promise<unknown>;
}

const discovered = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  token_endpoint_auth_methods_supported: z.optional(z.array(z.string())),
});
const answered = z.object({ id_token: z.string() });

/** Where the issuer sends the browser back to. */
export const redirectUri = (publicUrl: string): string => `${publicUrl}/v1/session/oidc`;

type SignIn = NonNullable<Profile['signIn']>;

/** What the issuer says of itself; it must call itself what the profile calls it, and keep to https. */
export async function discover(
  issuers: IssuerCalls,
  issuer: string,
): Promise<z.infer<typeof discovered> | undefined> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = checked(discovered, await issuers.get(url));
  if ('faults' in found || found.data.issuer !== issuer) return undefined;
  const { authorization_endpoint: door, token_endpoint: tokens, jwks_uri: keys } = found.data;
  return [door, tokens, keys].every((endpoint) => endpoint.startsWith('https://')) ? found.data : undefined;
}

interface ExchangePorts {
  readonly access: AccessStore;
  readonly issuers: IssuerCalls;
  readonly publicUrl: string;
  readonly clock: Clock;
}

/** Exchanges the code, and reads what it is worth. */
export async function identify(
  { access, issuers, publicUrl, clock }: ExchangePorts,
  store: string,
  { issuer, clientId }: SignIn,
  {
    code,
    way,
  }: { readonly code: string; readonly way: { readonly nonce: string; readonly verifier: string } },
): Promise<Identity | undefined> {
  const known = await discover(issuers, issuer);
  if (!known) return undefined;
  const secret = await readSecret(access, store, 'oidc');
  const inBody = known.token_endpoint_auth_methods_supported?.includes('client_secret_basic') === false;
  const basic =
    secret === undefined || inBody
      ? undefined
      : Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64');
  const given = await issuers.post(
    known.token_endpoint,
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri(publicUrl),
      client_id: clientId,
      code_verifier: way.verifier,
      ...(secret !== undefined && inBody ? { client_secret: secret } : {}),
    },
    basic,
  );
  const answer = checked(answered, given);
  if ('faults' in answer) return undefined;
  const expected = { issuer, clientId, nonce: way.nonce, at: clock() };
  return readIdentity(answer.data.id_token, await issuers.get(known.jwks_uri), expected);
}
