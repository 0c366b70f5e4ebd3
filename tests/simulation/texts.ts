import type { Page, PageRequest, Part } from '../../shared/kernel/head.ts';

/** Texts beside aggregates, hundreds of thousands of one: sorted once for each reading, not for each page. */
export class Texts {
  readonly #of = new Map<string, Map<string, string>>();
  readonly #reading = new Map<string, readonly Part[]>();

  get(key: string, name: string): string | undefined {
    return this.#of.get(key)?.get(name);
  }

  put(key: string, { name, body }: Part): void {
    const texts = this.#of.get(key) ?? new Map<string, string>();
    this.#of.set(key, texts.set(name, body));
  }

  remove(key: string, name: string): void {
    this.#of.get(key)?.delete(name);
  }

  between(key: string, from: string, to: string, { limit, cursor }: PageRequest): Page<Part> {
    const reading = `${key} ${from}`;
    const found =
      (cursor === undefined ? undefined : this.#reading.get(reading)) ??
      [...(this.#of.get(key) ?? [])]
        .map(([name, body]) => ({ name, body }))
        .filter(({ name }) => name >= from && name <= to)
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    const at = Number(cursor ?? 0);
    const more = at + limit < found.length;
    if (more) this.#reading.set(reading, found);
    else this.#reading.delete(reading);
    return { items: found.slice(at, at + limit), next: more ? String(at + limit) : null };
  }
}
