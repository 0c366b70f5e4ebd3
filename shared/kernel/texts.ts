import type { AggregateKey, HeadStore, Part } from './head.ts';
import { canonical, digest } from './receipts.ts';

/** DynamoDB takes 400 KB an item; 100,000 characters of any script stay below it. */
const chunk = 100_000;

/**
 * A value as immutable texts, named by its content: writing it twice changes nothing, and two writers of
 * different values cannot disturb each other. The name says how many pieces there are.
 */
export function toParts(kind: string, value: unknown): { name: string; parts: Part[] } {
  const json = JSON.stringify(value);
  const pieces = Math.max(1, Math.ceil(json.length / chunk));
  const name = `${kind}#${digest(canonical(value), 16)}.${String(pieces)}`;
  const parts = Array.from({ length: pieces }, (_, at) => ({
    name: pieceName(name, at),
    body: json.slice(at * chunk, (at + 1) * chunk),
  }));
  return { name, parts };
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

const pieceName = (name: string, at: number): string => (at === 0 ? name : `${name}.${String(at)}`);
