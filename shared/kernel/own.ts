/**
 * What a record holds under a key that is not written in the code. Never what `Object.prototype` has under it: to a plain
 * lookup, `constructor` and `valueOf` are in every record.
 */
export const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
