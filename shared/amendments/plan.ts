import { never } from '../kernel/brand.ts';
import type { AmendmentPolicy } from '../stores/amendments.ts';
import type { Inputs, Plan } from './assessment.ts';
import type { LineSupply } from './availability.ts';
import type { Shipments } from './bodies.ts';
import type { Changed } from './changed.ts';
import { costOf } from './cost.ts';
import { noReturn } from './gate.ts';
import { piecesOf } from './rework.ts';
import {
  dateOf,
  lastMoment,
  missing,
  readyAt,
  safeDay,
  type Scheduling,
  waysNow,
  waysWith,
  workOf,
} from './schedule.ts';

/** A change applied, before it is decided how it is made. */
export interface Base {
  readonly inputs: Inputs;
  readonly changed: Changed;
  readonly supply: readonly LineSupply[];
  readonly rework: number;
}

export interface Choice {
  readonly shipments: Shipments;
  readonly promisedAt: Inputs['at'] | undefined;
  /** Never in a hurry: where the date is moved there is no need. */
  readonly unhurried?: true;
}

/** One way to make the change: hurried only where the usual lead time would put the date at risk. */
export function planOf(base: Base, choice: Choice): Plan {
  const usual = planWith(base, choice, new Set());
  const hurry = base.supply.filter(({ rush, toBuy }) => rush && toBuy > 0).map(({ lineId }) => lineId);
  const { fits } = base.inputs.profile.amendments.risk;
  if (choice.unhurried || hurry.length === 0 || usual.risk.with <= fits) return usual;
  const hurried = planWith(base, choice, new Set(hurry));
  return hurried.risk.with < usual.risk.with ? hurried : usual;
}

function planWith(base: Base, { shipments, promisedAt }: Choice, rushed: ReadonlySet<string>): Plan {
  const { inputs, changed, supply } = base;
  const { profile, order, rules, at, products, quotes, content } = inputs;
  const policy = profile.amendments;
  const handOver = noReturn('add-line', profile, rules);
  const scheduling: Scheduling = { order, rules, profile, at, handOver, promisedAt };
  const split = splitOf(base, shipments);
  const ready = readyAt(supply, rushed, at);
  const work = workOf(scheduling, split.pieces, split.rework, policy.unitsPerHour);
  const now = waysNow(scheduling);
  const whole = waysWith(scheduling, { ready: split.waits ? ready : at, work });
  const date = dateOf(scheduling);
  const before = dateOf({ ...scheduling, promisedAt: order.promise?.at });
  const moment =
    promisedAt === undefined ? undefined : lastMoment(scheduling, split.waits ? supply : [], rushed, work);
  const later = split.later > 0 ? safeDay(scheduling, waysWith(scheduling, { ready, work }), at) : undefined;
  return {
    shipments,
    rushed: [...rushed],
    ...(promisedAt === undefined ? {} : { promisedAt }),
    cost: costOf({
      content,
      touched: changed.touched,
      supply,
      products,
      quotes,
      defaultVat: content.abroad ? 0 : profile.vat.defaultRate,
      costs: policy.costs,
      rework: split.rework,
      rushed,
      furtherParcel: shipments !== 'together',
      fee: feeOf(policy, inputs),
    }),
    risk: {
      now: missing(now, at, before),
      with: missing(whole, at, date),
      safeDay: safeDay(scheduling, whole, at),
    },
    readyAt: ready,
    ...(moment === undefined ? {} : { lastMoment: moment }),
    ...(later === undefined ? {} : { later: { units: split.later, day: later } }),
  };
}

/** What goes with the order itself, and what comes in a parcel of its own. */
export function splitOf({ changed, supply, rework }: Base, shipments: Shipments) {
  const pieces = piecesOf(changed.touched);
  const toBuy = supply.reduce((sum, line) => sum + line.toBuy, 0);
  switch (shipments) {
    case 'together':
      return { pieces, rework, waits: true, later: 0 };
    case 'part-later':
      return { pieces: pieces - toBuy, rework: Math.min(rework, pieces - toBuy), waits: false, later: toBuy };
    case 'separate-parcel': {
      const added = supply.reduce((sum, { needed }) => sum + needed, 0);
      return { pieces: pieces - added, rework: 0, waits: false, later: added };
    }
    default:
      return never(shipments);
  }
}

function feeOf({ costs: { fees } }: AmendmentPolicy, { order, rules }: Inputs): number {
  const stage = rules.flow.rank(order.stay.stage);
  return fees.filter(({ fromStage }) => rules.flow.rank(fromStage) <= stage).at(-1)?.amount ?? 0;
}
