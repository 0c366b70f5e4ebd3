const special = /[.*+?^${}()|[\]\\/-]/g;

/** A regular expression for a pattern in which `*` stands for any run of characters and `?`, if told, for one. */
export function wildcard(pattern: string, options: { readonly single: boolean }): RegExp {
  const source = pattern.replaceAll(special, '\\$&').replaceAll('\\*', '.*');
  return new RegExp(`^${options.single ? source.replaceAll('\\?', '.') : source}$`, 's');
}
