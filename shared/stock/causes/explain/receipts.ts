import type { Booked } from '../../level/movement.ts';
import type { DriftCase, Evidence, Explanation, ReceiptEntry } from '../evidence.ts';
import { parameters as p } from '../parameters.ts';
import { closest } from './closest.ts';

/** Deliveries booked otherwise than they were accepted, and pieces taken for packs. */
export function explainReceipts(of: DriftCase): Explanation[] {
  const { pairs, rest } = reconciled(of);
  const units = of.packUnit === undefined ? p.usualPacks : [of.packUnit].filter((unit) => unit > 1);
  const guessed = of.packUnit === undefined ? p.packGuessed : 0;
  return [
    ...pairs.flatMap(([booked, entry]) => [
      ...differs(booked, entry, units),
      ...units.flatMap((unit) => inPacks(booked, entry, unit, guessed)),
    ]),
    ...pairs.flatMap(([booked, entry]) => (entry ? [] : bookedAgain(booked, pairs))),
    ...rest.flatMap(unbooked),
    ...units.flatMap((unit) => countInPacks(of, unit, guessed)),
  ];
}

/** Each booked receipt with what quality control wrote: by its reference, else the nearest in time where either names none. */
function reconciled({ ledger, receipts, location }: DriftCase) {
  const rest = receipts.filter((one) => one.location === location);
  const pairs: [Booked, ReceiptEntry | undefined][] = [];
  let open = ledger.filter((one) => one.kind === 'receipt' && one.location === location);
  for (const belongs of [named, unnamed]) {
    const without: Booked[] = [];
    for (const one of open) {
      const entry = closest(rest, one.occurredAt, (other) => (belongs(one, other) ? other.at : undefined));
      if (!entry) {
        without.push(one);
        continue;
      }
      rest.splice(rest.indexOf(entry), 1);
      pairs.push([one, entry]);
    }
    open = without;
  }
  return { pairs: [...pairs, ...open.map((one): [Booked, undefined] => [one, undefined])], rest };
}

const named = ({ reference }: Booked, { receiptId, purchaseOrder }: ReceiptEntry): boolean =>
  reference !== undefined && (receiptId === reference || purchaseOrder === reference);
const unnamed = ({ reference }: Booked, { purchaseOrder }: ReceiptEntry): boolean =>
  reference === undefined || purchaseOrder === undefined;

const paper = (
  booked: Booked,
  entry: ReceiptEntry | undefined,
): Pick<Evidence, 'ref' | 'at' | 'quantity'> => ({
  ref: entry?.purchaseOrder ?? entry?.receiptId ?? booked.reference ?? booked.movementId,
  at: booked.occurredAt,
  quantity: booked.delta,
});

const byUnit = (a: number, b: number, unit: number): boolean => a === b * unit || b === a * unit;

function differs(booked: Booked, entry: ReceiptEntry | undefined, units: readonly number[]): Explanation[] {
  if (!entry || entry.accepted === booked.delta) return [];
  const pack = units.some((unit) => byUnit(entry.accepted, booked.delta, unit));
  const evidence: Evidence = {
    ...paper(booked, entry),
    fact: 'receipt-differs',
    against: entry.accepted,
  };
  return [
    {
      cause: 'receipt-error',
      pieces: entry.accepted - booked.delta,
      weight: pack ? p.receiptDiffersByPack : p.receiptDiffers,
      evidence: [evidence],
    },
  ];
}

function unbooked(entry: ReceiptEntry): Explanation[] {
  if (entry.accepted === 0) return [];
  const evidence: Evidence = {
    fact: 'receipt-unbooked',
    ref: entry.purchaseOrder ?? entry.receiptId,
    at: entry.at,
    quantity: entry.accepted,
  };
  return [
    { cause: 'receipt-error', pieces: entry.accepted, weight: p.receiptUnbooked, evidence: [evidence] },
  ];
}

/** One delivery booked by two systems: the one that inspects, and the one that counts. */
function bookedAgain(
  booked: Booked,
  pairs: readonly (readonly [Booked, ReceiptEntry | undefined])[],
): Explanation[] {
  const { reference, delta, occurredAt } = booked;
  const other = pairs.find(([one, entry]) => entry !== undefined && one.reference === reference);
  if (reference === undefined || !other) return [];
  const evidence: Evidence = {
    fact: 'receipt-booked-again',
    ref: reference,
    at: occurredAt,
    quantity: delta,
  };
  return [{ cause: 'receipt-error', pieces: -delta, weight: p.receiptBookedAgain, evidence: [evidence] }];
}

/** Packs booked as pieces leave more on the shelf than in the book, pieces booked as packs fewer. */
function inPacks(
  booked: Booked,
  entry: ReceiptEntry | undefined,
  unit: number,
  guessed: number,
): Explanation[] {
  const { delta } = booked;
  const said = entry && [entry.expected, entry.accepted].filter((one) => one !== undefined);
  const confirmed = said?.some((one) => byUnit(one, delta, unit)) === true;
  const denied =
    said !== undefined && said.length > 1 && entry?.accepted === delta && entry.expected === delta;
  const weight = p.pack + guessed + (confirmed ? p.packConfirmed : denied ? p.packDenied : 0);
  const against = said?.find((one) => byUnit(one, delta, unit));
  const evidence: Evidence[] = [
    { ...paper(booked, entry), fact: 'receipt-in-packs', against: unit },
    ...(against === undefined
      ? []
      : [{ ...paper(booked, entry), fact: 'receipt-packs-confirmed' as const, against }]),
  ];
  const more: Explanation = { cause: 'unit-error', pieces: delta * (unit - 1), weight, evidence };
  if (delta % unit !== 0) return [more];
  return [more, { cause: 'unit-error', pieces: delta / unit - delta, weight, evidence }];
}

/** Somebody counted boxes. */
function countInPacks(of: DriftCase, unit: number, guessed: number): Explanation[] {
  const { found, book, difference, foundAt, trigger } = of;
  if ((trigger !== 'count' && trigger !== 'inventory') || found === 0 || found * unit !== book) return [];
  const evidence: Evidence = { fact: 'count-in-packs', quantity: found, against: unit, at: foundAt };
  const weight = p.countInPacks + guessed;
  return [{ cause: 'unit-error', pieces: difference, weight, evidence: [evidence] }];
}
