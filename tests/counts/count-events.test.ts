import { beforeEach, expect, it } from 'vitest';
import { countEvents } from '../../shared/counts/count-events.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import type { Profile, ProfileInput } from '../../shared/stores/profile.ts';
import { hours, minutes } from '../../shared/time/instant.ts';
import { on, profileOf } from '../orders/given.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { MemoryTallies } from '../support/memory-tallies.ts';

let tallies: MemoryTallies;
let profile: Profile;
beforeEach(() => {
  tallies = new MemoryTallies();
  profile = profileOf();
});

const heads = new MemoryHeadStore();
const count = (...events: Envelope[]) => {
  const loaded = { profile, revision: 1, version: 1 };
  const profiles = { of: async () => loaded, fresh: async () => loaded };
  return countEvents({ heads, profiles, tallies, clock: () => on('Sun 12:00') }, events);
};
const durations = () => tallies.read('electrosmart', 'durations', ' ', '~');
const with_ = (more: Partial<ProfileInput>) => (profile = profileOf(more));

let ids = 0;
/** An order left `preparing` on Tuesday morning after a day and two working hours. */
const left = (
  data: Record<string, unknown> = {},
  id = `electrosmart.order.ES-${String(++ids)}.3.0`,
): Envelope => ({
  id,
  type: 'order.stage-changed',
  storeId: 'electrosmart',
  subject: 'order/ES-1',
  occurredAt: '2026-11-17T10:00:00Z',
  version: 3,
  actor: 'shop',
  data: {
    from: 'preparing',
    to: 'packed',
    entered: on('Mon 09:00'),
    since: on('Tue 10:00'),
    spent: hours(2),
    ...data,
  },
});

it('counts a stay by the week of its end, its stage and its segment', async () => {
  await count(left({ segment: 'warehouse=B1|carrier=fan' }), left({ spent: minutes(0.5) }));
  expect(await durations()).toEqual([
    { name: '2026-11-16#preparing#usual#', fields: { b0: 1, '>packed': 1 } },
    // Two hours are 120 minutes; 1.10526 to the 48th is 121.8, to the 47th 110.2.
    { name: '2026-11-16#preparing#usual#warehouse=B1|carrier=fan', fields: { b48: 1, '>packed': 1 } },
  ]);
});

it('counts an event once, however often it is delivered', async () => {
  const event = left();
  await count(event, event);
  await count(event);
  expect(await durations()).toEqual([
    { name: '2026-11-16#preparing#usual#', fields: { b48: 1, '>packed': 1 } },
  ]);
});

it('learns nothing where stages were skipped, or from an event of before', async () => {
  await count(left({ skipped: ['packed'], to: 'shipped' }), left({ entered: undefined }));
  expect(await durations()).toEqual([]);
});

it('counts stays apart that touch a sale week; a closing day is none', async () => {
  with_({
    calendar: {
      hours: { mon: [['08:00', '18:00']] },
      exceptions: [
        { from: '2026-11-17', to: '2026-11-20', limits: 2 },
        { from: '2026-11-16', to: '2026-11-16', closed: true },
      ],
    },
  });
  await count(left(), left({ since: on('Mon 18:00') }));
  expect((await durations()).map(({ name }) => name)).toEqual([
    '2026-11-16#preparing#exception#',
    '2026-11-16#preparing#usual#',
  ]);
});

it('names the week by the shop’s wall clock', async () => {
  // Sunday 22:30 in Greenwich is half past midnight on Monday in Bucharest.
  await count(left({ since: on('Sun 22:30') }));
  expect((await durations()).map(({ name }) => name)).toEqual(['2026-11-23#preparing#usual#']);
});

it('counts two dozen segments apart, the others in the next coarser one that is', async () => {
  const store = 'electrosmart';
  await heads.deletePart({ store, kind: 'durations', id: 'segments' } as never, 'list');
  await count(left({ segment: 'warehouse=A' }));
  await count(
    ...Array.from({ length: 40 }, (_, n) => left({ segment: `warehouse=A|carrier=c${String(n)}` })),
  );
  const names = (await durations()).map(({ name }) => name.split('#')[3]);
  expect(names).toHaveLength(24);
  expect(names).toContain('warehouse=A|carrier=c22');
  expect(names).not.toContain('warehouse=A|carrier=c23');
  const coarse = (await durations()).find(({ name }) => name.endsWith('warehouse=A'));
  expect(coarse?.fields).toEqual({ b48: 18, '>packed': 18 });
});
