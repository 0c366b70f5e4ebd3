/** What happens in a story outside of Veghe, reported through the public API by whoever would report it. */
import { type Credentials } from '../control/credentials.ts';
import { emptyShelf } from '../samples/coats.ts';

interface Parts {
  readonly url: string;
  readonly credentials: Credentials;
  readonly idle: () => Promise<void>;
}

/** A picker finds no coat for Ms Iancu. Undefined when it is reported, otherwise why it is not. */
export async function emptyTheShelf(
  { url, credentials, idle }: Parts,
  now: Date,
): Promise<string | undefined> {
  const credential = credentials.credentialFor('fashionpoint', 'warehouse');
  if (credential === undefined) return 'There is no sample shop FashionPoint here.';
  const response = await fetch(`${url}/v1/stock/movements`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credential}`, 'content-type': 'application/json' },
    body: JSON.stringify(emptyShelf(now)),
  });
  if (!response.ok) return `${String(response.status)} ${await response.text()}`;
  // The page that is shown next is to say what came of it.
  await idle();
  return undefined;
}
