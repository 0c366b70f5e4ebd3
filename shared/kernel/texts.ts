import type { AggregateKey, HeadStore, Part } from './head.ts';
import { canonical, digest } from './receipts.ts';

/** DynamoDB takes 400 KB an item; 100,000 characters of any script stay below it. */
const chunk = 100_000;

/** Characters of a name: of what anybody may know, and of what speaks of a person, where it must also bind. */
const plain = 16;
const binding = 22;

/** A value that brings the salt of its name along. */
interface WithSalt {
  readonly salt?: string;
}

/** A text that speaks of a person, as it lies in its item. */
interface Salted {
  readonly salt: string;
  readonly text: unknown;
}

export interface NamedParts {
  readonly name: string;
  readonly parts: Part[];
}

/**
 * A value as immutable texts, named by its content: writing it twice changes nothing, and two writers of
 * different values cannot disturb each other. The name says how many pieces there are.
 */
export const toParts = (kind: string, value: unknown): NamedParts => named(kind, value, plain);

/**
 * What speaks of a person, with a salt of its own. Its name stands in events for ever: without the salt, which lies in the
 * text and goes with it, it tells nothing, whatever is guessed.
 */
export const toSalted = (kind: string, text: unknown, salt: string): NamedParts =>
  named(kind, { salt, text } satisfies Salted, binding);

/** The same of a value that has its salt within it: what is made of it has the same, and so a name that can be reckoned. */
export const toOwnSalted = (kind: string, value: WithSalt): NamedParts =>
  named(kind, value, value.salt === undefined ? plain : binding);

function named(kind: string, value: unknown, length: number): NamedParts {
  const json = JSON.stringify(value);
  const pieces = Math.max(1, Math.ceil(json.length / chunk));
  const name = `${kind}#${digest(canonical(value), length)}.${String(pieces)}`;
  const parts = Array.from({ length: pieces }, (_, at) => ({
    name: pieceName(name, at),
    body: json.slice(cutAt(json, at), cutAt(json, at + 1)),
  }));
  return { name, parts };
}

/** Where piece `at` begins: never between the halves of a character, for half of one cannot be stored. */
function cutAt(json: string, at: number): number {
  const end = Math.min(at * chunk, json.length);
  const before = json.codePointAt(end - 1) ?? 0;
  return end > 0 && end < json.length && before > 0xffff ? end - 1 : end;
}

/** Does a text say what its name was made of? */
export function isNamedSo(name: string, json: string): boolean {
  const hash = name.slice(name.indexOf('#') + 1, name.lastIndexOf('.'));
  try {
    return digest(canonical(JSON.parse(json)), hash.length) === hash;
  } catch {
    return false;
  }
}

/** What `toSalted` keeps; one of before there were salts is the text itself. */
export function unsalted<T>(kept: unknown): T {
  const salted =
    typeof kept === 'object' &&
    kept !== null &&
    'salt' in kept &&
    'text' in kept &&
    Object.keys(kept).length === 2;
  return (salted ? (kept as Salted).text : kept) as T;
}

/** Reads back what `toSalted` wrote. */
export async function readSalted<T>(
  heads: HeadStore,
  key: AggregateKey,
  name: string,
): Promise<T | undefined> {
  const kept = await readParts<unknown>(heads, key, name);
  return kept === undefined ? undefined : unsalted<T>(kept);
}

/** Reads back what `toParts` wrote; undefined where it has been erased. */
export async function readParts<T>(
  heads: HeadStore,
  key: AggregateKey,
  name: string,
): Promise<T | undefined> {
  const pieces = Number(name.slice(name.lastIndexOf('.') + 1));
  const found = await Promise.all(
    Array.from({ length: pieces }, (_, at) => heads.part(key, pieceName(name, at))),
  );
  if (found.some((piece) => piece === undefined)) return undefined;
  return JSON.parse(found.join('')) as T;
}

/** The same of texts that are not written yet; undefined where they are not among these. */
export function textAmong<T>(parts: readonly Part[], name: string): T | undefined {
  const bodies = new Map(parts.map((part) => [part.name, part.body]));
  const pieces = Number(name.slice(name.lastIndexOf('.') + 1));
  const found = Array.from({ length: pieces }, (_, at) => bodies.get(pieceName(name, at)));
  return found.some((piece) => piece === undefined) ? undefined : (JSON.parse(found.join('')) as T);
}

const pieceName = (name: string, at: number): string => (at === 0 ? name : `${name}.${String(at)}`);
