import { type Link, Links, type Slot } from './links.ts';

/** What is wrong with an entry of a chain, or said of it. */
export interface Finding {
  readonly is:
    /** It says something else than was committed, or its seal does. */
    | 'altered'
    /** It was committed and is not there. */
    | 'missing'
    /** It is there and was never committed. */
    | 'added'
    /** It is as it was committed, and lies elsewhere. */
    | 'moved'
    /** It is whole by itself, but what could vouch for it comes after it and is altered or missing. */
    | 'unproven'
    /** What somebody typed into it is gone, as it must be after an erasure; the rest is as it was committed. */
    | 'erased'
    /** It was written before there were chains. */
    | 'unsealed';
  /** The id of its event. */
  readonly entry: string;
  /** Where it lies, of what should not lie there. */
  readonly place?: string;
}

/** What a chain hangs on: the head of its aggregate. */
export interface Anchor {
  /** `<store>.<kind>.<id>`: what the ids of its events begin with. */
  readonly name: string;
  readonly version: number;
  readonly link: string | undefined;
  /** Was what people typed erased? Then it may be gone. */
  readonly erased: boolean;
}

/**
 * Compares the own events of an aggregate, as its timeline keeps them, with the chain that they were committed to. It goes
 * backwards from the head: the head's link vouches for the last entry, and each entry that is vouched for for the one before
 * it. So what is wrong is named where it is wrong, and nothing is believed because an entry says so of itself. Answers in
 * the order of the chain; what was added stands in front.
 */
export function verify(own: readonly Link[], anchor: Anchor): Finding[] {
  const links = new Links(own, anchor.link);
  const found: Finding[] = [];
  let wanted = anchor.link;
  // Where the head has no link, or a link has none before it, what lies below is older than chains.
  let begun = wanted === undefined;
  let slot = links.lastOf(anchor.version, wanted);
  while (slot.version > 0) {
    const vouched = links.withLink(wanted);
    const link = vouched ?? links.at(slot, wanted);
    if (link) links.used.add(link);
    const at = vouched?.slot ?? slot;
    const entry = `${anchor.name}.${String(at.version)}.${String(at.index)}`;
    if (!link) found.push({ is: 'missing', entry });
    else if (vouched) found.push(...saidOf(vouched, entry, anchor));
    else if (link.link !== undefined)
      found.push({ is: wanted === undefined && link.whole ? 'unproven' : 'altered', entry });
    // A seal that was taken off above others, or below a link that names it, is not one that never was.
    else if (links.isSealedBelow(at) || wanted !== undefined) found.push({ is: 'altered', entry });
    else found.push({ is: begun ? 'unsealed' : 'unproven', entry });
    const before = link?.before === '' ? undefined : link?.before;
    if (vouched && before === undefined) begun = true;
    // What is not vouched for vouches only for its neighbour.
    wanted = vouched || isNext(links.withLink(before)?.slot, at) ? before : undefined;
    slot = at.index > 0 ? { ...at, index: at.index - 1 } : links.lastOf(at.version - 1, wanted);
  }
  for (const link of own)
    if (!links.used.has(link)) found.push({ is: 'added', entry: link.id, place: link.place });
  return found.reverse();
}

const isNext = (slot: Slot | undefined, { version, index }: Slot): boolean =>
  index > 0
    ? slot?.version === version && slot.index === index - 1
    : slot !== undefined && slot.version === version - 1;

/** Of an entry that is as it was committed. */
function saidOf({ erased, whole, placed, place }: Link, entry: string, anchor: Anchor): Finding[] {
  return [
    ...(!whole || (erased && !anchor.erased)
      ? [{ is: 'altered' as const, entry }]
      : erased
        ? [{ is: 'erased' as const, entry }]
        : []),
    ...(placed ? [] : [{ is: 'moved' as const, entry, place }]),
  ];
}
