import { formatInstant } from '../time/instant.ts';
import type { Alternative } from './assessment.ts';
import type { Change } from './bodies.ts';

/** The changes that an alternative is: the same goods, delivered as it says. */
export function chosenChanges(
  changes: readonly Change[],
  { id, shipments, promisedAt }: Alternative,
): Change[] {
  const delivery = changes.find((change) => change.op === 'change-delivery');
  const rest = changes.filter(({ op }) => op !== 'change-delivery');
  const date =
    id === 'other-date' && promisedAt !== undefined
      ? { promisedAt: formatInstant(promisedAt) }
      : delivery?.promisedAt === undefined
        ? {}
        : { promisedAt: delivery.promisedAt };
  const carrier = delivery?.carrier === undefined ? {} : { carrier: delivery.carrier };
  return [...rest, { op: 'change-delivery', shipments, ...date, ...carrier }];
}
