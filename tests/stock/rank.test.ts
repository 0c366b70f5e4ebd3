import { expect, it } from 'vitest';
import type { DriftCase } from '../../shared/stock/causes/evidence.ts';
import { rankCauses } from '../../shared/stock/causes/rank.ts';
import { ago, drift, moved, now } from './causes/case.ts';

const ranked = (more: Partial<DriftCase> = {}) => rankCauses(drift(more));
const shares = (more: Partial<DriftCase>) =>
  Object.fromEntries(ranked(more).map(({ cause, probability }) => [cause, probability]));
const all = (quantity: number) => ({ fact: 'explains-all', quantity });
const sibling = (sku: string) => ({ sku, difference: 1, at: ago(1) });

it('of two pieces that nothing explains most were lost, some miscounted by two, the storefront named last', () => {
  // 0.45 · 0.55 to 0.5 · 0.5 · e^−4.5 to e^−6.
  expect(ranked()).toEqual([
    { cause: 'loss', probability: 0.979, evidence: [{ fact: 'unexplained', quantity: -2 }] },
    {
      cause: 'miscount',
      probability: 0.011,
      evidence: [{ fact: 'looked-again', at: now, quantity: 2 }, all(-2)],
    },
    { cause: 'sync-stale', probability: 0.01, evidence: [{ fact: 'shelf-not-page' }, all(-2)] },
  ]);
  expect(ranked({ found: 10 })).toEqual([]);
});

it('a surplus is seldom called a loss: 0.2475 · e^−4', () => {
  expect(shares({ found: 12 })).toEqual({ loss: 0.463, miscount: 0.284, 'sync-stale': 0.253 });
});

it('two at once are one case in ten, and share their probability; the first takes what rounding leaves', () => {
  // One piece for the sibling and one lost: 0.1 · e^5 · 0.1 · 0.45, half for each; beside 0.2475 for two that were lost.
  const found = ranked({ drifts: [sibling('PALTON-L')] });
  expect(found).toMatchObject([
    {
      cause: 'loss',
      probability: 0.631,
      evidence: [
        { fact: 'unexplained', quantity: -1 },
        { fact: 'explains-with', quantity: -1, against: -2, ref: 'sku-swap' },
      ],
    },
    {
      cause: 'sku-swap',
      probability: 0.363,
      evidence: [
        { fact: 'other-article-opposite' },
        { fact: 'similar-name' },
        { fact: 'explains-with', quantity: -1, against: -2, ref: 'loss' },
      ],
    },
    { cause: 'miscount', probability: 0.003 },
    { cause: 'sync-stale', probability: 0.003 },
  ]);
});

it('the evidence is that of the likeliest way', () => {
  // A stranger that has one too many says little: two that were lost are likelier.
  expect(ranked({ drifts: [sibling('CIZME-40')] })[0]).toMatchObject({
    cause: 'loss',
    evidence: [{ fact: 'unexplained', quantity: -2 }],
  });
});

it('the more there are of a kind the sooner one fits by chance: each of two siblings counts half', () => {
  // The two together weigh what one does alone.
  expect(shares({ drifts: [sibling('PALTON-L'), sibling('PALTON-S')] })).toEqual({
    loss: 0.631,
    'sku-swap': 0.363,
    miscount: 0.003,
    'sync-stale': 0.003,
  });
});

it('what happened before book and shelf agreed has made no difference, but for another’s time', () => {
  const counts = [{ location: 'A1', quantity: 10, at: ago(12) }];
  const ledger = [moved('adjustment', 2)];
  const evidence = (more: Partial<DriftCase>, cause: string) =>
    ranked(more)
      .find((one) => one.cause === cause)
      ?.evidence.map(({ fact }) => fact);
  expect(evidence({ ledger }, 'miscount')).toEqual(['adjusted-before', 'explains-all']);
  // e^(5 − 9) beside the slip's e^−4.5 · 0.25: still the best of its kind.
  expect(evidence({ ledger, counts }, 'miscount')).toEqual([
    'adjusted-before',
    'counted-since',
    'explains-all',
  ]);
  expect(evidence({ ledger: [moved('adjustment', 2, { occurredAt: ago(11) })], counts }, 'miscount')).toEqual(
    ['adjusted-before', 'explains-all'],
  );
  const drifts = [{ sku: 'PALTON-L', difference: 2, at: ago(48) }];
  expect(evidence({ drifts, counts }, 'sku-swap')).not.toContain('counted-since');
});

it('at the storefront nothing of the shelf is looked at', () => {
  const page = { location: 'storefront', trigger: 'storefront', book: 4, found: 6 } as const;
  // e^2 to 0.2475 · e^−4.
  expect(ranked({ ...page, ledger: [moved('adjustment', -2)], drifts: [sibling('PALTON-L')] })).toEqual([
    { cause: 'sync-stale', probability: 0.999, evidence: [all(2)] },
    {
      cause: 'loss',
      probability: 0.001,
      evidence: [{ fact: 'unexplained', quantity: 2 }],
    },
  ]);
});
