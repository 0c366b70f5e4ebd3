import { isPlain } from '../kernel/well-formed.ts';

/** What is wrong with an input, and where. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** As deep as anything the public face takes, and room to spare: beyond it recursion would be the caller's to steer. */
const deepest = 32;

/**
 * What no input may hold, whatever its schema: text that is not well-formed Unicode (a lone surrogate), as a value or as a
 * key; the key `__proto__`, which JavaScript takes for something else; nesting without end. Every fault by its path, in which
 * U+FFFD stands for half a character.
 */
export function intakeFaults(value: unknown, path: readonly string[] = []): readonly Fault[] {
  if (typeof value === 'string') return value.isWellFormed() ? [] : [ill(path)];
  const entries = Array.isArray(value) ? [...value.entries()] : isPlain(value) ? Object.entries(value) : [];
  if (entries.length > 0 && path.length >= deepest)
    return [{ path: path.join('.'), message: `is nested more than ${String(deepest)} levels deep` }];
  return entries.flatMap(([key, inner]: readonly [string | number, unknown]) => {
    const name = String(key);
    const here = [...path, name.toWellFormed()];
    if (!name.isWellFormed()) return [ill(here)];
    if (name === '__proto__') return [{ path: here.join('.'), message: 'there is no such field' }];
    return intakeFaults(inner, here);
  });
}

const ill = (path: readonly string[]): Fault => ({
  path: path.join('.'),
  message: 'must be well-formed Unicode: it holds half of a character (a lone surrogate)',
});
