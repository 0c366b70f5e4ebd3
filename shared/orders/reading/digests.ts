import { orderIdOf } from '../order-id.ts';
import { canonical, digest } from '../../kernel/receipts.ts';
import type { ContentBody, Intake } from '../intake-schema.ts';
import { plainPhone } from './contact.ts';

/**
 * What an intake said, so that a repeat is told from a conflict. Digests begin with their algorithm; those of release 0.1.0
 * have none. `2`: SHA-256 of the canonical JSON of the body, fields that say nothing left out.
 */
export const intakeDigest = (intake: Intake): string => `2:${digest(canonical(intake))}`;

/** The same of what a shop says an order now holds; when it said so is not part of it. */
export const sourceDigest = ({ sourceUpdatedAt: _, ...body }: ContentBody | Intake): string =>
  `2:${digest(canonical(body))}`;

/**
 * The digest of release 0.1.0, of the body as that release read it: telephone numbers in international form, an address
 * without a country in Romania. A body that it would not have taken has some digest too, and no order has it.
 */
export const legacyDigest = (intake: Intake): string => digest(canonical(legacyBody(intake)));

/** A body as release 0.1.0 read it: Idempotency-Keys are bound to it, so that a key of before an update stays good. */
export function legacyBody(intake: Intake): unknown {
  const { customer, deliveryAddress } = intake;
  const phone = customer.phone === undefined ? undefined : plainPhone(customer.phone, 'RO');
  return {
    ...intake,
    customer: { ...customer, ...(phone === undefined ? {} : { phone }) },
    ...(deliveryAddress
      ? { deliveryAddress: { ...deliveryAddress, country: deliveryAddress.country ?? 'RO' } }
      : {}),
  };
}

/** The id under which an order is kept; the one that was sent where none can be told. */
export const keptId = ({ orderId }: Pick<Intake, 'orderId'>): string => orderIdOf(orderId) ?? orderId;
