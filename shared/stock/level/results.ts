import { canonical, digest } from '../../kernel/receipts.ts';
import type { Booking } from './booking.ts';
import type { Booked, Movement, MovementFault } from './movement.ts';

/** What became of one reported movement. */
export type MovementResult =
  | { readonly movementId: string; readonly outcome: 'booked' | 'repeated'; readonly delta: number }
  | { readonly movementId: string; readonly outcome: 'refused'; readonly fault: MovementFault };

/** What is kept of a movement for ever, under its id. */
export interface Mark {
  /** A digest of what was reported. */
  readonly body: string;
  readonly delta: number;
}

const fingerprint = (movement: Movement): string => digest(canonical(movement), 16);
const reported = ({ delta: _, excess: __, recordedAt: ___, actor: ____, ...movement }: Booked): Movement =>
  movement;

export const markOf = (one: Booked): Mark => ({ body: fingerprint(reported(one)), delta: one.delta });

/**
 * An outcome for each reported movement, in their order: booked, booked before (with what it changed the book by
 * then), or refused; an id that was used for another movement is refused.
 */
export function resultsOf(
  movements: readonly Movement[],
  marks: ReadonlyMap<string, Mark>,
  { booked, refused }: Pick<Booking, 'booked' | 'refused'>,
): MovementResult[] {
  const now = new Map(booked.map((one) => [one.movementId, one]));
  const seen = new Set<string>();
  return movements.map((movement) => {
    const { movementId } = movement;
    const mark = marks.get(movementId);
    const one = now.get(movementId);
    const first = !seen.has(movementId);
    seen.add(movementId);
    const before = mark?.body ?? (one && !first ? markOf(one).body : undefined);
    if (before !== undefined && before !== fingerprint(movement))
      return {
        movementId,
        outcome: 'refused',
        fault: { path: 'movementId', message: 'was used for another movement' },
      };
    if (mark) return { movementId, outcome: 'repeated', delta: mark.delta };
    if (one) return { movementId, outcome: first ? 'booked' : 'repeated', delta: one.delta };
    const fault = refused.find((other) => other.movementId === movementId)?.fault;
    return { movementId, outcome: 'refused', fault: fault ?? { path: '', message: 'was not booked' } };
  });
}
