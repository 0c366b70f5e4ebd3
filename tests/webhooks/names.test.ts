import type { LookupFunction } from 'node:net';
import { beforeEach, expect, it, vi } from 'vitest';

const { answers, connected } = vi.hoisted(() => ({
  answers: [] as string[][],
  connected: [] as { name: string; lookup: LookupFunction }[],
}));
/** A name server that says something else each time it is asked. */
vi.mock('node:dns/promises', () => ({
  lookup: async () => (answers.shift() ?? []).map((address) => ({ address, family: 4 })),
}));
/** The connection that would be made. */
vi.mock('node:https', () => ({
  request: (url: URL, options: { lookup: LookupFunction }, give: (response: unknown) => void) => {
    connected.push({ name: url.hostname, lookup: options.lookup });
    return { on: () => undefined, end: () => give({ statusCode: 200, destroy: () => undefined }) };
  },
}));
const { httpsSender } = await import('../../functions/webhooks/send.ts');

const call = () => httpsSender({ url: 'https://hooks.shop.example/veghe', headers: {}, body: '{}' });
beforeEach(() => {
  answers.length = 0;
  connected.length = 0;
});

it('a name that resolves anew to a private address is called at the public one it had', async () => {
  answers.push(['93.184.216.34'], ['127.0.0.1'], ['169.254.169.254']);
  expect(await call()).toEqual({ ok: true });
  const [{ name, lookup }] = connected as [(typeof connected)[number]];
  expect(name).toBe('hooks.shop.example');
  const found: unknown[] = [];
  for (const all of [false, true])
    lookup('hooks.shop.example', { all }, (_, address) => {
      found.push(address);
    });
  expect(found).toEqual(['93.184.216.34', [{ address: '93.184.216.34', family: 4 }]]);
});

it.each([
  ['resolves to a private address', ['10.0.0.7'], 'address-not-public'],
  ['has a private address among public ones', ['93.184.216.34', '10.0.0.7'], 'address-not-public'],
  ['resolves to nothing', [], 'name-unknown'],
])('a name that %s is not called', async (_, addresses, why) => {
  answers.push(addresses);
  expect(await call()).toMatchObject({ ok: false, why });
  expect(connected).toEqual([]);
});
