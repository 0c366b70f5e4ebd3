import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erased, linkOf, sealed } from '../../shared/events/chain.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { readLink } from '../../shared/events/links.ts';
import { type KeptEntry, placeOf } from '../../shared/events/timeline.ts';
import { type Anchor, verify } from '../../shared/events/verify.ts';

const name = 'shop.order.A1';
const subject = 'order/A1';
const time = (at: number): string => new Date(Date.UTC(2026, 10, 22) + at * 1_000).toISOString();

interface Made {
  readonly entries: readonly KeptEntry[];
  readonly anchor: Anchor;
}

/** A chain of changes with so many events each; the first `old` of them were written before there were chains. */
function made(sizes: readonly number[], old = 0, clock: (version: number) => number = (v) => v): Made {
  let link: string | undefined;
  const entries = sizes.flatMap((size, at): KeptEntry[] => {
    const version = at + 1;
    const events = Array.from({ length: size }, (_, index): Envelope => ({
      id: `${name}.${String(version)}.${String(index)}`,
      type: 'order.stage-changed',
      storeId: 'shop',
      subject,
      occurredAt: time(clock(version)),
      version,
      actor: 'ana',
      data: {
        to: `s${String(version)}`,
        n: index,
        ...(index === 0 ? { reason: `why ${String(version)}` } : {}),
      },
    }));
    const kept = (envelope: Envelope) => ({ subject, envelope, place: placeOf({ subject, envelope }) });
    if (at < old) return events.map(kept);
    const change = sealed(events, link ?? '', `salt-${String(version)}`);
    link = change.link;
    return change.entries.map(({ envelope, seal }) => ({ ...kept(envelope), seal }));
  });
  return { entries, anchor: { name, version: sizes.length, link, erased: false } };
}

const told = (entries: readonly KeptEntry[], anchor: Anchor): string[] =>
  verify(
    entries.flatMap((entry) => readLink(entry, name) ?? []),
    anchor,
  ).map(({ is, entry }) => `${is} ${entry.slice(name.length + 1)}`);

const with_ = (
  entries: readonly KeptEntry[],
  at: number,
  other: (entry: KeptEntry) => unknown,
): KeptEntry[] =>
  entries.map((entry, n) => (n === at ? (other(structuredClone(entry)) as KeptEntry) : entry));

describe('a chain', () => {
  const { entries, anchor } = made([1, 2, 1, 3]);

  it('as it was committed has nothing to be said of it, in whatever order it is read', () => {
    expect(told(entries, anchor)).toEqual([]);
    expect(told([...entries].reverse(), anchor)).toEqual([]);
    expect(told([], { name, version: 0, link: undefined, erased: false })).toEqual([]);
  });

  it('lies in the order of clocks that disagree, and still reads', () => {
    const late = made([1, 1, 1, 1], 0, (version) => [4, 1, 3, 2][version - 1] ?? 0);
    expect(told(late.entries, late.anchor)).toEqual([]);
  });

  it('names the last that are missing: the head knows of them', () => {
    expect(told(entries.slice(0, -1), anchor)).toEqual(['unproven 4.1', 'missing 4.2']);
    expect(told(entries.slice(0, -3), anchor)).toEqual(['unproven 3.0', 'missing 4.0']);
  });

  it('names what was altered and sealed anew with all that follows: the head does not say so', () => {
    const [first, ...rest] = entries;
    const other = { ...first!.envelope, data: { to: 'elsewhere' } };
    let before = linkOf(other, first!.seal!);
    const forged = rest.map((entry) => {
      const seal = { ...entry.seal!, before };
      before = linkOf(entry.envelope, seal);
      return { ...entry, seal: { ...seal, link: before } };
    });
    expect(told([{ ...first!, envelope: other }, ...forged], anchor)).toContain('altered 4.2');
  });

  it('says what was erased where that is allowed, and calls it altered where it is not', () => {
    const gone = entries.map((entry) => ({
      ...entry,
      ...erased({ envelope: entry.envelope, seal: entry.seal! }),
    }));
    const heads = ['1.0', '2.0', '3.0', '4.0'];
    expect(told(gone, { ...anchor, erased: true })).toEqual(heads.map((at) => `erased ${at}`));
    expect(told(gone, anchor)).toEqual(heads.map((at) => `altered ${at}`));
    const guessed = with_(gone, 0, (one) => ({
      ...one,
      seal: { ...one.seal, erased: { reason: 'x'.repeat(32) } },
    }));
    expect(told(guessed, { ...anchor, erased: true })).toContain('altered 1.0');
  });

  it('leaves copies under other subjects alone: they have no seal and prove nothing', () => {
    const copy = { ...entries[0]!, seal: undefined, subject: 'order/B2', place: 'x#1#order/A1#0000001.000' };
    expect(told([...entries, copy], anchor)).toEqual([]);
  });
});

