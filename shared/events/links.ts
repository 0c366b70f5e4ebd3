import { linkOf } from './chain.ts';
import { type KeptEntry, placeOf } from './timeline.ts';

/** Where an event stands in its chain. */
export interface Slot {
  readonly version: number;
  readonly index: number;
}

/** What of an entry a chain is made of. */
export interface Link {
  readonly id: string;
  readonly place: string;
  /** Where it stands, as its id says; absent where it says nothing that can be. */
  readonly slot: Slot | undefined;
  /** The same, as the place says where it lies. */
  readonly lies: Slot | undefined;
  /** Does it lie where it belongs? */
  readonly placed: boolean;
  /** The link that it makes and the one before it; absent where it has no seal. */
  readonly link: string | undefined;
  readonly before: string | undefined;
  /** Is the link that it makes the one that its seal says? */
  readonly whole: boolean;
  /** The place of the last event of its change, as it says; and the link that it would make if it were the last. */
  readonly last: number;
  readonly linkAsLast: string | undefined;
  readonly erased: boolean;
}

/** The own entry of a chain; undefined for a copy of another’s. `name` is `<store>.<kind>.<id>`. */
export function readLink(entry: KeptEntry, name: string): Link | undefined {
  const { subject, envelope, seal, place } = entry;
  if (!seal && envelope.subject !== subject && !/^[^#]*#0#/.test(place)) return undefined;
  const id = String(envelope.id);
  const slot = id.startsWith(`${name}.`) ? slotIn(id.slice(name.length)) : undefined;
  const lies = slotIn(place);
  const own = (slot ?? lies)?.index ?? 0;
  const asLast = seal && seal.of !== own + 1 ? { ...seal, of: own + 1 } : undefined;
  const link = seal && linkOf(envelope, seal);
  return {
    id,
    place,
    slot,
    lies,
    placed: isPlaced(entry),
    link,
    before: seal?.before,
    whole: link === seal?.link,
    last: Number.isInteger(seal?.of) ? Number(seal?.of) - 1 : 0,
    linkAsLast: asLast && linkOf(envelope, asLast),
    erased: Object.keys(seal?.erased ?? {}).length > 0,
  };
}

/** What was altered may have neither id nor time. */
function isPlaced(entry: KeptEntry): boolean {
  const { id, occurredAt } = entry.envelope as Partial<KeptEntry['envelope']>;
  return id !== undefined && !Number.isNaN(Date.parse(occurredAt ?? '')) && placeOf(entry) === entry.place;
}

function slotIn(text: string): Slot | undefined {
  const [, version, index] = /[#.](\d+)\.(\d+)$/.exec(text) ?? [];
  return version === undefined ? undefined : { version: Number(version), index: Number(index) };
}

/** The links of a chain, found by what they are and by where they stand. */
export class Links {
  readonly all: readonly Link[];
  readonly used = new Set<Link>();
  readonly #byLink: ReadonlyMap<string | undefined, readonly Link[]>;
  readonly #byVersion: ReadonlyMap<number | undefined, readonly Link[]>;
  /** What something vouches for, rightly or not. */
  readonly #named: ReadonlySet<string | undefined>;
  readonly #firstSealed: Slot;

  constructor(all: readonly Link[], head: string | undefined) {
    this.all = all;
    this.#byLink = grouped(all, ({ link }) => [link]);
    this.#byVersion = grouped(all, ({ slot, lies }) => [slot?.version, lies?.version]);
    this.#named = new Set([head, ...all.map(({ before }) => before)]);
    const sealed = all.flatMap(({ link, slot }) => (link === undefined || !slot ? [] : [slot]));
    const first = { version: Infinity, index: 0 };
    this.#firstSealed = sealed.reduce((least, slot) => (isBefore(slot, least) ? slot : least), first);
  }

  /** Of copies the one that lies where it should. */
  withLink(link: string | undefined): Link | undefined {
    if (link === undefined) return undefined;
    const copies = (this.#byLink.get(link) ?? []).filter((one) => !this.used.has(one));
    return copies.find(({ placed }) => placed) ?? copies[0];
  }

  /** What stands there, by its id or else by where it lies; not what is vouched for elsewhere. */
  at(slot: Slot, wanted: string | undefined): Link | undefined {
    const free = (this.#byVersion.get(slot.version) ?? []).filter(
      (one) => !this.used.has(one) && (wanted === undefined || !this.#isNamed(one)),
    );
    const here = free.filter((one) => same(one.slot, slot));
    return here.find(({ placed }) => placed) ?? here[0] ?? free.find(({ lies }) => same(lies, slot));
  }

  isSealedBelow = (slot: Slot): boolean => isBefore(this.#firstSealed, slot);

  /** The last place of a change: as an entry says that is vouched for, or else as any says. */
  lastOf(version: number, wanted: string | undefined): Slot {
    const there = (this.#byVersion.get(version) ?? []).filter(
      (one) => (one.slot ?? one.lies)?.version === version,
    );
    const index = ({ slot, lies }: Link) => (slot ?? lies)?.index ?? 0;
    const vouched = there.find((one) => this.#isNamed(one));
    // One that says a wrong number and would be right with its own is altered, and nothing is missing after it.
    const lying = there.find(({ linkAsLast }) => linkAsLast !== undefined && linkAsLast === wanted);
    const last =
      vouched?.last ??
      (lying ? index(lying) : Math.max(0, ...there.map((one) => Math.max(index(one), one.last))));
    return { version, index: Math.min(last, mostEvents) };
  }

  #isNamed = ({ link }: Link): boolean => link !== undefined && this.#named.has(link);
}

/** Changes have fewer events: what an altered entry says of their number is not followed further. */
const mostEvents = 100;

const same = (one: Slot | undefined, other: Slot): boolean =>
  one?.version === other.version && one.index === other.index;

const isBefore = (one: Slot, other: Slot): boolean =>
  one.version < other.version || (one.version === other.version && one.index < other.index);

function grouped<Key>(all: readonly Link[], keysOf: (link: Link) => readonly Key[]): Map<Key, Link[]> {
  const groups = new Map<Key, Link[]>();
  for (const one of all)
    for (const key of new Set(keysOf(one))) {
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
  return groups;
}
