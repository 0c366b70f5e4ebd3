import { applyChanges } from './apply-changes.ts';
import type { Alternative, Assessment, Inputs, Plan, Verdict } from './assessment.ts';
import { supplyOf } from './availability.ts';
import type { Shipments } from './bodies.ts';
import { rule } from './changed.ts';
import { chargesOf, type Cost } from './cost.ts';
import { gateOf } from './gate.ts';
import { type Base, planOf, splitOf } from './plan.ts';
import type { ChangeRefusal } from './refusals.ts';
import { reworkOf } from './rework.ts';

/**
 * What a change means: where the goods come from, what it costs, whether the date is kept, and what else could be done.
 * Refuses what cannot be changed. Pure: a preview and a commit are made by the same call.
 */
export function assess(
  inputs: Inputs,
): { readonly refused: ChangeRefusal } | { readonly assessment: Assessment } {
  const { order, content, changes, profile, products, quotes, done, at } = inputs;
  const refused = gateOf(order, content, changes, inputs);
  if (refused) return { refused };
  const applied = applyChanges(content, changes, {
    currency: profile.currency,
    // Abroad nobody knows the rate: sums stay gross.
    defaultVat: content.abroad ? 0 : profile.vat.defaultRate,
    markupPercent: profile.amendments.costs.markupPercent,
    products,
    quotes,
    inParcels: inputs.inParcels,
    promisedAt: order.promise?.at,
    at,
  });
  if ('refused' in applied) return applied;
  const { changed } = applied;
  const base: Base = {
    inputs,
    changed,
    supply: supplyOf(changed.touched, {
      profile,
      products,
      quotes,
      shelves: inputs.shelves,
      canBuy: !inputs.refusedBy.includes('procurement'),
      at,
    }),
    rework: reworkOf(content, changed.touched, done),
  };
  const plan = planOf(base, { shipments: changed.shipments, promisedAt: changed.promisedAt });
  if (!isExact(plan.cost)) return rule('changes', 'cost more than can be reckoned exactly');
  const { mostExtra } = profile.amendments;
  if (mostExtra !== undefined && plan.cost.total.gross > mostExtra)
    return { refused: { is: 'too-dear', most: mostExtra, gross: plan.cost.total.gross } };
  return { assessment: assessmentOf(base, plan) };
}

/** Sums that are whole numbers without loss: price, cost and surcharge of many pieces can pass 2^53. */
const isExact = ({ items, total, margin }: Cost): boolean =>
  [...items, total]
    .flatMap(({ net, vat, gross }) => [net, vat, gross])
    .concat(margin?.amount ?? 0)
    .every(Number.isSafeInteger);

function assessmentOf(base: Base, plan: Plan): Assessment {
  const { inputs, changed, supply } = base;
  const { rework } = splitOf(base, plan.shipments);
  const verdict = verdictOf(base, plan, rework);
  const charges = [...(changed.content.charges ?? []), ...chargesOf(plan.cost.items, changed.content)];
  return {
    ...plan,
    at: inputs.at,
    verdict,
    supply,
    rework,
    touched: changed.touched,
    unpriced: changed.unpriced,
    alternatives: alternativesTo(base, plan),
    content: {
      ...changed.content,
      ...(charges.length > 0 ? { charges } : {}),
      amendments: (changed.content.amendments ?? 0) + 1,
    },
  };
}

/** A change that makes nothing worse is at risk at the most, however late the order already is. */
function verdictOf({ supply, inputs }: Base, { risk, shipments }: Plan, rework: number): Verdict {
  const { fits, fails } = inputs.profile.amendments.risk;
  if (supply.some(({ state }) => state === 'unavailable') || isRefused(inputs, shipments, rework))
    return 'does-not-fit';
  if (risk.with <= fits) return 'fits';
  return risk.with > fails && risk.with > risk.now ? 'does-not-fit' : 'at-risk';
}

/** A department has said that it cannot: packing opens nothing again, logistics sends no further parcel. */
const isRefused = ({ refusedBy }: Inputs, shipments: Shipments, rework: number): boolean =>
  (refusedBy.includes('packing') && rework > 0) ||
  (refusedBy.includes('logistics') && shipments !== 'together');

/** What else could be done, each with its own cost and risk; nothing where the goods are not to be had at all. */
function alternativesTo(base: Base, plan: Plan): Alternative[] {
  const { supply, changed, rework, inputs } = base;
  if (supply.some(({ state }) => state === 'unavailable' || state === 'needs-quote')) return [];
  const [needed, toBuy] = [
    supply.reduce((sum, line) => sum + line.needed, 0),
    supply.reduce((sum, line) => sum + line.toBuy, 0),
  ];
  const { promisedAt } = changed;
  const found: Alternative[] = [];
  if (toBuy > 0 && toBuy < needed)
    found.push({
      id: 'part-later',
      ...planOf(base, { shipments: 'part-later', promisedAt, unhurried: true }),
    });
  if (needed > 0 && (toBuy > 0 || rework > 0))
    found.push({
      id: 'separate-parcel',
      ...planOf(base, { shipments: 'separate-parcel', promisedAt, unhurried: true }),
    });
  const unhurried = planOf(base, { shipments: 'together', promisedAt, unhurried: true });
  if (promisedAt !== undefined && unhurried.risk.with > inputs.profile.amendments.risk.fits)
    found.push({
      id: 'other-date',
      ...planOf(base, { shipments: 'together', promisedAt: unhurried.risk.safeDay, unhurried: true }),
    });
  return found.filter(
    ({ shipments }) =>
      (shipments !== plan.shipments || shipments === 'together') &&
      !isRefused(inputs, shipments, splitOf(base, shipments).rework),
  );
}
