/**
 * Where to go on to after signing in: a page of our own, or nowhere. An address of elsewhere, or one that a browser
 * could take for one (`//`, a backslash), is not followed.
 */
export const nextOf = (text: string | undefined): string | undefined =>
  text !== undefined &&
  /^\/(?:staff|v1)\/(?!\/)[A-Za-z0-9._~:/?=&%,-]{0,250}$/.test(text) &&
  !text.includes('//')
    ? text
    : undefined;

/** The door, and back here from it. */
export function doorTo(path: string, query: string): string {
  const next = nextOf(query === '' ? path : `${path}?${query}`);
  return next === undefined ? '/v1/session' : `/v1/session?next=${encodeURIComponent(next)}`;
}
