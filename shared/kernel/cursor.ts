/** An opaque place in a list. It names keys, never data; a forged one finds nothing outside its own query. */
export const encodeCursor = (key: Record<string, unknown>): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

export class BadCursor extends Error {
  constructor() {
    super('this cursor was not given by this list');
  }
}

/** Refuses what is not a cursor of ours with `BadCursor`. */
export function decodeCursor(cursor: string): Record<string, string> {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof key === 'object' && key !== null && Object.values(key).every((v) => typeof v === 'string'))
      return key as Record<string, string>;
  } catch {
    // Falls through to the one answer for all bad cursors.
  }
  throw new BadCursor();
}
