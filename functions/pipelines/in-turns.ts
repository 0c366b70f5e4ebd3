/** As many as one function's connections carry. */
const usual = 16;

/** Does something for each, so many at a time, and answers in their order. */
export async function inTurns<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R>,
  width: number = usual,
): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < all.length; from += width)
    results.push(...(await Promise.all(all.slice(from, from + width).map(work))));
  return results;
}
