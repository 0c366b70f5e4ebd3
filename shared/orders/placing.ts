import { instant, parseInstant } from '../time/instant.ts';
import { type Content, unitsOf } from './content.ts';
import type { Place } from './decide/place.ts';
import type { Intake } from './intake-schema.ts';
import { intakeDigest, keptId, legacyDigest, sourceDigest } from './reading/digests.ts';
import { readAttributes } from './reading/intake.ts';
import type { Payment, Source } from './state.ts';

/** What an intake asks for, beside the content that lies ready under `name`. */
export function placing(
  intake: Intake,
  content: Content,
  name: string,
  hash: (person: Content['customer']) => string | undefined,
): Place {
  const { payment, attributes, promisedAt, buyer } = intake;
  const { orderNumber, customer } = content;
  const source = sourceOf(intake, content);
  const person = hash(customer);
  return {
    orderId: keptId(intake),
    placedAt: at(content.placedAt),
    content: name,
    intake: intakeDigest(intake),
    legacyIntake: legacyDigest(intake),
    units: unitsOf(content),
    ...(orderNumber === undefined ? {} : { number: orderNumber }),
    ...(source ? { source } : {}),
    ...(payment?.terms?.kind === 'on-account' ? { onAccount: true } : {}),
    ...(person === undefined ? {} : { customer: person }),
    ...(buyer?.kind === 'company' ? { company: true } : {}),
    ...(attributes ? { attributes: readAttributes(attributes) } : {}),
    ...(payment ? { payment: paymentOf(payment) } : {}),
    ...(promisedAt === undefined ? {} : { promisedAt: at(promisedAt) }),
    ...(intake.import ? { import: { stage: intake.stage ?? '', since: at(intake.since ?? '') } } : {}),
  };
}

const sourceOf = (intake: Intake, { sourceUpdatedAt }: Content): Source | undefined =>
  sourceUpdatedAt === undefined ? undefined : { at: at(sourceUpdatedAt), digest: sourceDigest(intake) };

const paymentOf = ({ state, paidAmount, reference }: NonNullable<Intake['payment']>): Payment => ({
  state,
  ...(paidAmount ? { paid: paidAmount.amount } : {}),
  ...(reference === undefined ? {} : { reference }),
});

/** Times that a schema has already accepted. */
const at = (text: string) => parseInstant(text) ?? instant(Number.NaN);
