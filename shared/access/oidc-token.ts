import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import type { Instant } from '../time/instant.ts';

/** Signatures with a key that only the issuer has; never `none`, never a secret that both sides know. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA'];
/** Clocks differ by so many seconds at the most. */
const tolerance = 60;

/** Who the issuer says somebody is. */
export interface Identity {
  readonly subject: string;
  /** Verified by the issuer. */
  readonly email: string;
}

export interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  readonly at: Instant;
}

/**
 * Reads an identity token: its signature, issuer, audience, times and nonce; and its address, which the issuer must have
 * verified. Undefined for anything that is not so; why is not said to a stranger.
 */
export async function readIdentity(
  token: string,
  keys: unknown,
  { issuer, clientId, nonce, at }: Expected,
): Promise<Identity | undefined> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys as JSONWebKeySet), {
      algorithms,
      issuer,
      audience: clientId,
      clockTolerance: tolerance,
      currentDate: new Date(at),
      requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
    });
    const { sub, email, email_verified: verified, azp, aud } = payload;
    if (payload['nonce'] !== nonce || sub === undefined || sub === '' || sub.length > 255) return undefined;
    // Where a token is for several, it must have been given to us.
    if ((azp !== undefined || (Array.isArray(aud) && aud.length > 1)) && azp !== clientId) return undefined;
    if (verified !== true || typeof email !== 'string' || email === '') return undefined;
    return { subject: sub, email };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}
