import type { Booked } from '../../level/movement.ts';
import type { DriftCase, Evidence, Explanation, ReturnEntry } from '../evidence.ts';
import { parameters as p } from '../parameters.ts';
import { closest } from './closest.ts';

/** Returns booked before they came, and returns that came and were not booked. */
export function explainReturns(of: DriftCase): Explanation[] {
  const { pairs, rest } = reconciled(of);
  return [...pairs.flatMap(([booked, entry]) => early(booked, entry, rest)), ...rest.flatMap(unbooked)];
}

/** Each booked return with its paper: by its reference, else the one of that size restocked nearest in time. */
function reconciled({ ledger, returns, location }: DriftCase) {
  const rest = returns.filter((one) => one.location === undefined || one.location === location);
  const pairs: [Booked, ReturnEntry | undefined][] = [];
  const booked = ledger.filter((one) => one.kind === 'return' && one.location === location);
  for (const named of [true, false])
    for (const one of booked) {
      if ((one.reference !== undefined) !== named) continue;
      const entry = named
        ? rest.find(({ returnId, orderId }) => returnId === one.reference || orderId === one.reference)
        : closest(rest, one.occurredAt, (other) =>
            other.status === 'restocked' && other.quantity === one.delta ? other.doneAt : undefined,
          );
      if (entry) rest.splice(rest.indexOf(entry), 1);
      pairs.push([one, entry]);
    }
  return { pairs, rest };
}

function early(booked: Booked, entry: ReturnEntry | undefined, rest: readonly ReturnEntry[]): Explanation[] {
  if (entry?.status === 'restocked') return [];
  const awaited =
    entry ?? rest.find(({ status, quantity }) => status === 'expected' && quantity === booked.delta);
  const [fact, weight] =
    entry?.status === 'expected'
      ? (['return-still-expected', p.returnStillExpected] as const)
      : entry?.status === 'arrived'
        ? (['return-not-inspected', p.returnNotInspected] as const)
        : entry
          ? (['return-written-off', p.returnWrittenOff] as const)
          : awaited && booked.reference === undefined
            ? (['return-of-that-size-expected', p.returnOfThatSize] as const)
            : (['return-without-record', p.returnWithoutRecord] as const);
  const ref = fact === 'return-without-record' ? booked.movementId : awaited?.returnId;
  const evidence: Evidence = {
    fact,
    quantity: booked.delta,
    at: booked.occurredAt,
    ...(ref === undefined ? {} : { ref }),
  };
  return [{ cause: 'return-booked-early', pieces: -booked.delta, weight, evidence: [evidence] }];
}

function unbooked({ status, returnId, quantity, arrivedAt, doneAt }: ReturnEntry): Explanation[] {
  if (status !== 'arrived' && status !== 'restocked') return [];
  const at = doneAt ?? arrivedAt;
  const restocked = status === 'restocked';
  const evidence: Evidence = {
    fact: restocked ? 'return-restocked-unbooked' : 'return-arrived-unbooked',
    ref: returnId,
    quantity,
    ...(at === undefined ? {} : { at }),
  };
  const weight = restocked ? p.returnRestocked : p.returnArrived;
  return [{ cause: 'return-not-booked', pieces: quantity, weight, evidence: [evidence] }];
}
