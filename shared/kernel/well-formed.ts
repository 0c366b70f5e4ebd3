/**
 * Text that leaves the process is well-formed Unicode: half of a surrogate pair becomes U+FFFD, at any depth, in values and
 * in keys. Bytes, dates and whatever else has a class of its own stay as they are, and so does what needs no change.
 */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return changed(value, (all) => all.map(wellFormed));
  if (!isPlain(value)) return value;
  return changed(value, (all) =>
    Object.fromEntries(Object.entries(all).map(([key, inner]) => [key.toWellFormed(), wellFormed(inner)])),
  );
}

/** The same object where all its text is well-formed: every call of DynamoDB passes here. */
const changed = <T extends object>(value: T, change: (value: T) => unknown): unknown =>
  isWellFormed(value) ? value : change(value);

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (Array.isArray(value)) return value.every(isWellFormed);
  if (!isPlain(value)) return true;
  return Object.entries(value).every(([key, inner]) => key.isWellFormed() && isWellFormed(inner));
}

export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
