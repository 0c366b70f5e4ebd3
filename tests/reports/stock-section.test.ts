import { expect, it } from 'vitest';
import { accuracyBetween, accuracyOf } from '../../shared/stock/audits/accuracy.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { stockSection } from '../../shared/reports/stock-section.ts';
import { instant } from '../../shared/time/instant.ts';
import { profileOf } from '../orders/given.ts';
import { MemoryTallies } from '../support/memory-tallies.ts';

const event = (n: number, type: string, data: object): Envelope => ({
  id: `e${String(n)}`,
  type,
  storeId: 'electrosmart',
  subject: 'stock/COAT',
  occurredAt: '2026-11-18T08:00:00Z',
  version: n,
  actor: 'ana',
  data: { sku: 'COAT', ...data },
});
/** Eight counts, two of which differed; one turned out a loss of three coats at 200 lei, one was a receipt. */
const week = [
  ...Array.from({ length: 8 }, (_, n) => event(n, 'stock.counted', {})),
  event(10, 'stock.drift-detected', {}),
  event(11, 'stock.drift-detected', {}),
  event(12, 'stock.drift-closed', { how: 'resolved', cause: 'loss', adjustment: -3, value: -60_000 }),
  event(13, 'stock.drift-closed', { how: 'resolved', cause: 'receipt-error', adjustment: 1 }),
];

it('the weekly audit says how right the book was, why not, and what it cost', async () => {
  const tallies = new MemoryTallies();
  const shop = { profile: profileOf(), segments: new Set<string>() };
  await tallies.count(
    week.map((one) => ({
      store: 'electrosmart',
      marker: one.id,
      until: instant(Date.parse('2027-11-18T08:00:00Z')),
      adds: accuracyOf(one, shop),
    })),
  );
  const stock = await accuracyBetween(tallies, 'electrosmart', '2026-11-16', '2026-11-22');
  expect(stock).toEqual({
    counted: 8,
    differing: 2,
    accuracy: 0.75,
    causes: [
      { cause: 'loss', drifts: 1, lost: 3, found: 0, value: -60_000 },
      { cause: 'receipt-error', drifts: 1, lost: 0, found: 1, value: 0 },
    ],
  });
  const writing = { locale: 'ro', base: 'https://veghe.example' } as never;
  const [section] = stockSection({ stock, currency: 'RON' } as never, writing);
  expect(section!.title).toBe('Stocul, în ultimele 7 zile');
  expect(section!.blocks[0]).toEqual({
    kind: 'text',
    text: 'Stocul scriptic a fost corect la 75\u00a0% dintre numărători (numărători: 8, diferențe: 2).',
  });
  expect(JSON.stringify(section!.blocks[1])).toMatch(/pierdere fără altă explicație.*-600,00.RON/);
  // Nobody counted: there is nothing to say.
  const nothing = { counted: 0, differing: 0, accuracy: null, causes: [] };
  expect(stockSection({ stock: nothing, currency: 'RON' } as never, writing)).toEqual([]);
});
