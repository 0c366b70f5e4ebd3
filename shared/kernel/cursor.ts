import { createHash } from 'node:crypto';

const checkLength = 6;

/**
 * An opaque place in a list: what of its last entry the query does not know by itself. It reads as nothing, names neither
 * tables nor keys, and holds for that list alone. Masked, not encrypted: there is no secret in it, and a forged one finds
 * nothing outside its own query.
 */
export function encodeCursor(list: string, place: readonly string[]): string {
  const text = Buffer.from(JSON.stringify(place));
  return masked(list, Buffer.concat([checkOf(list, text), text])).toString('base64url');
}

export class BadCursor extends Error {
  constructor() {
    super('this cursor was not given by this list');
  }
}

/** The place, of so many parts. Refuses what is not a cursor of this very list with `BadCursor`. */
export function decodeCursor(list: string, cursor: string, parts: number): readonly string[] {
  const bytes = masked(list, Buffer.from(cursor, 'base64url'));
  const [check, text] = [bytes.subarray(0, checkLength), bytes.subarray(checkLength)];
  if (!check.equals(checkOf(list, text))) throw new BadCursor();
  const place = textsIn(text.toString());
  if (place?.length !== parts) throw new BadCursor();
  return place;
}

function textsIn(json: string): readonly string[] | undefined {
  try {
    const place: unknown = JSON.parse(json);
    return Array.isArray(place) && place.every((part) => typeof part === 'string') ? place : undefined;
  } catch {
    return undefined;
  }
}

const checkOf = (list: string, text: Buffer): Buffer =>
  createHash('sha256').update(`${list}\n`).update(text).digest().subarray(0, checkLength);

function masked(list: string, bytes: Buffer): Buffer {
  const mask = createHash('shake256', { outputLength: bytes.length }).update(list).digest();
  return Buffer.from(bytes.map((byte, at) => byte ^ (mask[at] ?? 0)));
}