describe('entries of before there were chains', () => {
  it('are told apart, and not called altered', () => {
    const { entries, anchor } = made([1, 2, 1, 1], 2);
    expect(told(entries, anchor)).toEqual(['unsealed 1.0', 'unsealed 2.0', 'unsealed 2.1']);
    const old = made([1, 1], 2);
    expect(told(old.entries, old.anchor)).toEqual(['unsealed 1.0', 'unsealed 2.0']);
  });

  it('cannot be made of sealed ones, at the beginning or in the middle', () => {
    const { entries, anchor } = made([1, 1, 1, 1]);
    const stripped = (upTo: number) =>
      entries.map((one, n) => (n < upTo ? { ...one, seal: undefined } : one));
    expect(told(stripped(1), anchor)).toEqual(['altered 1.0']);
    expect(told(stripped(2), anchor)).toContain('altered 2.0');
    expect(
      told(
        with_(entries, 2, (one) => ({ ...one, seal: undefined })),
        anchor,
      ),
    ).toContain('altered 3.0');
    expect(told(stripped(4), anchor)).toContain('altered 4.0');
  });
});

describe('whatever one hand does to a chain', () => {
  const chains = fc
    .record({
      sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 7 }),
      old: fc.integer({ min: 0, max: 2 }),
      at: fc.nat(),
      to: fc.nat(),
      clocks: fc.array(fc.nat(50), { minLength: 7, maxLength: 7 }),
    })
    .map(({ sizes, old, at, to, clocks }) => {
      const whole = made(sizes, Math.min(old, sizes.length - 1), (version) => clocks[version - 1] ?? 0);
      const first = whole.entries.findIndex(({ seal }) => seal);
      const among = whole.entries.length - first;
      return { ...whole, n: first + (at % among), m: first + (to % among) };
    });
  const idOf = ({ envelope }: KeptEntry): string => envelope.id.slice(name.length + 1);
  const faults = (entries: readonly KeptEntry[], anchor: Anchor): string[] =>
    told(entries, anchor).filter((one) => !one.startsWith('unsealed'));
  const proven = (found: readonly string[]): string[] => found.filter((one) => !one.startsWith('unproven'));

  const alterations: Readonly<Record<string, (entry: any) => unknown>> = {
    'another word': (one) => ({
      ...one,
      envelope: { ...one.envelope, data: { ...one.envelope.data, to: 'x' } },
    }),
    'another reason': (one) => ({
      ...one,
      envelope: { ...one.envelope, data: { ...one.envelope.data, reason: 'x' } },
    }),
    'another actor': (one) => ({ ...one, envelope: { ...one.envelope, actor: 'dan' } }),
    'another type': (one) => ({ ...one, envelope: { ...one.envelope, type: 'order.closed' } }),
    'another time': (one) => ({ ...one, envelope: { ...one.envelope, occurredAt: time(999) } }),
    'no time': (one) => ({ ...one, envelope: { ...one.envelope, occurredAt: '' } }),
    'another id': (one) => ({ ...one, envelope: { ...one.envelope, id: `${name}.99.0` } }),
    'no id': (one) => ({ ...one, envelope: { ...one.envelope, id: undefined } }),
    'another subject': (one) => ({ ...one, envelope: { ...one.envelope, subject: 'order/B2' } }),
    'another salt': (one) => ({
      ...one,
      seal: { ...one.seal, salt: 'x' },
      envelope: { ...one.envelope, data: { ...one.envelope.data, reason: 'y' } },
    }),
    'another link before': (one) => ({ ...one, seal: { ...one.seal, before: 'x'.repeat(32) } }),
    'another number of events': (one) => ({ ...one, seal: { ...one.seal, of: one.seal.of + 1 } }),
    'another link': (one) => ({ ...one, seal: { ...one.seal, link: 'x'.repeat(32) } }),
    'no seal': (one) => ({ ...one, seal: undefined }),
  };

  it.each(Object.keys(alterations))('%s is named', (what) => {
    fc.assert(
      fc.property(chains, ({ entries, anchor, n }) => {
        const found = faults(with_(entries, n, alterations[what]!), anchor);
        expect(proven(found)).toEqual([`altered ${idOf(entries[n]!)}`]);
      }),
      { numRuns: 300 },
    );
  });

  it('however many are altered, each of them is named', () => {
    fc.assert(
      fc.property(chains, fc.nat(), ({ entries, anchor }, mask) => {
        const first = entries.findIndex(({ seal }) => seal);
        const hit = (n: number) => n >= first && ((mask >> ((n - first) % 20)) & 1) === 1;
        const altered = entries.map((one, n) =>
          hit(n) ? (alterations['another word']!(one) as KeptEntry) : one,
        );
        const wrong = entries.filter((_, n) => hit(n)).map((one) => `altered ${idOf(one)}`);
        expect(proven(faults(altered, anchor)).sort()).toEqual(wrong.sort());
      }),
      { numRuns: 300 },
    );
  });

  it('what is taken out is named', () => {
    fc.assert(
      fc.property(chains, ({ entries, anchor, n }) => {
        // Of the last change nothing may be left that says how many events it had.
        const left = entries.filter((_, at) => at !== n);
        expect(proven(faults(left, anchor))).toEqual([`missing ${idOf(entries[n]!)}`]);
      }),
      { numRuns: 300 },
    );
  });

  it('what is put elsewhere is named, and nothing else', () => {
    fc.assert(
      fc.property(chains, ({ entries, anchor, n }) => {
        const moved = with_(entries, n, (one) => ({ ...one, place: one.place.replace('2026', '2025') }));
        expect(faults(moved, anchor)).toEqual([`moved ${idOf(entries[n]!)}`]);
      }),
    );
  });

  it('two that change places are both named', () => {
    fc.assert(
      fc.property(chains, ({ entries, anchor, n, m }) => {
        fc.pre(n !== m);
        const [one, other] = [entries[n]!, entries[m]!];
        const swapped = with_(
          with_(entries, n, (e) => ({ ...e, place: other.place })),
          m,
          (e) => ({
            ...e,
            place: one.place,
          }),
        );
        expect(faults(swapped, anchor).sort()).toEqual([`moved ${idOf(one)}`, `moved ${idOf(other)}`].sort());
      }),
    );
  });

  it('two whose words are exchanged are both named', () => {
    fc.assert(
      fc.property(chains, ({ entries, anchor, n, m }) => {
        fc.pre(n !== m && entries[n]!.envelope.version !== entries[m]!.envelope.version);
        const words = (from: KeptEntry) => (e: KeptEntry) => ({
          ...e,
          envelope: { ...e.envelope, data: from.envelope.data },
        });
        const swapped = with_(with_(entries, n, words(entries[m]!)), m, words(entries[n]!));
        expect(proven(faults(swapped, anchor)).sort()).toEqual(
          [`altered ${idOf(entries[n]!)}`, `altered ${idOf(entries[m]!)}`].sort(),
        );
      }),
    );
  });

  it('what is put in is named: a copy, something new, something after the end, something without a seal', () => {
    fc.assert(
      fc.property(chains, fc.constantFrom('copy', 'new', 'after', 'bare'), ({ entries, anchor, n }, what) => {
        const one = structuredClone(entries[n]!);
        const put = { ...one, place: one.place.replace('2026', '2027') };
        const envelope = { ...one.envelope, occurredAt: one.envelope.occurredAt.replace('2026', '2027') };
        const added =
          what === 'copy'
            ? put
            : what === 'new'
              ? { ...put, envelope }
              : what === 'after'
                ? { ...put, envelope: { ...envelope, id: `${name}.99.0`, version: 99 } }
                : { ...put, envelope, seal: undefined };
        const found = faults([...entries, added], anchor);
        expect(found).toEqual([`added ${added.envelope.id.slice(name.length + 1)}`]);
      }),
      { numRuns: 300 },
    );
  });
});
