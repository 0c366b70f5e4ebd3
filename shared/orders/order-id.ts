const idPattern = /^[A-Za-z0-9][A-Za-z0-9._~:-]{0,63}$/;

/**
 * The id of an order that goes into paths. One that a shop writes for people (`#1001`, `FC/2026/1`) is made into one, always
 * the same: `1001`, `FC-2026-1`. Undefined where nothing is left of it.
 */
export function orderIdOf(text: string): string | undefined {
  if (idPattern.test(text)) return text;
  const made = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._~:-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '');
  return idPattern.test(made) ? made : undefined;
}

/**
 * What two ways of writing an order's number have in common: `#1001`, `es-1001` and `1001` are one, so are `FC/2026/1` and
 * `fc 2026 1`. Letters before the number, blanks, signs and zeros in front do not count. Undefined where nothing is left.
 */
export function numberForm(text: string): string | undefined {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  const form = plain.replace(/^\p{L}+(?=\p{N})/u, '').replace(/^0+(?=.)/, '');
  return form === '' ? undefined : form;
}
