import { afterEach, expect, it } from 'vitest';
import { cleanUp, listOf, put, startMini } from './mini.ts';

afterEach(cleanUp);

it('runs the whole chain: request, table, stream, bus, queue, mail', async () => {
  const runtime = await startMini();
  expect((await put(runtime, 'ana', { note: 'hello' })).status).toBe(201);
  await runtime.idle();
  const mails = await listOf(runtime, 'mail');
  expect(mails).toMatchObject([
    {
      to: 'ana@example.org',
      from: 'Mini <mini@example.com>',
      subject: 'hello',
      text: 'text',
      html: '<p>html</p>',
    },
  ]);
  expect(await listOf(runtime, 'events')).toMatchObject([
    { 'detail-type': 'item.changed', detail: { id: 'ana', note: 'hello' } },
  ]);
});
