import type { AggregateKey, HeadStore, Part } from '../kernel/head.ts';
import { canonical } from '../kernel/receipts.ts';
import { readSalted } from '../kernel/texts.ts';

/** How many texts or keys are read at a time. */
const atOnce = 100;

/** Kinds of texts that speak of a person, by whose they are. What else lies beside an order counts pieces and papers. */
export const personal = {
  order: ['content', 'parcel', 'note'],
  amendment: ['changes', 'assessment', 'quotes', 'note', 'task', 'acceptance'],
} as const;

/** A text beside an aggregate, whole. */
export interface TextBeside {
  readonly name: string;
  readonly text: unknown;
}

/** Everything of a kind that lies beside an aggregate, each once: also what no head points to any more. */
export async function textsOf(heads: HeadStore, key: AggregateKey, kind: string): Promise<TextBeside[]> {
  const parts: Part[] = [];
  let cursor: string | undefined;
  do {
    const page = await heads.partsBetween(key, `${kind}#`, `${kind}#~`, { limit: atOnce, cursor });
    parts.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  // A long text lies in pieces: the first has the name.
  const names = parts.map(({ name }) => name).filter((name) => /^[^.]+\.\d+$/.test(name));
  const texts = await Promise.all(
    names.map(async (name) => ({ name, text: await readSalted<unknown>(heads, key, name) })),
  );
  // Who died after a text and before the head that names it has written it again, under another salt: it is one text.
  const said = new Map(texts.map((one) => [canonical(withoutSalt(one.text)), one]));
  return [...said.values()].filter(({ text }) => text !== undefined);
}

/** The salt of a text says nothing. */
function withoutSalt(text: unknown): unknown {
  if (typeof text !== 'object' || text === null || Array.isArray(text)) return text;
  const { salt: _, ...said } = text as Readonly<Record<string, unknown>>;
  return said;
}

/** Removes all texts of these kinds. Again it removes nothing. */
export async function removeTexts(
  heads: HeadStore,
  key: AggregateKey,
  kinds: readonly string[],
): Promise<void> {
  for (const kind of kinds)
    for (;;) {
      // From the start each time: what was there is gone.
      const { items } = await heads.partsBetween(key, `${kind}#`, `${kind}#~`, { limit: atOnce });
      if (items.length === 0) break;
      for (const { name } of items) await heads.deletePart(key, name);
    }
}
