import { beforeAll, describe, expect, it } from 'vitest';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';

describe('a message before it is sent', () => {
  let world: Awaited<ReturnType<typeof inProcess>>;
  beforeAll(async () => {
    world = await inProcess();
    await world.call('POST /v1/orders', { body: popsOrder('ES-1', { promisedAt: '2026-11-17T08:00:00Z' }) });
    await world.call('POST /v1/orders/{orderId}/status', {
      path: { orderId: 'ES-1' },
      body: { stage: 'preparing' },
    });
  });
  const preview = (body: object) =>
    world.call('POST /v1/notices/preview', { body: { orderId: 'ES-1', kind: 'delay', ...body } });

  it('is shown as it would leave, the place of the link marked', async () => {
    const { body } = await preview({});
    expect(body.email.subject).toBe('Comanda ES-1 întârzie: ce știm acum · ElectroSmart');
    expect(body.email.text).toContain('Alegeți: păstrez comanda sau renunț:\nhttps://veghe.example/l/…');
    expect(body.sms).toMatch(/^ElectroSmart: comanda ES-1 intarzie, ne pare rau\. Ajunge .*\.$/);
  });

  it('is shown in a shop’s own words that are not saved yet; what follows by law stays', async () => {
    const { body } = await preview({
      texts: {
        ro: {
          delay: {
            subject: '{shop}: {order} mai întârzie',
            body: 'Dragă {customer}, încă o pregătim.\n\nPromisă {promised}, vine {range}.',
            sms: 'mai dureaza: {order}',
          },
        },
      },
    });
    expect(body.email.subject).toBe('ElectroSmart: ES-1 mai întârzie · ElectroSmart');
    expect(body.email.text.split('\n\n').slice(0, 3)).toEqual([
      'Bună ziua, Ion Pop,',
      'Dragă Ion Pop, încă o pregătim.',
      expect.stringMatching(/^Promisă marți, 17 noiembrie, vine cel mai probabil /),
    ]);
    expect(body.email.text).toContain('puteți renunța la comandă și vă dăm înapoi toți banii');
    expect(body.sms).toBe('ElectroSmart: mai dureaza: ES-1');
  });

  it('leaves out a paragraph that has nothing to say', async () => {
    const { body } = await preview({
      kind: 'promise',
      texts: { ro: { promise: { body: 'Vine {date}.\n\nÎntâi spuneam {original}.' } } },
    });
    expect(body.email.text).toContain('Vine marți, 17 noiembrie.');
    expect(body.email.text).not.toContain('Întâi');
  });

  it('is refused with a placeholder that does not exist, and says which there are', async () => {
    const { status, body } = await preview({ texts: { ro: { delay: { body: '{datum}' } } } });
    expect([status, body.errors]).toEqual([
      422,
      [
        {
          path: 'texts.ro.delay.body',
          message:
            '{datum} is no placeholder; there are {order} {customer} {shop} {stage} {since} {range} {promised}',
        },
      ],
    ]);
    const profile = { ...world.profile, texts: { ro: { delay: { body: '{datum}' } } } };
    const saved = await world.call('PUT /v1/store', { body: profile });
    expect([saved.status, saved.body.errors[0].path]).toEqual([422, 'texts.ro.delay.body']);
  });
});
