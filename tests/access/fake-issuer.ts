import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { IssuerCalls } from '../../shared/access/oidc-exchange.ts';

export const issuer = 'https://accounts.example';
export const clientId = 'veghe-at-teashop';

/** What the issuer says of who signs in, and how it says it; a test changes what it wants to be wrong. */
export interface Said {
  sub: string;
  email: string;
  email_verified: boolean | string;
  nonce?: string;
  aud?: string | string[];
  azp?: string;
  iss?: string;
  expiresIn?: number;
  alg?: 'ES256' | 'HS256' | 'none';
}

/** An issuer of OpenID Connect on this machine, with keys of its own; it checks PKCE and the client's secret. */
export async function fakeIssuer(now: () => number) {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] };
  const codes = new Map<string, { challenge: string; nonce: string; said: Said }>();
  const seen: { authorization?: string | undefined }[] = [];
  let issued = 0;

  async function token({ nonce: given, said }: { nonce: string; said: Said }): Promise<string> {
    const {
      sub,
      email,
      email_verified,
      nonce = given,
      aud = clientId,
      azp,
      iss = issuer,
      expiresIn = 300,
      alg = 'ES256',
    } = said;
    const at = Math.floor(now() / 1_000);
    const claims = {
      sub,
      email,
      email_verified,
      nonce,
      aud,
      iss,
      iat: at,
      exp: at + expiresIn,
      ...(azp === undefined ? {} : { azp }),
    };
    if (alg === 'none') {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'none' })}.${part(claims)}.`;
    }
    const jwt = new SignJWT(claims).setProtectedHeader({ alg, kid: 'k1' });
    return jwt.sign(alg === 'HS256' ? Buffer.from(JSON.stringify(keys.keys[0])) : privateKey);
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = async (): Promise<[number, object]> => {
        switch (request.url) {
          case '/.well-known/openid-configuration':
            return [
              200,
              {
                issuer,
                authorization_endpoint: `${issuer}/authorize`,
                token_endpoint: `${issuer}/token`,
                jwks_uri: `${issuer}/keys`,
              },
            ];
          case '/keys':
            return [200, keys];
          case '/token': {
            const fields = new URLSearchParams(Buffer.concat(chunks).toString());
            seen.push({ authorization: request.headers.authorization });
            const kept = codes.get(fields.get('code') ?? '');
            codes.delete(fields.get('code') ?? '');
            const challenge = createHash('sha256')
              .update(fields.get('code_verifier') ?? '')
              .digest('base64url');
            if (kept?.challenge !== challenge) return [400, { error: 'invalid_grant' }];
            return [200, { id_token: await token(kept), access_token: 'unused', token_type: 'Bearer' }];
          }
          default:
            return [404, {}];
        }
      };
      void answer().then(([status, body]) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const call = async (url: string, init: RequestInit = {}): Promise<unknown> => {
    const answer = await fetch(url.replace(issuer, `http://127.0.0.1:${String(port)}`), init);
    if (!answer.ok) throw new Error(`the issuer answered ${String(answer.status)}`);
    return answer.json();
  };
  const calls: IssuerCalls = {
    get: (url) => call(url),
    post: (url, fields, basic) =>
      call(url, {
        method: 'POST',
        body: new URLSearchParams(fields),
        ...(basic === undefined ? {} : { headers: { authorization: `Basic ${basic}` } }),
      }),
  };

  return {
    calls,
    seen,
    /** Somebody signs in at the address to which his browser was sent; the code that he comes back with. */
    signIn(location: string, said: Said): string {
      const { searchParams } = new URL(location);
      if (searchParams.get('code_challenge_method') !== 'S256') throw new Error('no PKCE');
      const code = `code-${String(++issued)}`;
      codes.set(code, {
        challenge: searchParams.get('code_challenge') ?? '',
        nonce: searchParams.get('nonce') ?? '',
        said,
      });
      return code;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
