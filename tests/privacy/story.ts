import { shop } from '../fuzz/shop.ts';
import { followers } from '../support/followers.ts';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';

const at = '2026-11-16T08:00:00Z';
/** The mark in every text that people wrote or that is about a person; of a phone the digits are the mark. */
export const mark = 'zzq';
export const digits = '722987654';
const price = { amount: 10_000, currency: 'RON' };

const customers = (orderId: string, language: string) =>
  popsOrder(orderId, {
    placedAt: at,
    promisedAt: '2026-11-17T16:00:00Z',
    customer: {
      name: `Zzqname ${orderId}`,
      email: `zzq-${orderId.toLowerCase()}@canary.example`,
      phone: `0${digits}`,
      locale: language,
    },
    buyer: { kind: 'company', name: 'Zzqbuyer SRL', vatId: 'ROZZQ1' },
    deliveryAddress: {
      name: 'Zzqneighbour',
      street: 'Str. Zzqstreet 12',
      city: 'Zzqcity',
      postalCode: 'ZZQ400',
      note: 'zzqnote at the door',
    },
    lines: ['COAT', 'SCARF'].map((sku) => ({ lineId: sku, sku, name: sku, quantity: 2, unitPrice: price })),
  });

/** A shop's days with people in them: every kind of call that takes a text, and everything that follows. */
export async function peoplesStory() {
  const logged: unknown[] = [];
  // The same ids in every run: by chance one could have the mark in it.
  let ids = 0;
  const random = (bits: number) => String(++ids).padStart(Math.ceil(bits / Math.log2(62)), '0');
  const world = await inProcess(at, { shop, random, logged: (line) => logged.push(line) });
  const after = followers(world);
  const tell = async (route: string, path: Record<string, string>, body?: unknown) => {
    const answer = await world.call(route, { path, body });
    await after.drain();
    return answer;
  };
  const note = 'zzqnote: asked for Mrs Zzqname';
  const order = (name: string) => ({ orderId: name });

  for (const sku of ['COAT', 'SCARF'])
    await tell(
      'POST /v1/stock/movements',
      {},
      {
        items: [
          { movementId: `open-${sku}`, sku, location: 'A', kind: 'opening', quantity: 5, occurredAt: at },
        ],
      },
    );
  for (const [n, language] of ['ro', 'en', 'ro', 'en', 'ro'].entries())
    await tell('POST /v1/orders', {}, customers(`C-${String(n + 1)}`, language));
  await tell('POST /v1/orders/{orderId}/status', order('C-1'), { stage: 'preparing', note });
  await tell(
    'PUT /v1/orders/{orderId}/checklist/{itemId}',
    { ...order('C-2'), itemId: 'i1' },
    { done: true, note },
  );
  await tell('POST /v1/orders/{orderId}/holds', order('C-2'), { reason: 'address', note });
  await tell('POST /v1/orders/{orderId}/parcels', order('C-1'), {
    parcelId: 'P1',
    carrier: 'Fan',
    awb: 'AWB1',
    lines: [{ lineId: 'COAT', quantity: 1 }],
  });
  await tell('POST /v1/orders/{orderId}/promise', order('C-3'), {
    promisedAt: '2026-11-19T16:00:00Z',
    reason: 'supplier',
  });
  await tell(
    'POST /v1/stock/counts',
    {},
    {
      countId: 'c1',
      location: 'A',
      items: [{ sku: 'COAT', counted: 2, countedAt: at }],
    },
  );
  await tell('POST /v1/stock/drifts/{driftId}/second-look', { driftId: 'COAT~A~1' }, { found: 2, note });
  await tell('POST /v1/stock/drifts/{driftId}/resolution', { driftId: 'COAT~A~1' }, { cause: 'loss', note });
  await tell(
    'POST /v1/bottlenecks/{stage}/checks',
    { stage: 'placed' },
    {
      attribute: 'channel',
      value: 'web',
      outcome: 'confirmed',
      note,
    },
  );
  await tell('POST /v1/orders/{orderId}/status', order('C-4'), { stage: 'cancelled', fact: true, note });
  const changes = [{ op: 'change-address', address: { street: 'Str. Zzqnew 1', city: 'Zzqtown', note } }];
  await tell('POST /v1/orders/{orderId}/amendments', order('C-3'), { changes, note });
  const asked = await tell('POST /v1/orders/{orderId}/amendments', order('C-5'), {
    changes: [{ op: 'add-line', sku: 'COAT', name: 'Zzqengraving', quantity: 1, unlisted: true }],
    note,
  });
  await tell(
    'POST /v1/amendments/{amendmentId}/withdrawal',
    { amendmentId: asked.body.amendmentId },
    { reason: 'later' },
  );
  // What is refused is told to the caller alone.
  await tell('POST /v1/orders', {}, { ...customers('C-9', 'ro'), colour: 'zzqcolour', placedAt: 'zzqtime' });
  await tell('POST /v1/orders', {}, customers('C-1', 'en'));
  await tell('GET /v1/orders/{orderId}', order('zzq~unknown'));

  for (let hour = 0; hour < 120; hour++) {
    world.advance(3_600_000);
    const failed = await after.scans();
    if (failed.length > 0) throw new AggregateError(failed, 'a scan failed');
    if (hour !== 20) continue;
    await tell('POST /v1/stalls/{stallId}/acknowledgement', { stallId: 'C-5~1' }, { cause: 'address', note });
    await tell('POST /v1/notices/preview', {}, { orderId: 'C-5', kind: 'delay' });
  }
  return { world, after, logged, kept: [...world.timeline.kept.values()] };
}
