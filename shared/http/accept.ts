/**
 * Which of the offered media types a caller likes best; undefined where none will do. The most specific range that
 * names a type decides about it; among equals the one offered first. Source: RFC 9110, § 12.5.1.
 */
export function preferred<Type extends string>(
  accept: string | undefined,
  offered: readonly Type[],
): Type | undefined {
  if (accept === undefined || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').map(rangeOf);
  const weighed = offered.map((type) => ({ type, q: weight(type, ranges) })).filter(({ q }) => q > 0);
  return weighed.reduce<(typeof weighed)[number] | undefined>(
    (best, one) => (best && best.q >= one.q ? best : one),
    undefined,
  )?.type;
}

interface MediaRange {
  readonly name: string;
  readonly q: number;
}

function rangeOf(text: string): MediaRange {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((one) => one.startsWith('q='))?.slice(2);
  return { name, q: q === undefined ? 1 : /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q) ? Number(q) : 0 };
}

function weight(type: string, ranges: readonly MediaRange[]): number {
  for (const name of [type, `${type.split('/')[0] ?? ''}/*`, '*/*']) {
    const found = ranges.find((range) => range.name === name);
    if (found) return found.q;
  }
  return 0;
}
