import { canonical, digest } from '../kernel/receipts.ts';
import { toOwnSalted } from '../kernel/texts.ts';
import type { Part } from '../kernel/head.ts';
import { type Content, contentParts, unitsOf } from '../orders/content.ts';
import type { Profile } from '../stores/profile.ts';
import { duration, type Duration, parseDuration, parseInstant } from '../time/instant.ts';
import type { Assessment, Inputs } from './assessment.ts';
import { componentsOf } from '../stock/products.ts';
import type { Change } from './bodies.ts';
import type { Department } from './department.ts';
import { roleOf } from './decide/task.ts';
import { askedBy } from './policy.ts';
import type { Approval, Terms } from './state.ts';

/** Pieces that are set aside for an amendment. */
export interface Reservation {
  readonly sku: string;
  readonly line: string;
  readonly quantity: number;
}

/** What lies beside the head of an amendment: its assessment, and what is to be set aside for it. */
export interface AssessmentText extends Assessment {
  readonly reservations: readonly Reservation[];
}

export interface MadeTerms {
  readonly terms: Terms;
  readonly asked: readonly Approval[];
  readonly unpriced: readonly string[];
  readonly text: AssessmentText;
  readonly parts: readonly Part[];
}

/** Terms out of an assessment: whose word they need, and the hash that every word is bound to. */
export function termsOf(
  inputs: Inputs,
  assessment: Assessment,
  before: readonly Reservation[] = [],
): MadeTerms {
  const { order, profile, changes, rules, at, quotes, refusedBy } = inputs;
  const text = { ...assessment, reservations: reservationsOf(inputs, assessment, before) };
  // Their salt is the content's: the same change of the same order has the same name.
  const { name, parts } = toOwnSalted('assessment', { ...text, ...saltOf(assessment.content) });
  const content = contentParts(assessment.content).name;
  const { cost, promisedAt, lastMoment, touched } = assessment;
  const validUntil = [...quotes.values()]
    .flatMap((quote) => parseInstant(quote.validUntil) ?? [])
    .sort((a, b) => a - b)[0];
  const { amendments } = profile;
  const terms: Terms = {
    hash: digest(
      canonical({
        from: order.content,
        content,
        items: cost.items,
        date: promisedAt ?? null,
        refusedBy,
        touched,
      }),
      22,
    ),
    assessment: name,
    from: order.content,
    content,
    units: unitsOf(assessment.content),
    verdict: assessment.verdict,
    gross: cost.total.gross,
    ...(promisedAt === undefined ? {} : { promisedAt }),
    ...(lastMoment === undefined ? {} : { lastMoment }),
    ...(validUntil === undefined ? {} : { validUntil }),
    departments: departmentsOf(profile, changes, assessment),
    reserves: digest(canonical(text.reservations)),
    waits: {
      remind: length(amendments.remindAfter),
      escalate: length(amendments.escalateAfter),
      quote: length(amendments.quoteWithin),
      task: length(amendments.taskWithin),
    },
  };
  const asked = askedBy(profile, { order, changes, assessment, rules, at });
  return { terms, asked, unpriced: assessment.unpriced, text, parts };
}

const saltOf = ({ salt }: Content): { salt?: string } => (salt === undefined ? {} : { salt });

const length = (text: string): Duration => parseDuration(text) ?? duration(0);

/** What is free of each part of each line; lines of before that need nothing any more give back what they had. */
function reservationsOf(
  { products }: Inputs,
  { supply }: Assessment,
  before: readonly Reservation[],
): Reservation[] {
  const now = supply
    .filter(({ state, free }) => free > 0 && state !== 'unknown')
    .flatMap(({ lineId, sku, free }) =>
      componentsOf(sku, free, products.get(sku ?? '')).map((part) => ({ ...part, line: lineId })),
    );
  const left = before.filter(({ sku, line }) => !now.some((one) => one.sku === sku && one.line === line));
  return [...now, ...left.map((one) => ({ ...one, quantity: 0 }))];
}

/** Whom a change concerns, of those that the shop has. */
function departmentsOf(
  { staff }: Pick<Profile, 'staff'>,
  changes: readonly Change[],
  { supply, touched, shipments, cost, rework }: Assessment,
): Department[] {
  const concerned: Department[] = [];
  const moves = changes.some(({ op }) => op === 'change-address' || op === 'change-delivery');
  if (supply.some(({ toBuy }) => toBuy > 0)) concerned.push('procurement');
  if (touched.length > 0 || rework > 0) concerned.push('packing');
  if (moves || shipments !== 'together') concerned.push('logistics');
  if (cost.total.gross !== 0 || touched.length > 0) concerned.push('billing');
  return concerned.filter((one) => staff.some((person) => person.roles.some((role) => role === roleOf(one))));
}
