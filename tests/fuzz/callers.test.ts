import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { inProcess } from '../support/in-process.ts';

let world: Awaited<ReturnType<typeof inProcess>>;
beforeAll(async () => {
  world = await inProcess();
});

/** What somebody may send in the place of a credential, a session or a link: noise, and things that look like ours. */
const token = fc.oneof(
  fc.string({ maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .tuple(
      fc.constantFrom('electrosmart', 'other', '__proto__', 'constructor', ''),
      fc.stringMatching(/^[A-Za-z0-9]{0,40}$/),
    )
    .map(([store, rest]) => `vgh_${store}.${rest}.${rest}`),
  fc.stringMatching(/^[A-Za-z0-9._~-]{1,80}$/),
);
/** A header carries Latin characters alone; nothing else reaches us. */
const header = (text: string): string => text.replace(/[^\x20-\x7e]/g, '');

describe('whoever calls with what is no credential', () => {
  it('is told so, and never let in, answered with a fault, or shown another’s data', async () => {
    await fc.assert(
      fc.asyncProperty(
        token,
        fc.constantFrom('bearer', 'cookie', 'host-cookie', 'link'),
        async (text, how) => {
          const sourceIp = `203.0.113.${String(Math.floor(text.length % 200) + 1)}`;
          const given = header(text);
          const answer =
            how === 'link'
              ? await world.call('GET /l/{token}', {
                  path: { token: given || 'x' },
                  sourceIp,
                  headers: { authorization: '' },
                })
              : await world.call('GET /v1/orders', {
                  sourceIp,
                  headers: { authorization: how === 'bearer' ? `Bearer ${given}` : '' },
                  ...(how === 'bearer'
                    ? {}
                    : {
                        cookies: [
                          `${how === 'cookie' ? 'veghe_session' : '__Host-veghe_session'}=${given.replaceAll(';', '')}`,
                        ],
                      }),
                });
          expect([400, 401, 404, 410, 422, 429]).toContain(answer.status);
          expect(JSON.stringify(answer.body)).not.toContain('ES-');
        },
      ),
      { numRuns: 400 },
    );
  });
});
