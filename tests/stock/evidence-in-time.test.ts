import { expect, it } from 'vitest';
import { evidenceInTime } from '../../shared/pages/drift-evidence.ts';

const shown = (causes: Parameters<typeof evidenceInTime>[0]['drift']['causes']) =>
  evidenceInTime({ locale: 'ro', drift: { causes }, time: (at) => at.slice(11, 16) })
    ?.text.replace(/<[^>]+>/g, '|')
    .replace(/[|\s]*\|[|\s]*/g, '|');

const booked = { text: 'Retur scriptic, 2 bucăți', at: '2026-11-16T08:10:00Z' };
const scanned = { text: 'Nimic la recepția retururilor', at: '2026-11-16T09:00:00+02:00' };

it('evidence of all causes stands in the order of time, once, with the causes it speaks for', () => {
  expect(
    shown([
      {
        cause: 'return-booked-early',
        probability: 0.8,
        evidence: [booked, scanned, { text: 'Explică tot.' }],
      },
      { cause: 'loss', probability: 0.2, evidence: [booked] },
    ]),
  ).toBe(
    '|Dovezile, în ordinea în care s-au întâmplat|Nimic la recepția retururilor|09:00 · retur trecut în stoc înainte să sosească|' +
      'Retur scriptic, 2 bucăți|08:10 · retur trecut în stoc înainte să sosească, pierdere fără altă explicație|',
  );
});

it('nothing is shown where nothing has a time', () => {
  expect(shown([{ cause: 'loss', probability: 1, evidence: [{ text: 'Nimic.' }] }])).toBeUndefined();
});
