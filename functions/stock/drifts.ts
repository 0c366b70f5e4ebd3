import { own } from '../../shared/kernel/own.ts';
import { pageRequest } from '../../shared/http/paging.ts';
import { unsalted } from '../../shared/kernel/texts.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import { type Answer, ok } from '../../shared/http/request.ts';
import type { Head } from '../../shared/kernel/head.ts';
import { rankedCauses } from '../../shared/stock/causes/ranked.ts';
import { type DriftOutcome, lookAgain, resolveDrift } from '../../shared/stock/drift/drifts.ts';
import { nextStepOf, stepWords } from '../../shared/stock/drift/next-step.ts';
import {
  closedSummary,
  driftsOf,
  driftSummary,
  exposedOrders,
  frontSummary,
} from '../../shared/stock/drift/view.ts';
import { driftList, stockKey } from '../../shared/stock/level/aggregate.ts';
import { closedDrift } from '../../shared/stock/level/change.ts';
import { claimsOn } from '../../shared/stock/level/claim.ts';
import { parseDriftId, type Stock, storefront } from '../../shared/stock/level/state.ts';
import type { levelsApi } from '../../shared/stock/levels-api.ts';
import { driftProblem } from '../../shared/stock/problems.ts';
import { productsOf } from '../../shared/stock/products.ts';
import type { Profile } from '../../shared/stores/profile.ts';
import { isHandedOver } from '../../shared/stores/stage-clock.ts';
import { Workflow } from '../../shared/stores/workflow.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import { callOf, noteOf } from '../orders/receipt.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { shopOf } from './levels.ts';

type Drifts = Pick<
  Handlers<typeof levelsApi>,
  | 'GET /v1/stock/drifts'
  | 'GET /v1/stock/drifts/{driftId}'
  | 'POST /v1/stock/drifts/{driftId}/second-look'
  | 'POST /v1/stock/drifts/{driftId}/resolution'
>;

const unknown = () => new ProblemError(driftProblem({ is: 'drift-unknown' }));

/** Differences between page, book and shelf. */
export function driftHandlers(ports: Ports): Drifts {
  return {
    'GET /v1/stock/drifts': async ({ who, query }) => {
      const found = await ports.heads.find('list', driftList(who.store), {}, pageRequest(query));
      const heads = await ports.heads.loadMany<Stock>(found.items);
      const items = heads
        .flatMap(({ state }) => driftsOf(state))
        .filter(({ location }) => query.location === undefined || location === query.location)
        .filter(({ trigger }) => query.trigger === undefined || trigger === query.trigger);
      return ok({ items, next: found.next });
    },

    'GET /v1/stock/drifts/{driftId}': async (request) => {
      const { driftId } = request.params;
      const { store, profile } = await shopOf(ports, request);
      const named = parseDriftId(driftId);
      const head = named && (await ports.heads.load<Stock>(stockKey(store, named.sku)));
      if (!named || !head) throw unknown();
      const shown = await detailOf(ports, store, profile, head, named, driftId);
      if (!shown) throw unknown();
      const { step, ...detail } = shown;
      return ok(
        { ...detail, nextStep: { step, text: stepWords[profile.locale][step] }, version: head.version },
        head.version,
      );
    },

    'POST /v1/stock/drifts/{driftId}/second-look': async (request) => {
      const { store, rules } = await shopOf(ports, request);
      const { driftId } = request.params;
      const named = parseDriftId(driftId);
      if (!named) throw unknown();
      const look = { location: named.location, n: named.n, found: request.body.found };
      return receipt(driftId, await lookAgain(ports, store, rules, named.sku, look, callOf(request)));
    },

    'POST /v1/stock/drifts/{driftId}/resolution': async (request) => {
      const { store, rules } = await shopOf(ports, request);
      const { driftId } = request.params;
      const named = parseDriftId(driftId);
      if (!named) throw unknown();
      const { cause, adjustment, note, decision } = request.body;
      const text = noteOf(ports.heads, note);
      const command = {
        location: named.location,
        n: named.n,
        cause,
        ...(adjustment === undefined ? {} : { adjustment }),
        ...(decision === undefined ? {} : { decision }),
        ...text.named,
      };
      const cost = (await productsOf(ports.heads, store, [named.sku])).get(named.sku)?.cost?.amount;
      const { roles } = request.who;
      const supervisor = roles.includes('supervisor') || roles.includes('admin');
      const done = await resolveDrift(
        ports,
        store,
        named.sku,
        command,
        { rules, cost, supervisor },
        callOf(request),
        text.parts,
      );
      return receipt(driftId, done);
    },
  };
}

function receipt(driftId: string, done: DriftOutcome): Answer {
  if (!done.done) throw new ProblemError(driftProblem(done.refusal));
  const { outcome, version, replayed } = done;
  return {
    status: outcome === 'waits-for-supervisor' ? 202 : 200,
    json: { driftId, outcome, version },
    headers: { etag: `"${String(version)}"`, ...(replayed ? { 'idempotent-replayed': 'true' } : {}) },
  };
}

async function detailOf(
  ports: Ports,
  store: string,
  profile: Profile,
  { state: stock, key }: Head<Stock>,
  { location, n }: { readonly location: string; readonly n: number },
  id: string,
) {
  const claims = await claimsOn(ports.heads, key);
  const flow = new Workflow(profile);
  const around = {
    store,
    claims,
    at: ports.clock(),
    hasLeft: (stage: string) => isHandedOver(flow, stage),
    locale: profile.locale,
  };
  const exposed = exposedOrders(stock, claims);
  if (location === storefront && stock.front?.n === n)
    return {
      ...frontSummary(stock, stock.front),
      causes: await rankedCauses(ports.heads, stock, storefront, around),
      exposedOrders: exposed,
      step: nextStepOf('storefront'),
      proposal: null,
      closed: null,
    };
  const drift = own(stock.places, location)?.drift;
  if (drift?.n === n) {
    const { proposal } = drift;
    const note = proposal?.note === undefined ? undefined : await ports.heads.part(key, proposal.note);
    return {
      ...driftSummary(stock, location, drift),
      causes: await rankedCauses(ports.heads, stock, location, around),
      exposedOrders: exposed,
      step: nextStepOf(drift),
      proposal: proposal
        ? {
            cause: proposal.cause,
            adjustment: proposal.adjustment,
            by: proposal.by,
            at: formatInstant(proposal.at),
            ...(note === undefined ? {} : { note: unsalted<string>(JSON.parse(note)) }),
          }
        : null,
      closed: null,
    };
  }
  const closed = await closedDrift(ports.heads, store, stock.sku, id);
  if (!closed) return undefined;
  const { how, at, by, cause, adjustment } = closed;
  return {
    ...closedSummary(closed),
    causes: [],
    exposedOrders: [],
    step: nextStepOf(undefined),
    proposal: null,
    closed: {
      how,
      at: formatInstant(at),
      by,
      ...(cause === undefined ? {} : { cause }),
      ...(adjustment === undefined ? {} : { adjustment }),
    },
  };
}
